"""An emulated I2C bus, with the wire's speed and the faults of its monitor."""

import errno
import time
from dataclasses import dataclass
from typing import Callable, Optional

from . import protocol
from .monitor import Monitor

#: A byte and its acknowledge bit at 100 kHz.
SECONDS_PER_BYTE = 90e-6


@dataclass(eq=False)
class Transfer:
    """A system call that somebody waits for."""

    #: As `protocol.messages` decodes them.
    messages: list
    #: Takes the packet that answers.
    respond: Callable[[bytes], None]
    #: Whether the descriptor is still open.
    wanted: Callable[[], bool]


class Bus:
    """The adapter behind one `/dev/i2c-N`. Used on the emulator's thread only."""

    def __init__(self, emulator, number: int, mode: int = 0o660):
        self.number = number
        #: Permission bits of the node; those of the owner count, whoever runs the program.
        self.mode = mode
        #: Process ids that hold the node open, once for each descriptor.
        self.holders: list[int] = []
        self._monitor: Optional[Monitor] = None
        self._emulator = emulator
        self._busy_until = 0.0
        #: Transfers that a fault keeps from ending.
        self.waiting: list[Transfer] = []

    def attach(self, monitor: Monitor) -> None:
        """Plugs a monitor in."""
        self._monitor = monitor
        monitor.on_faults_changed = lambda: self._emulator.loop.post(self._retry_waiting)

    def detach(self) -> None:
        """Unplugs the monitor; transfers that hang end with an error."""
        if self._monitor:
            self._monitor.on_faults_changed = None
        self._monitor = None
        self._retry_waiting()

    def is_permitted(self) -> bool:
        """Whether a program may open the node."""
        return self.mode & 0o600 == 0o600

    def transfer(self, transfer: Transfer) -> None:
        """Does a transfer, now or later."""
        monitor = self._monitor
        if not monitor:
            transfer.respond(self._perform(transfer.messages))
            return
        hangs = any(monitor.hangs_at(address) for address, _, _ in transfer.messages)
        delay = monitor.faults.delay
        if hangs or delay > 0:
            self.waiting.append(transfer)
            self._emulator.changed()
            if not hangs:
                self._emulator.loop.call_later(delay, lambda: self._finish(transfer))
            return
        transfer.respond(self._perform(transfer.messages))

    def _finish(self, transfer: Transfer) -> None:
        if transfer in self.waiting:
            self.waiting.remove(transfer)
            self._emulator.changed()
            transfer.respond(self._perform(transfer.messages))

    def _retry_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        for transfer in waiting:
            if transfer.wanted():
                self.transfer(transfer)
        self._emulator.changed()

    def _perform(self, messages: list) -> bytes:
        monitor = self._monitor
        if monitor is None:
            return protocol.reply(-errno.ENXIO)
        received = b""
        length_on_wire = 0
        for address, read_length, written in messages:
            if monitor.faults.adapter_error:
                monitor.refused()
                return protocol.reply(-errno.EIO)
            if failure := monitor.next_failure(address):
                monitor.refused()
                return protocol.reply(-failure, wire_time=self._occupy(length_on_wire + 1))
            if not monitor.acknowledges(address):
                monitor.refused()
                return protocol.reply(-monitor.faults.nak_errno, wire_time=self._occupy(length_on_wire + 1))
            if read_length is None:
                monitor.receive(address, written)
                length_on_wire += 1 + len(written)
            else:
                received += monitor.send(address, read_length)
                length_on_wire += 1 + read_length
        return protocol.reply(len(messages), received, self._occupy(length_on_wire))

    def _occupy(self, length: int) -> float:
        """Seconds until so many bytes are through, after those that are under way."""
        if not self._emulator.wire_time:
            return 0.0
        now = time.monotonic()
        self._busy_until = max(now, self._busy_until) + length * SECONDS_PER_BYTE
        return self._busy_until - now
