"""What the service takes while nothing happens: wake-ups and memory."""

import time

from ..figure import Figure
from ..process_size import memory, wake_ups
from ..room import Room

#: The state is saved five seconds after a change, and GLib's pool threads end after fifteen.
_QUIET_AFTER = 25
_WATCHED = 20


def measure(effort: float) -> list:
    """Three displays that were used, without a sensor. Nothing happening has no event: this waits."""
    with Room(3) as room:
        service = room.start_with_displays()
        for value in (20, 30, 40):
            for display in room.displays:
                display.set(value)
        time.sleep(_QUIET_AFTER * effort)
        processes = [service.process_id, *service.workers().values()]
        before = [wake_ups(process) for process in processes]
        time.sleep(_WATCHED * effort)
        woken = [wake_ups(process) - count for process, count in zip(processes, before)]
        sizes = [memory(process) for process in processes]
    total = sum(proportional for _, proportional in sizes)
    seconds = f"in {_WATCHED * effort:g} s"
    workers = len(processes) - 1
    return [
        Figure.at_most("idle: wake-ups of lightend", 0, woken[0], "", seconds),
        Figure(f"idle: wake-ups of {workers} workers", "", f"{sum(woken[1:])} ({seconds})", None),
        Figure.at_most("memory: lightend, resident", 12, sizes[0][0], " MB", f"{sizes[0][1]:.1f} MB proportional"),
        Figure.at_most(f"memory: lightend and {workers} workers, proportional", 18, total, " MB"),
    ]
