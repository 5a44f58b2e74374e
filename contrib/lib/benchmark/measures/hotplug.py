"""Monitors come and go."""

import time
from statistics import median

from support import display_path

from ..figure import Figure, milliseconds
from ..room import Room

#: What the arrival of a display may take beside one probe, seconds.
_ALLOWANCE = 0.3


def measure(effort: float) -> list:
    """Unplugs and plugs the first of three monitors, and sets another one meanwhile."""
    removed, added, meanwhile, probes = [], [], [], []
    with Room(3) as room:
        room.start_with_displays()
        other = room.displays[1]
        for index in range(max(2, int(20 * effort))):
            probes.append(_seconds_of(lambda: room.client.manager("Refresh")))
            room.client.forget_signals()
            began = time.monotonic()
            monitor = room.desk.unplug(room.connector(0))
            removed.append(room.client.wait_for_removed(display_path(0)).at - began)
            began = time.monotonic()
            room.desk.plug(room.connector(0), monitor)
            call = other.start_set(20 + index % 2)
            room.client.wait_for_added(display_path(0))
            added.append(room.client.heard("InterfacesAdded")[-1].at - began)
            call.wait()
            meanwhile.append(call.seconds)
    # Of one display: all are probed at once.
    limit = median(probes) + _ALLOWANCE
    return [
        Figure.at_most("unplug → InterfacesRemoved", 50, milliseconds(median(removed)), " ms"),
        Figure.at_most(
            "plug → InterfacesAdded (one probe + 300 ms)", milliseconds(limit), milliseconds(median(added)), " ms"
        ),
        Figure("plug: SetBrightness of another display", "", f"{milliseconds(median(meanwhile)):.1f} ms", None),
    ]


def _seconds_of(action) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began
