"""A session of its own with emulated monitors and a running lightend, to be measured."""

import contextlib
import tempfile
from pathlib import Path

from emulator import EDID, Desk, Monitor
from support import Client, PrivateBus, Service


class Room(contextlib.ExitStack):
    """A desk, a bus, a client and the service; a context manager.

    The monitors are at the wire speed of 100 kHz, with libddcutil's own waits.
    """

    def __init__(self, monitors: int):
        super().__init__()
        self.folder = Path(self.enter_context(tempfile.TemporaryDirectory(prefix="lighten-benchmark-")))
        self.desk = self.enter_context(Desk())
        self.monitors = [self.plug(number) for number in range(monitors)]
        bus = self.enter_context(PrivateBus(self.folder))
        self.environment = self.desk.environment()
        self.environment.pop("XDG_SESSION_ID", None)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.address
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.folder}/no-system-bus"
        self.client = self.enter_context(Client(bus.address))

    @staticmethod
    def connector(number: int) -> str:
        """The name of the connector of a monitor."""
        return f"DP-{number + 1}"

    def plug(self, number: int) -> Monitor:
        """Plugs a monitor in."""
        return self.desk.plug(self.connector(number), Monitor(EDID(serial=number + 1)))

    def start(self) -> Service:
        """Starts lightend; returns when it has its name."""
        service = Service([], self.environment, self.folder / "lightend.log")
        self.callback(service.stop_if_running)
        self.client.wait_for_service()
        return service

    def start_with_displays(self) -> Service:
        """Starts lightend and waits until it has looked at each monitor."""
        service = self.start()
        self.client.wait_for_displays()
        return service

    @property
    def displays(self) -> list:
        """The displays of all monitors."""
        return [self.client.display(number) for number in range(len(self.monitors))]
