"""Lines that a program writes, read with a deadline."""

import os
import select
import time
from typing import IO

from .loop import DEADLINE


class LineReader:
    """Reads a pipe line by line; nobody else may read from it."""

    def __init__(self, pipe: IO):
        self._pipe = pipe
        self._rest = b""

    def has_line(self, within: float) -> bool:
        """Whether there is another line within so many seconds."""
        deadline = time.monotonic() + within
        while b"\n" not in self._rest:
            if not select.select([self._pipe], [], [], max(deadline - time.monotonic(), 0))[0]:
                return False
            # Not the pipe's own methods: they wait until they have as much as they like.
            part = os.read(self._pipe.fileno(), 65536)
            if not part:
                return False
            self._rest += part
        return True

    def next(self, timeout: float = DEADLINE) -> str:
        """The next line, without its end, waiting for it where necessary."""
        assert self.has_line(timeout), f"no line came, only {self._rest!r}"
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode(errors="replace")

    def until(self, wanted: str) -> list:
        """Reads until a line has the wanted text; returns all lines read."""
        lines = []
        while not lines or wanted not in lines[-1]:
            assert self.has_line(DEADLINE), f"“{wanted}” never came, only {lines}"
            lines.append(self.next())
        return lines
