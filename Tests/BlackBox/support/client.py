"""A client of the service on the bus."""

import time
from typing import Callable, Optional

from gi.repository import Gio, GLib

from . import names
from .display import DisplayProxy
from .loop import DEADLINE, run_pending, wait_for
from .pending_call import BusFailure, PendingCall
from .signal import Signal

__all__ = ["BusFailure", "Client"]


class Client:
    """A connection to the bus that hears every signal of the service; a context manager."""

    def __init__(self, address: str):
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )
        self.connection.set_exit_on_close(False)
        #: Everything that was heard, in order.
        self.signals: list[Signal] = []
        self._owner = ""
        self._subscriptions = [
            self.connection.signal_subscribe(
                names.NAME, None, None, None, None, Gio.DBusSignalFlags.NONE, self._heard
            )
        ]
        self._watch = Gio.bus_watch_name_on_connection(
            self.connection, names.NAME, Gio.BusNameWatcherFlags.NONE, self._appeared, self._vanished
        )

    @property
    def unique_name(self) -> str:
        """The name that the bus gave this client."""
        return self.connection.get_unique_name()

    def close(self) -> None:
        """Leaves the bus."""
        Gio.bus_unwatch_name(self._watch)
        for subscription in self._subscriptions:
            self.connection.signal_unsubscribe(subscription)
        if not self.connection.is_closed():
            self.connection.close_sync(None)
        run_pending()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    # Calls.

    def start_call(
        self,
        path: str,
        interface: str,
        method: str,
        signature: str = "()",
        *arguments,
        destination: str = names.NAME,
    ) -> PendingCall:
        """Calls a method without waiting for the answer."""
        call = PendingCall()
        self.connection.call(
            destination,
            path,
            interface,
            method,
            GLib.Variant(signature, arguments),
            None,
            Gio.DBusCallFlags.NO_AUTO_START,
            120_000,
            None,
            call.finish,
        )
        return call

    def send(self, path: str, interface: str, method: str, signature: str, *arguments) -> None:
        """Calls a method and says that no answer is wanted."""
        message = Gio.DBusMessage.new_method_call(names.NAME, path, interface, method)
        message.set_body(GLib.Variant(signature, arguments))
        message.set_flags(Gio.DBusMessageFlags.NO_REPLY_EXPECTED | Gio.DBusMessageFlags.NO_AUTO_START)
        self.connection.send_message(message, Gio.DBusSendMessageFlags.NONE)

    def call(self, path: str, interface: str, method: str, signature: str = "()", *arguments, **options):
        """Calls a method; the result as Python values, a tuple only where there are several."""
        return self.start_call(path, interface, method, signature, *arguments, **options).wait()

    def call_variant(self, path: str, interface: str, method: str, signature: str = "()", *arguments) -> GLib.Variant:
        """Calls a method; the result as the variant that came."""
        call = self.start_call(path, interface, method, signature, *arguments)
        call.wait()
        return call.variant

    # The service.

    def wait_for_service(self, previous: str = "", timeout: float = DEADLINE) -> str:
        """Waits until the name has an owner other than `previous`; returns the owner."""
        return wait_for(lambda: self._owner not in ("", previous) and self._owner, timeout)

    def wait_for_no_service(self, timeout: float = DEADLINE) -> None:
        """Waits until nobody has the name."""
        wait_for(lambda: not self._owner, timeout)

    @property
    def owner(self) -> str:
        """The unique name of the service, empty without one."""
        return self._owner

    def display(self, number: int) -> DisplayProxy:
        """Display N, whether it is there or not."""
        return DisplayProxy(self, names.display_path(number))

    def objects(self) -> dict:
        """The managed objects: path, interface, property."""
        return self.call(names.ROOT, names.OBJECT_MANAGER, "GetManagedObjects")

    def wait_for_displays(self) -> None:
        """Waits for what was connected at the start; signals count from now on."""
        self.objects()
        self.forget_signals()

    def manager(self, method: str, signature: str = "()", *arguments):
        """Calls a method of the Manager interface."""
        return self.call(names.ROOT, names.MANAGER, method, signature, *arguments)

    def backlight(self, method: str, signature: str = "()", *arguments):
        """Calls a method of the root object's Backlight interface."""
        return self.call(names.ROOT, names.BACKLIGHT, method, signature, *arguments)

    def measure(self) -> int:
        """GetData of the Sensor interface."""
        return self.call(names.ROOT, names.SENSOR, "GetData")

    def shine(self, level: float) -> None:
        """Sets the light in the simulated room."""
        self.simulator("SetLightLevel", "(d)", level)

    def read_sensor(self, name: str):
        """A property of the Sensor interface."""
        return self.read(name, interface=names.SENSOR)

    def simulator(self, method: str, signature: str = "()", *arguments):
        """Calls a method of the Simulator interface."""
        return self.call(names.ROOT, names.SIMULATOR, method, signature, *arguments)

    def read(self, name: str, *, path: str = names.ROOT, interface: str = names.MANAGER):
        """A property; of the Manager if nothing else is said."""
        return self.call(path, names.PROPERTIES, "Get", "(ss)", interface, name)

    # Signals.

    def heard(self, name: str, path: Optional[str] = None, since: int = 0) -> list:
        """The signals with this name, of one object or of all."""
        return [
            signal for signal in self.signals[since:] if signal.name == name and path in (None, signal.path)
        ]

    def settle(self) -> None:
        """Returns when every signal that the service has sent by now was heard."""
        # Not Ping: GDBus answers that on a thread of its own, before the main loop is through.
        self.read("Version")
        run_pending()

    def forget_signals(self) -> None:
        """Empties the list of signals, after those that are on their way."""
        self.settle()
        self.signals.clear()

    def wait_for_signal(
        self,
        name: str,
        path: Optional[str] = None,
        where: Callable[[Signal], object] = lambda signal: True,
        *,
        since: int = 0,
        timeout: float = DEADLINE,
    ) -> Signal:
        """The first signal with this name, object and condition, waiting for it where necessary."""

        def find():
            return next((signal for signal in self.heard(name, path, since) if where(signal)), None)

        return wait_for(find, timeout, describe=lambda: f"no {name} of {path}; heard {self.signals[-10:]}")

    def wait_for_added(self, path: str, interface: str = names.DISPLAY, *, since: int = 0) -> dict:
        """Waits until an object was announced with an interface; returns all that was announced."""
        signal = self.wait_for_signal(
            "InterfacesAdded", where=lambda s: s.arguments[0] == path and interface in s.arguments[1], since=since
        )
        return signal.arguments[1]

    def wait_for_removed(self, path: str, interface: str = names.DISPLAY, *, since: int = 0) -> Signal:
        """Waits until an object was announced to have lost an interface."""
        return self.wait_for_signal(
            "InterfacesRemoved", where=lambda s: s.arguments[0] == path and interface in s.arguments[1], since=since
        )

    def _heard(self, connection, sender, path, interface, name, arguments) -> None:
        self.signals.append(Signal(time.monotonic(), path, interface, name, arguments.unpack()))

    def _appeared(self, connection, name, owner) -> None:
        self._owner = owner

    def _vanished(self, connection, name) -> None:
        self._owner = ""
