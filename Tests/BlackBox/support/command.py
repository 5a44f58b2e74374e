"""The command line under test."""

import itertools
import os
import signal
import subprocess
import time
from typing import NamedTuple, Sequence

from .lines import LineReader
from .loop import DEADLINE
from .service import program
from .terminal import output_in_terminal


_RIGHTS = "-dac_override,-dac_read_search"
_WITHOUT_OVERRIDE = [f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}"]


class Outcome(NamedTuple):
    """What a run of `lighten` left behind."""

    status: int
    output: str
    errors: str


class Command:
    """Runs `lighten` in a session."""

    def __init__(self, environment: dict, *, may_open_all: bool = True, launcher: Sequence[str] = ()):
        self._environment = environment
        # Root may open every file; without that right, modes count for it as for everybody.
        self._launcher = [] if may_open_all or os.geteuid() != 0 else ["setpriv", *_WITHOUT_OVERRIDE]
        self._launcher += launcher

    def run(self, *arguments) -> Outcome:
        """Runs it to its end."""
        done = subprocess.run(
            [*self._launcher, program("lighten"), *map(str, arguments)],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=3 * DEADLINE,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def output(self, *arguments) -> str:
        """The output of a run that must do what it is told, without a word on standard error."""
        outcome = self.run(*arguments)
        assert (outcome.status, outcome.errors) == (0, ""), outcome
        return outcome.output

    def output_in_terminal(self, *arguments, columns: int, lines: int = 24, **variables) -> str:
        """What a run that must do what it is told writes into a terminal of that size."""
        environment = {"TERM": "xterm-256color", **self._environment, **variables}
        command = [program("lighten"), *map(str, arguments)]
        return output_in_terminal(command, environment, columns=columns, lines=lines)

    def errors_in_terminal(self, *arguments, columns: int, **variables) -> str:
        """What a run that must fail writes into a terminal."""
        environment = {"TERM": "xterm-256color", **self._environment, **variables}
        command = [program("lighten"), *map(str, arguments)]
        return output_in_terminal(command, environment, columns=columns, lines=24, succeeds=False)

    def watch(self, *arguments, display: int = 0) -> "Watch":
        """Starts `lighten watch`, and presses a simulated display's buttons until it shows that."""
        watch = Watch([program("lighten"), "watch", *arguments], self._environment)
        deadline = time.monotonic() + DEADLINE
        for brightness in itertools.cycle((1, 2)):
            self.output("sim", "press", "-d", display, brightness)
            if watch.has_line(within=0.1):
                return watch
            assert time.monotonic() < deadline, "“lighten watch” shows nothing"


class Watch:
    """A running `lighten watch`; a context manager."""

    def __init__(self, arguments: list, environment: dict):
        self.process = subprocess.Popen(
            arguments, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        self._lines = LineReader(self.process.stdout)

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def has_line(self, within: float) -> bool:
        """Whether there is another line within so many seconds."""
        return self._lines.has_line(within)

    def wait_for_line(self, wanted: str) -> list:
        """Reads until a line has the wanted text; returns all lines read."""
        return self._lines.until(wanted)

    def interrupt(self) -> int:
        """Ends it as Ctrl-C does; returns its status."""
        os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(DEADLINE)
