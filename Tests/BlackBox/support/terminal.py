"""A program in a terminal of its own."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

from .loop import DEADLINE


def output_in_terminal(arguments: list, environment: dict, *, columns: int, lines: int, succeeds: bool = True) -> str:
    """Runs a program in a terminal of that size to its good end, or to a bad one; what it wrote there."""
    terminal, program_end = pty.openpty()
    try:
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        process = subprocess.Popen(
            arguments, env=environment, stdin=subprocess.DEVNULL, stdout=program_end, stderr=program_end
        )
        os.close(program_end)
        written = _read_all(terminal)
        assert (process.wait(DEADLINE) == 0) == succeeds, written
        return written.decode().replace("\r\n", "\n")
    finally:
        os.close(terminal)


def _read_all(terminal: int) -> bytes:
    """Reads until the last program has closed the terminal, which Linux reports as an error."""
    deadline = time.monotonic() + DEADLINE
    written = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], max(deadline - time.monotonic(), 0))
        assert ready, f"no end after {written!r}"
        try:
            part = os.read(terminal, 65536)
        except OSError:
            return written
        if not part:
            return written
        written += part
