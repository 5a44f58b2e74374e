"""libddcutil, driven from a test through `ddc_client.c`."""

import re
from dataclasses import dataclass

from .line_process import LineProcess


@dataclass(frozen=True)
class Answer:
    """What a command printed, its libddcutil status and how long it took."""

    lines: list
    status: int
    milliseconds: float


@dataclass(frozen=True)
class Display:
    """A display as libddcutil lists it."""

    bus: int
    manufacturer: str
    product: int
    serial: int
    model: str
    serial_text: str


class DDCClient(LineProcess):
    """One process with libddcutil."""

    def ask(self, command: str, timeout: float = 30.0) -> Answer:
        """Has a command done, and waits for its end."""
        self.say(command)
        return self.answer(timeout)

    def answer(self, timeout: float = 30.0) -> Answer:
        """Waits for the end of a command that `say` began."""
        start = self._next
        done = self.wait_for_line(lambda line: line.startswith("@done"), timeout).split()
        lines = [line for line in self.lines[start : self._next - 1] if re.match("@(display|value|capabilities)", line)]
        return Answer(lines, int(done[1]), float(done[2]))

    def list(self, timeout: float = 60.0) -> list:
        """The displays, in the order of their buses."""
        displays = []
        for line in self.ask("list", timeout).lines:
            _, bus, manufacturer, product, serial, names = line.split(" ", 5)
            model, _, serial_text = names.partition("|")
            displays.append(Display(int(bus), manufacturer, int(product), int(serial), model, serial_text))
        return sorted(displays, key=lambda display: display.bus)

    def get(self, bus: int, feature: int = 0x10, timeout: float = 30.0) -> tuple:
        """Current and maximum value; an AssertionError when libddcutil reports an error."""
        answer = self.ask(f"get {bus} {feature}", timeout)
        assert answer.status == 0, f"libddcutil: {answer.status}"
        return tuple(int(word) for word in answer.lines[0].split()[1:])

    def set(self, bus: int, value: int, feature: int = 0x10, timeout: float = 30.0) -> Answer:
        """Sets a value, without verification."""
        return self.ask(f"set {bus} {feature} {value}", timeout)
