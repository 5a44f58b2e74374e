"""A slider that is dragged: more requests than a monitor can take."""

import time

from support.loop import run_pending, wait_for

from ..figure import Figure, milliseconds
from ..room import Room

_DISPLAYS = 4
#: What each display is asked for last.
_LAST = 77


def measure(effort: float) -> list:
    """A thousand calls within a second on each of four displays."""
    steps = max(50, int(1000 * effort))
    with Room(_DISPLAYS) as room:
        room.start_with_displays()
        calls = []
        began = time.monotonic()
        for step in range(steps):
            value = _LAST if step == steps - 1 else step % 100 if step % 100 != _LAST else 0
            calls += [display.start_set(value) for display in room.displays]
            while time.monotonic() < began + (step + 1) / 1000:
                run_pending()
        ended = max(call.sent_at for call in calls)
        wait_for(lambda: all(call.is_answered for call in calls))
        answered = sum(call.failure is None for call in calls)
        rates = [
            sum(write.at <= ended for write in monitor.writes) / (ended - began) for monitor in room.monitors
        ]
        delays = [monitor.writes[-1].at - ended for monitor in room.monitors]
        values = {monitor.brightness for monitor in room.monitors}
    note = f"{steps} calls on each of {_DISPLAYS} displays in {ended - began:.2f} s"
    return [
        Figure.at_most("flood: writes a second on a display", 20, max(rates), "", note),
        Figure.at_most("flood: last call → last write", 120, milliseconds(max(delays)), " ms"),
        Figure("flood: calls answered well", f"{len(calls)}", f"{answered}", answered == len(calls)),
        Figure("flood: value at the end", f"{_LAST}", ", ".join(map(str, sorted(values))), values == {_LAST}),
    ]
