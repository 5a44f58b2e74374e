# SPDX-License-Identifier: MIT
"""The guest's logind: sleep, sessions and who is in the foreground."""

import os
import subprocess
from pathlib import Path
from typing import Callable

from gi.repository import Gio, GLib

from support.looking import look_until
from support.loop import wait_for

from .people import Person

_NAME = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_MANAGER = f"{_NAME}.Manager"


class Login:
    """A client of logind, as root; a context manager."""

    def __init__(self):
        self._bus = Gio.bus_get_sync(Gio.BusType.SYSTEM, None)
        #: What PrepareForSleep said, in order.
        self._sleeps: list[bool] = []
        self._subscription = self._bus.signal_subscribe(
            _NAME, _MANAGER, "PrepareForSleep", _PATH, None, Gio.DBusSignalFlags.NONE, self._prepare
        )
        # The test ends its sleep before the kernel's own pause of five seconds.
        Path("/sys/module/suspend/parameters/pm_test_delay").write_text("1")
        Path("/sys/power/pm_test").write_text("freezer")

    def close(self) -> None:
        """Leaves the bus."""
        self._bus.signal_unsubscribe(self._subscription)

    def __enter__(self) -> "Login":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    # Sleep.

    def sleep(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Lets the computer go to sleep and wake up; the kernel freezes all processes for a second.

        Everybody who delays the sleep is ready when `meanwhile` is called.
        """
        _, descriptors = self._bus.call_with_unix_fd_list_sync(
            _NAME,
            _PATH,
            _MANAGER,
            "Inhibit",
            GLib.Variant("(ssss)", ("sleep", "test", "The test changes monitors meanwhile", "delay")),
            GLib.VariantType("(h)"),
            Gio.DBusCallFlags.NONE,
            -1,
            None,
            None,
        )
        (inhibitor,) = descriptors.steal_fds()
        self._sleeps.clear()
        self._call("Suspend", "(b)", False)
        wait_for(lambda: True in self._sleeps)
        look_until(lambda: self._inhibitors() == ["test"], self._inhibitors)
        meanwhile()
        os.close(inhibitor)
        wait_for(lambda: False in self._sleeps)

    def _inhibitors(self) -> list:
        return [who for what, who, *_ in self._call("ListInhibitors") if "sleep" in what]

    def _prepare(self, connection, sender, path, interface, name, arguments) -> None:
        self._sleeps.append(arguments.unpack()[0])

    # Sessions.

    def start_session(self, person: Person) -> None:
        """Somebody logs in on their terminal, which stays in the background."""
        subprocess.run(["systemctl", "start", person.unit], check=True)
        look_until(lambda: self.session(person), self._sessions)

    def end_session(self, person: Person) -> None:
        """Somebody logs out."""
        subprocess.run(["systemctl", "stop", person.unit], check=True)

    def session(self, person: Person) -> str:
        """The id of somebody's session, empty without one."""
        return next((id for id, uid, *_ in self._sessions() if uid == person.uid), "")

    def switch_to(self, person: Person) -> None:
        """Brings somebody's session into the foreground, with access to the devices of the seat."""
        session = self.session(person)
        self._call("ActivateSession", "(s)", session)
        # Logind writes this file after it has changed the access rights.
        seat = Path("/run/systemd/seats/seat0")
        look_until(lambda: f"ACTIVE={session}\n" in seat.read_text(), seat.read_text)

    def restart(self) -> None:
        """Restarts logind, which keeps its sessions; returns when systemd says that it runs."""
        subprocess.run(["systemctl", "restart", "systemd-logind"], check=True)

    def _sessions(self) -> list:
        return self._call("ListSessions")

    def _call(self, method: str, signature: str = "()", *arguments):
        reply = self._bus.call_sync(
            _NAME, _PATH, _MANAGER, method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, -1, None
        )
        values = reply.unpack()
        return values[0] if values else None
