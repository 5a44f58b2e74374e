"""System services that python-dbusmock plays."""

import json
import subprocess
import sys

from gi.repository import Gio, GLib

from .looking import look_until
from .loop import wait_for
from .pending_call import PendingCall

_MOCK = "org.freedesktop.DBus.Mock"
_LOGIND = "org.freedesktop.login1"
_PROXY = "net.hadess.SensorProxy"


class MockService:
    """A service from one of dbusmock's templates, on a system bus; a context manager."""

    def __init__(self, address: str, template: str, name: str, path: str, **parameters):
        self._name = name
        self._path = path
        command = [sys.executable, "-B", "-m", "dbusmock", "--system", "--template", template]
        self._process = subprocess.Popen(
            [*command, "--parameters", json.dumps(parameters)],
            env={"PATH": "/usr/bin:/bin", "DBUS_SYSTEM_BUS_ADDRESS": address},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        flags = Gio.DBusConnectionFlags
        self._connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )
        self._owner = ""
        self._watch = Gio.bus_watch_name_on_connection(
            self._connection, name, Gio.BusNameWatcherFlags.NONE, self._appeared, self._vanished
        )
        wait_for(lambda: self._owner)

    def close(self) -> None:
        """Ends it; its name has no owner any more."""
        self._process.kill()
        self._process.wait()
        wait_for(lambda: not self._owner)
        Gio.bus_unwatch_name(self._watch)
        if not self._connection.is_closed():
            self._connection.close_sync(None)

    def __enter__(self):
        return self

    def __exit__(self, *exception) -> None:
        if self._process.returncode is None:
            self.close()

    def call(self, interface: str, method: str, signature: str, *arguments):
        """Calls a method of its object."""
        call = PendingCall()
        parameters = GLib.Variant(signature, arguments)
        self._connection.call(
            self._name, self._path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, -1, None, call.finish
        )
        return call.wait()

    def call_mock(self, method: str, signature: str, *arguments):
        """Calls a method of dbusmock's own."""
        return self.call(_MOCK, method, signature, *arguments)

    def _appeared(self, connection, name, owner) -> None:
        self._owner = owner

    def _vanished(self, connection, name) -> None:
        self._owner = ""


class MockLogind(MockService):
    """systemd-logind, which can say that the computer sleeps and wakes up."""

    def __init__(self, address: str):
        super().__init__(address, "logind", _LOGIND, "/org/freedesktop/login1")

    def inhibitors(self) -> list:
        """Who keeps the computer awake: what, who and how."""
        found = self.call(f"{_LOGIND}.Manager", "ListInhibitors", "()")
        return [(what, who, mode) for what, who, _, mode, *_ in found]

    def wait_for_inhibitors(self, wanted: list) -> None:
        """Waits until these keep the computer awake."""
        look_until(lambda: self.inhibitors() == wanted, self.inhibitors)

    def sleep(self) -> None:
        """Says that the computer is going to sleep."""
        self._prepare(True)

    def wake(self) -> None:
        """Says that the computer has woken up."""
        self._prepare(False)

    def _prepare(self, is_start: bool) -> None:
        arguments = [GLib.Variant("b", is_start)]
        self.call_mock("EmitSignal", "(sssav)", f"{_LOGIND}.Manager", "PrepareForSleep", "b", arguments)


class MockSensorProxy(MockService):
    """iio-sensor-proxy with a light sensor."""

    def __init__(self, address: str, **parameters):
        parameters = {"has_ambient_light": True, "light_level": 100.0, **parameters}
        super().__init__(address, "iio-sensors-proxy", _PROXY, "/net/hadess/SensorProxy", **parameters)

    def shine(self, level: float) -> None:
        """Another light."""
        self.call_mock("SetInternalProperty", "(ssv)", _PROXY, "LightLevel", GLib.Variant("d", level))

    def answer_claims(self, code: str) -> None:
        """What it does with a claim of the light sensor from now on, as Python."""
        self.call_mock("AddMethod", "(sssss)", _PROXY, "ClaimLight", "", "", code)

    def owners(self) -> list:
        """Who claims the light sensor."""
        return list(self.call_mock("GetInternalProperty", "(s)", "AmbientLightOwners"))

    def wait_for_owners(self, count: int) -> None:
        """Waits until so many claim the sensor."""
        look_until(lambda: len(self.owners()) == count, self.owners)
