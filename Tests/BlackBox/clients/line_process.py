"""A process whose output is waited for line by line."""

import subprocess
import threading
from typing import Callable


class LineProcess:
    """Runs a command and collects the lines of its standard output; a context manager."""

    def __init__(self, command: list, environment: dict):
        self.lines: list[str] = []
        self._next = 0
        self._ended = False
        self._changed = threading.Condition()
        self._process = subprocess.Popen(
            [str(part) for part in command],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def process_id(self) -> int:
        """The process's number."""
        return self._process.pid

    def say(self, line: str) -> None:
        """Writes a line to its standard input."""
        self._process.stdin.write(line + "\n")

    def wait_for_line(self, predicate: Callable[[str], object], timeout: float = 30.0) -> str:
        """The next line that satisfies a predicate, of those not returned or passed over yet."""

        def find():
            while self._next < len(self.lines):
                line = self.lines[self._next]
                self._next += 1
                if predicate(line):
                    return (line,)
            return ("",) if self._ended else None

        with self._changed:
            found = self._changed.wait_for(find, timeout)
            if not found or not found[0]:
                reason = "ended" if self._ended else "was silent"
                raise TimeoutError(f"{self._process.args} {reason}; its last lines: {self.lines[-20:]}")
            return found[0]

    def wait_for_end(self, timeout: float = 30.0) -> int:
        """Closes its standard input and waits for its exit status."""
        self._process.stdin.close()
        status = self._process.wait(timeout)
        self._reader.join(timeout)
        return status

    def kill(self) -> None:
        """Ends it at once."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()
        if not self._process.stdin.closed:
            self._process.stdin.close()

    def __enter__(self) -> "LineProcess":
        return self

    def __exit__(self, *exception) -> None:
        self.kill()

    def _read(self) -> None:
        for line in self._process.stdout:
            with self._changed:
                self.lines.append(line.rstrip("\n"))
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()
