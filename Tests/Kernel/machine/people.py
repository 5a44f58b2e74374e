# SPDX-License-Identifier: MIT
"""The people of the guest, whose sessions are on terminals of their own."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

#: Moves itself into a session and becomes its user; then it runs the command.
_LAUNCHER = "/usr/lib/guest/in-session"


@dataclass(frozen=True)
class Person:
    """A user of the guest with a graphical seat's session."""

    name: str
    #: Their number as a user.
    uid: int
    #: The virtual terminal of their session.
    terminal: int

    @property
    def unit(self) -> str:
        """The unit that is their session."""
        return f"guest-session-{self.name}.service"

    def launcher(self) -> list:
        """The words before a command that runs in this person's session."""
        return [_LAUNCHER, self.name]

    def make_home(self) -> Path:
        """Makes their home anew, without files."""
        home = Path("/home") / self.name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        os.chown(home, self.uid, self.uid)
        return home

    def environment(self, bus: str) -> dict:
        """The environment of programs in their session."""
        home = f"/home/{self.name}"
        return {
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "HOME": home,
            "LANG": "C.UTF-8",
            "LOGNAME": self.name,
            "PATH": os.environ["PATH"],
            "USER": self.name,
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_RUNTIME_DIR": f"/run/user/{self.uid}",
            "XDG_STATE_HOME": f"{home}/.local/state",
        }


#: Who is at the computer.
TESTER = Person("tester", 4242, 1)
#: Somebody else, who comes in some tests.
OTHER = Person("other", 4243, 2)
