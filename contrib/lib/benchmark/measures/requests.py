"""From the call of a client to the wire."""

from statistics import median

from ..figure import Figure, milliseconds, percentile
from ..room import Room


def measure(effort: float) -> list:
    """From sending SetBrightness to the first byte on the I2C bus, one call after the other."""
    seconds = []
    with Room(1) as room:
        room.start_with_displays()
        monitor, display = room.monitors[0], room.displays[0]
        for index in range(max(4, int(400 * effort))):
            monitor.forget_records()
            call = display.start_set(20 + index % 2)
            call.wait()
            seconds.append(monitor.writes[0].at - call.sent_at)
    # The client's part and the bus's are in it: the promise counts from where the service has it.
    note = f"of {len(seconds)}; from the client's call on"
    return [
        Figure.at_most("SetBrightness → first byte on the bus, median", 1, milliseconds(median(seconds)), " ms", note),
        Figure.at_most("SetBrightness → first byte on the bus, p99", 5, milliseconds(percentile(seconds, 99)), " ms"),
    ]
