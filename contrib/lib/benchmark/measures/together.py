"""Displays work in parallel."""

from statistics import median

from ..figure import Figure, milliseconds
from ..room import Room

_DISPLAYS = 16


def measure(effort: float) -> list:
    """All of sixteen displays at once beside one of them, in turns."""
    alone, together = [], []
    with Room(_DISPLAYS) as room:
        room.start_with_displays()
        for index in range(max(2, int(20 * effort))):
            alone.append(_seconds_to_set(room.displays[:1], 20 + index % 2))
            together.append(_seconds_to_set(room.displays, 40 + index % 2))
    note = f"{milliseconds(median(together)):.1f} ms : {milliseconds(median(alone)):.1f} ms"
    seen = median(together) / median(alone)
    return [Figure.at_most(f"all of {_DISPLAYS} displays at once : one", 1.3, seen, " ×", note)]


def _seconds_to_set(displays: list, value: int) -> float:
    calls = [display.start_set(value) for display in displays]
    for call in calls:
        call.wait()
    return max(call.answered_at for call in calls) - calls[0].sent_at
