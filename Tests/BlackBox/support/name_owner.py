"""Another program that has a name on the bus."""

import subprocess
import sys
from typing import Optional

from .lines import LineReader

_SCRIPT = """
import sys
from gi.repository import Gio, GLib
flags = Gio.DBusConnectionFlags
connection = Gio.DBusConnection.new_for_address_sync(
    sys.argv[1], flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
)
loop = GLib.MainLoop()
Gio.bus_own_name_on_connection(
    connection, sys.argv[2], Gio.BusNameOwnerFlags.NONE,
    lambda *_: print("owned", flush=True), lambda *_: loop.quit()
)
loop.run()
"""


class NameOwner:
    """A process that has a well-known name and answers nothing; a context manager."""

    def __init__(self, address: str, name: str, *, user: Optional[int] = None, **variables):
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-c", _SCRIPT, address, name],
            env={"PATH": "/usr/bin:/bin", **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            user=user,
        )
        assert LineReader(self._process.stdout).next() == "owned", f"nobody could get the name {name}"

    @property
    def process_id(self) -> int:
        """Its process id."""
        return self._process.pid

    def wait_for_end(self) -> None:
        """Waits until somebody has ended it."""
        self._process.wait(20)

    def __enter__(self) -> "NameOwner":
        return self

    def __exit__(self, *exception) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()
