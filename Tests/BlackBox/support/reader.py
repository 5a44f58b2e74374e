"""Somebody who follows the documentation in a terminal."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Callable

from .client import Client
from .documentation import Block, Step, is_as_shown
from .lines import LineReader
from .loop import DEADLINE
from .service import program

#: Levels that no example shows: a listener that prints the first ones listens, and when it prints
#: the last one it has printed everything before.
_FIRST, _LAST = (3, 4), 98


class Reader:
    """Runs the console blocks of a page one after another, in the folder of the sources."""

    def __init__(self, environment: dict, client: Client, start: Callable, folder: Path, tools: Path):
        # Programs of the documentation are where they are when lighten is installed; Python is
        # Debian's, which has the modules.
        tools.mkdir()
        (tools / "python3").symlink_to("/usr/bin/python3")
        path = f"{tools}:{Path(program('lighten')).parent}:{environment.get('PATH', os.environ['PATH'])}"
        self._environment = {**environment, "PATH": path}
        self._client = client
        self._start = start
        self._folder = folder
        self._service = None

    def follow(self, block: Block) -> None:
        """Does what a block shows, and compares."""
        self._prepare(block.commands("before:"))
        if self._service is None:
            self._restart("--simulate=3")
        *steps, last = block.steps
        for step in steps:
            self._run(step, block.place)
        if meanwhile := block.commands("meanwhile:"):
            self._listen(last, meanwhile, block.place)
        else:
            self._run(last, block.place)

    def _prepare(self, commands: list) -> None:
        for command in commands:
            word, *rest = command.split()
            if word == "lightend":
                self._restart(*rest)
            elif word == "teach":
                self._teach(*map(int, rest))
            else:
                self._do(command)

    def _restart(self, *options) -> None:
        if self._service is not None:
            self._service.stop()
            shutil.rmtree(Path(self._environment["XDG_STATE_HOME"]) / "lighten")
        self._service = self._start(*options)
        self._client.wait_for_displays()

    def _teach(self, light: int, *levels) -> None:
        """Sets each display to its level in a light, and waits until that is learned."""
        self._do(f"lighten sim light {light}")
        for number, level in enumerate(levels):
            display = self._client.display(number)
            points = {**dict(display.points()), float(light): level}
            self._do(f"lighten set -d {number} {level}")
            display.wait_for_points(sorted(points.items()))

    def _do(self, command: str) -> str:
        """The output of a command that must do what it is told."""
        status, printed = self._shell(command)
        assert status == 0, f"“{command}” ended with {status}: {printed}"
        return printed

    def _run(self, step: Step, place: str) -> None:
        _, printed = self._shell(step.command)
        self._compare(step, printed.splitlines(), place)

    def _shell(self, command: str) -> tuple:
        done = subprocess.run(
            ["bash", "-c", command],
            env=self._environment,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=DEADLINE,
        )
        return done.returncode, done.stdout

    def _listen(self, step: Step, meanwhile: list, place: str) -> None:
        listener = Listener(step.command, self._environment, self._folder)
        try:
            level = int(self._do("lighten get -d 0"))
            listener.wait_until_listening(lambda level: self._do(f"lighten sim press -d 0 {level}"), level)
            for command in meanwhile:
                self._do(command)
            self._do(f"lighten sim press -d 0 {_LAST}")
            printed = listener.lines_before(_LAST)
            self._do(f"lighten sim press -d 0 {level}")
        finally:
            listener.end()
        self._compare(step, printed, place)

    def _compare(self, step: Step, printed: list, place: str) -> None:
        assert is_as_shown(printed, step.shown), "\n".join(
            [f"{place}: “{step.command}” is shown to print", *step.shown, "but it printed", *printed]
        )


class Listener:
    """A program that prints a line with the level for each change of brightness."""

    def __init__(self, command: str, environment: dict, folder: Path):
        self._process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._lines = LineReader(self._process.stdout)

    def wait_until_listening(self, press: Callable, level: int) -> None:
        """Presses buttons until it prints that, then until it has printed the level that was."""
        for attempt in range(int(DEADLINE / 0.1)):
            press(_FIRST[attempt % 2])
            if self._lines.has_line(within=0.1):
                break
        press(level)
        self.lines_before(level)

    def lines_before(self, level: int) -> list:
        """What it prints before a line with this level."""
        lines = []
        while True:
            assert self._lines.has_line(DEADLINE), f"no line with {level} came, only {lines}"
            line = self._lines.next()
            if re.search(rf"\b{level}\b", line):
                return lines
            lines.append(line)

    def end(self) -> None:
        """Ends it. Not as Ctrl-C does: where the tests run in the background, that is ignored."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(DEADLINE)
        finally:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()
