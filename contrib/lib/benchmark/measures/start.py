"""The service starts."""

import time
from statistics import median

from ..figure import Figure, milliseconds
from ..room import Room


def measure(effort: float) -> list:
    """From before fork and exec to the moment when a client knows that the name has an owner."""
    seconds = []
    with Room(3) as room:
        for _ in range(max(2, int(20 * effort))):
            began = time.monotonic()
            service = room.start()
            seconds.append(time.monotonic() - began)
            room.client.wait_for_displays()
            service.stop()
            room.client.wait_for_no_service()
    note = f"slowest of {len(seconds)}: {milliseconds(max(seconds)):.1f} ms"
    return [Figure.at_most("exec → name owned", 30, milliseconds(median(seconds)), " ms", note)]
