"""lightend as a process under test."""

import os
import signal
import subprocess
from pathlib import Path
from typing import Optional

from . import processes
from .looking import look_until
from .loop import DEADLINE


def program(name: str) -> str:
    """The path of a built program; the folder is in LIGHTEN_BIN."""
    folder = os.environ.get("LIGHTEN_BIN")
    assert folder, "LIGHTEN_BIN must name the folder with lightend, lighten-ddc and lighten"
    return str(Path(folder).resolve() / name)


class Service:
    """A running lightend, its log and its workers; a context manager."""

    def __init__(self, arguments: list, environment: dict, log: Path, executable: Optional[str] = None):
        self.environment = environment
        #: What must not be in the log.
        self.forbidden = ["CRITICAL", "GLib-", "Fatal error", "Assertion"]
        self._log = log
        with open(log, "ab") as file:
            self.process = subprocess.Popen(
                [executable or program("lightend"), *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )

    @property
    def process_id(self) -> int:
        """Its process id."""
        return self.process.pid

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text(errors="replace")

    def wait_for_log(self, text: str, count: int = 1, timeout: float = DEADLINE) -> None:
        """Waits until a text was logged so many times. A file has no event, so this one looks."""
        look_until(lambda: self.log.count(text) >= count, lambda: f"a log without “{text}”:\n{self.log}", timeout)

    def workers(self) -> dict:
        """The process ids of its workers, by the number of their I2C bus."""
        commands = {child: processes.command_line(child) for child in processes.children(self.process_id)}
        return {
            int(command[1]): child
            for child, command in commands.items()
            if len(command) == 2 and command[0].endswith("lighten-ddc")
        }

    def wait_for_worker(self, bus: int, other_than: int = 0, timeout: float = DEADLINE) -> int:
        """Waits for the worker of an I2C bus. Processes have no event, so this one looks."""

        def find():
            found = self.workers().get(bus, other_than)
            return found if found != other_than else None

        return look_until(find, self.workers, timeout)

    def wait_for_no_worker(self, bus: int, timeout: float = DEADLINE) -> None:
        """Waits until an I2C bus has no worker."""
        look_until(lambda: bus not in self.workers(), self.workers, timeout)

    def send(self, number: signal.Signals) -> None:
        """Sends it a signal."""
        self.process.send_signal(number)

    def wait_for_end(self, timeout: float = DEADLINE) -> int:
        """Waits for its exit status."""
        return self.process.wait(timeout)

    def stop_if_running(self) -> None:
        """`stop`, unless the test has seen it end."""
        if self.process.returncode is None:
            self.stop()

    def stop(self) -> None:
        """Ends it as a session does, and checks that it ends well and has reaped its children."""
        processes.wait_for_no_zombies(self.process_id)
        workers = list(self.workers().values())
        self.send(signal.SIGTERM)
        try:
            status = self.wait_for_end()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = "none: it had to be killed"
        for worker in workers:
            processes.wait_until_ended(worker)
        assert status == 0, f"lightend ended with {status}"
        for word in self.forbidden:
            assert word not in self.log, f"“{word}” in the log"

    def kill(self) -> None:
        """Ends it at once, as a crash does."""
        workers = list(self.workers().values())
        self.process.kill()
        self.process.wait()
        for worker in workers:
            processes.wait_until_ended(worker)
