"""Commands that events run, and what they left behind."""

import time
from pathlib import Path

from .loop import DEADLINE

#: Everything that a command is told.
VARIABLES = [
    f"LIGHTEN_{name}"
    for name in "EVENT DISPLAY NAME ALIAS CONNECTOR ID SERIAL KIND STATE BRIGHTNESS ORIGIN SENDER PROFILE".split()
]


def wait_until(predicate, describe=lambda: "nothing"):
    """Waits for what another process does to files, which have no event here; returns what the predicate said."""
    deadline = time.monotonic() + DEADLINE
    while not (result := predicate()):
        assert time.monotonic() < deadline, f"there is only {describe()}"
        time.sleep(0.02)
    return result


class Record:
    """A file that commands of events write lines into."""

    def __init__(self, path: Path):
        self.path = path
        path.touch()

    def shell(self, text: str = "$LIGHTEN_EVENT $LIGHTEN_DISPLAY") -> str:
        """A command of a shell that writes a line: in one write, so that two do not mix."""
        return f'echo "{text}" >>"{self.path}"'

    def lines(self) -> list:
        """What was written so far."""
        return self.path.read_text().splitlines()

    def wait_for(self, wanted: list) -> None:
        """Waits until exactly this was written."""
        wait_until(lambda: len(self.lines()) >= len(wanted), self.lines)
        assert self.lines() == wanted

    def wait_for_line(self, wanted: str) -> list:
        """Waits until a line was written; returns all."""
        wait_until(lambda: wanted in self.lines(), self.lines)
        return self.lines()
