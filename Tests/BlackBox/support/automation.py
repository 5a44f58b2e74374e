"""Commands that events run, and what they left behind."""

from pathlib import Path

from .looking import look_until

#: Everything that a command is told.
VARIABLES = [
    f"LIGHTEN_{name}"
    for name in "EVENT DISPLAY NAME ALIAS CONNECTOR ID SERIAL KIND STATE BRIGHTNESS ORIGIN SENDER PROFILE".split()
]


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
        look_until(lambda: len(self.lines()) >= len(wanted), self.lines)
        assert self.lines() == wanted

    def wait_for_line(self, wanted: str) -> list:
        """Waits until a line was written; returns all."""
        look_until(lambda: wanted in self.lines(), self.lines)
        return self.lines()
