"""A stand-in for systemd-logind on a private system bus."""

import contextlib
import threading
from typing import Iterator, Optional

from gi.repository import Gio, GLib

_XML = """
<node>
  <interface name="org.freedesktop.login1.Manager">
    <method name="GetSession"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
    <method name="GetSessionByPID"><arg type="u" direction="in"/><arg type="o" direction="out"/></method>
  </interface>
  <interface name="org.freedesktop.login1.Session">
    <property name="Id" type="s" access="read"/>
    <property name="Seat" type="(so)" access="read"/>
    <property name="Active" type="b" access="read"/>
    <method name="SetBrightness">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="u" direction="in"/>
    </method>
  </interface>
</node>
"""
_NAME = "org.freedesktop.login1"
_MANAGER_PATH = "/org/freedesktop/login1"
_NO_SESSION = f"{_NAME}.NoSuchSession"
_BUS = "org.freedesktop.DBus"


class LoginService:
    """org.freedesktop.login1 with one session, on a thread of its own; a context manager.

    `backlights` are the desk's: a SetBrightness of the session changes them, with the event.
    """

    def __init__(self, address: str, backlights: dict, *, session: str = "c7"):
        self.session = session
        self.session_path = f"{_MANAGER_PATH}/session/_3{session}"
        #: Process ids that belong to the session; None for every one.
        self.members: Optional[set] = None
        #: What was called: method, then arguments. SetBrightness has the object path first.
        self.calls: list[tuple] = []
        #: Name and message of the error that SetBrightness ends with from now on.
        self.refusal: Optional[tuple] = None
        #: The same for the next calls only, one for each.
        self.next_refusals: list[tuple] = []
        #: The seat that the session is at, empty for none, and whether it is in the foreground.
        self.seat = "seat0"
        self.is_active = True
        self._backlights = backlights
        self._address = address
        self._connection: Optional[Gio.DBusConnection] = None
        self._loop = GLib.MainLoop.new(GLib.MainContext.new(), False)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10), "the stand-in for logind did not start"

    def brightness_calls(self) -> list:
        """The calls of SetBrightness: path, subsystem, name, value."""
        return [call[1:] for call in self.calls if call[0] == "SetBrightness"]

    def restart(self) -> None:
        """Loses its name and takes it again, as logind does that is restarted."""
        self._call_bus("ReleaseName", "(s)", _NAME)
        self._call_bus("RequestName", "(su)", _NAME, 0)

    def switch(self, is_active: bool) -> None:
        """The session goes to the background, or comes back to the foreground."""
        self.is_active = is_active
        changed = ("org.freedesktop.login1.Session", {"Active": GLib.Variant("b", is_active)}, [])
        body = GLib.Variant("(sa{sv}as)", changed)
        properties = f"{_BUS}.Properties"
        self._connection.emit_signal(None, self.session_path, properties, "PropertiesChanged", body)

    def announce_session(self) -> None:
        """Says that there is a new session."""
        body = GLib.Variant("(so)", (self.session, self.session_path))
        self._connection.emit_signal(None, _MANAGER_PATH, f"{_NAME}.Manager", "SessionNew", body)

    @contextlib.contextmanager
    def hanging(self) -> Iterator[None]:
        """Answers nothing meanwhile."""
        end = threading.Event()
        self._loop.get_context().invoke_full(GLib.PRIORITY_HIGH, lambda _: not end.wait(), None)
        try:
            yield
        finally:
            end.set()

    def close(self) -> None:
        """Leaves the bus."""
        self._loop.get_context().invoke_full(GLib.PRIORITY_DEFAULT, lambda _: self._loop.quit(), None)
        self._thread.join(10)

    def __enter__(self) -> "LoginService":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def _run(self) -> None:
        self._loop.get_context().push_thread_default()
        flags = Gio.DBusConnectionFlags
        connection = Gio.DBusConnection.new_for_address_sync(
            self._address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )
        manager, session = Gio.DBusNodeInfo.new_for_xml(_XML).interfaces
        connection.register_object(_MANAGER_PATH, manager, self._called, None, None)
        for path in (self.session_path, f"{_MANAGER_PATH}/session/auto"):
            connection.register_object(path, session, self._called, self._property, None)
        self._connection = connection
        self._call_bus("RequestName", "(su)", _NAME, 0)
        self._ready.set()
        self._loop.run()
        connection.close_sync(None)
        self._loop.get_context().pop_thread_default()

    def _call_bus(self, method: str, signature: str, *arguments) -> None:
        body = GLib.Variant(signature, arguments)
        self._connection.call_sync(_BUS, "/org/freedesktop/DBus", _BUS, method, body, None, 0, -1, None)

    def _called(self, connection, sender, path, interface, method, parameters, invocation) -> None:
        arguments = parameters.unpack()
        if method == "SetBrightness":
            self.calls.append((method, path, *arguments))
            self._set_brightness(invocation, *arguments)
            return
        self.calls.append((method, *arguments))
        if method == "GetSession":
            found = arguments[0] == self.session
        else:
            found = self.members is None or arguments[0] in self.members
        if found:
            invocation.return_value(GLib.Variant("(o)", (self.session_path,)))
        else:
            invocation.return_dbus_error(_NO_SESSION, "There is no such session.")

    def _property(self, connection, sender, path, interface, name) -> GLib.Variant:
        if name == "Id":
            return GLib.Variant("s", self.session)
        if name == "Active":
            return GLib.Variant("b", self.is_active)
        return GLib.Variant("(so)", (self.seat, f"{_MANAGER_PATH}/seat/{self.seat or 'none'}"))

    def _set_brightness(self, invocation, subsystem: str, name: str, value: int) -> None:
        refusal = self.next_refusals.pop(0) if self.next_refusals else self.refusal
        if refusal:
            invocation.return_dbus_error(*refusal)
            return
        # The kernel sends the event before logind answers.
        self._backlights[name].set(value)
        invocation.return_value(None)
