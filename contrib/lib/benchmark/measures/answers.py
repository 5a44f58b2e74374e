"""Reads are answered from memory."""

import time

from gi.repository import Gio
from support import BACKLIGHT, NAME, display_path

from ..figure import Figure, ratio
from ..room import Room

_ROUNDS = 20


def measure(effort: float) -> list:
    """GetBrightness beside org.freedesktop.DBus.Peer.Ping, in turns."""
    count = max(20, int(10_000 * effort / _ROUNDS))
    with Room(1) as room:
        room.start_with_displays()

        def seconds(interface: str, method: str) -> float:
            began = time.monotonic()
            for _ in range(count):
                room.client.connection.call_sync(
                    NAME, display_path(0), interface, method, None, None, Gio.DBusCallFlags.NONE, -1, None
                )
            return time.monotonic() - began

        pairs = [
            (seconds(BACKLIGHT, "GetBrightness"), seconds("org.freedesktop.DBus.Peer", "Ping"))
            for _ in range(_ROUNDS)
        ]
    each = min(first for first, _ in pairs) / count * 1e6
    note = f"{each:.0f} µs a call, {count * _ROUNDS} calls"
    return [Figure.at_most("GetBrightness : Ping", 1.3, ratio(pairs), " ×", note)]
