"""A machine for the scripts in contrib that has the programs of Debian's smallest system, and stand-ins."""

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

from .loop import DEADLINE

REPOSITORY = Path(__file__).resolve().parents[3]

#: What the scripts use of the packages that every Debian system has.
_ESSENTIAL = "bash sh env basename cat cp cut dirname find grep id install ln mkdir mktemp readlink realpath rm sed setsid sleep sort tr uname"


class BareMachine:
    """A folder of programs, which is the whole PATH of the scripts that run here."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.programs = folder / "programs"
        self.home = folder / "home"
        self.programs.mkdir(parents=True)
        self.home.mkdir()
        for name in _ESSENTIAL.split():
            self.bring(name)

    def bring(self, name: str) -> None:
        """Puts a real program here."""
        path = shutil.which(name, path="/usr/bin:/bin:/usr/sbin:/sbin")
        assert path, f"this computer has no {name}"
        (self.programs / name).symlink_to(path)

    def put(self, name: str, *lines: str) -> Path:
        """Puts a shell script here, as the program of that name; `$here` is a folder for what it keeps."""
        program = self.programs / name
        program.unlink(missing_ok=True)
        program.write_text("\n".join(["#!/bin/bash", f"here={self.folder}", *lines, ""]))
        program.chmod(0o755)
        return program

    def put_swift(self, *lines: str, version: str = "6.2") -> None:
        """Puts a Swift here that tells its version, and for the rest does what the lines say."""
        self.put("swift", f'if [ "$1" = --version ]; then echo "Swift version {version} (swift)"; exit; fi', *lines)
        self.put("swift-driver")

    def put_debian(self, *, root: bool = True, packages: str = "none") -> None:
        """Makes it Debian: `packages` is all or none of those that a script asks for.

        apt-get writes its arguments into the file `apt`, and is as talkative as the real one.
        """
        status = "installed" if packages == "all" else "unknown"
        self.put("dpkg-query", f'for package in "${{@:4}}"; do echo "{status} $package"; done')
        self.put(
            "apt-get",
            'echo "$@" >>"$here/apt"',
            "echo 'debconf: delaying package configuration, since apt-utils is not installed' >&2",
            "echo 'Selecting previously unselected package'",
        )
        # Nothing here may become root in earnest.
        self.put("id", f"echo {0 if root else 1000}")

    @property
    def installed(self) -> list:
        """The commands that apt-get was called with."""
        file = self.folder / "apt"
        return file.read_text().splitlines() if file.exists() else []

    def run(
        self, script: str, *arguments, repository: Path = REPOSITORY, folder: Path = REPOSITORY, **variables: str
    ) -> subprocess.CompletedProcess:
        """Runs a script of contrib; a variable that is empty is not set."""
        environment = {"PATH": str(self.programs), "HOME": str(self.home), "LANG": "C.UTF-8", **variables}
        return subprocess.run(
            [repository / "contrib" / script if "/" not in script else script, *map(str, arguments)],
            env={name: value for name, value in environment.items() if value},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=3 * DEADLINE,
        )

    def interrupt_in_terminal(self, script: str, *arguments, after: bytes) -> tuple:
        """Runs a script of contrib in a terminal until it has written this, presses Ctrl-C, and waits for its end.

        Returns its wait status, and what it wrote after Ctrl-C.
        """
        environment = {"PATH": str(self.programs), "HOME": str(self.home), "LANG": "C.UTF-8"}
        process, terminal = pty.fork()
        if process == 0:
            os.execve(REPOSITORY / "contrib" / script, [script, *arguments], environment)
        try:
            written = self._read_until(terminal, after)
            assert after in written, written
            rest = self._interrupt_until_end(terminal)
        finally:
            os.close(terminal)
            status = os.waitpid(process, 0)[1]
        return status, rest.decode()

    def _interrupt_until_end(self, terminal: int) -> bytes:
        """Presses Ctrl-C until the terminal is closed: a shell that is just starting a program may lose one."""
        written = b""
        deadline = time.monotonic() + 3 * DEADLINE
        while time.monotonic() < deadline:
            os.write(terminal, b"\x03")
            again = time.monotonic() + 3
            while select.select([terminal], [], [], max(again - time.monotonic(), 0))[0]:
                try:
                    written += os.read(terminal, 65536)
                except OSError:  # as Linux reports that it is closed
                    return written
        raise AssertionError(f"no end after {written!r}")

    @staticmethod
    def _read_until(terminal: int, wanted: bytes) -> bytes:
        """Reads until something wanted has come, or until the terminal is closed."""
        deadline = time.monotonic() + 3 * DEADLINE
        written = b""
        while wanted not in written:
            ready, _, _ = select.select([terminal], [], [], max(deadline - time.monotonic(), 0))
            assert ready, f"no end after {written!r}"
            try:
                written += os.read(terminal, 65536)
            except OSError:  # as Linux reports that it is closed
                break
        return written

    def copy_scripts(self) -> Path:
        """A repository of its own with nothing but the scripts."""
        repository = self.folder / "repository"
        shutil.copytree(REPOSITORY / "contrib", repository / "contrib")
        return repository


def scripts() -> list:
    """The names of all scripts that people run."""
    return sorted(path.name for path in (REPOSITORY / "contrib").iterdir() if path.is_file() and os.access(path, os.X_OK))
