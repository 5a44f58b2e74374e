"""One socket between a program under test and the emulator."""

import errno
import select
import socket
import struct
from collections import deque
from typing import Optional

from . import protocol
from .bus import Bus, Transfer
from .hidraw import Hidraw


class Connection:
    """A descriptor of `/dev/i2c-N` or `/dev/hidrawN`, or a listener to udev events."""

    def __init__(self, emulator, stream: socket.socket):
        self._emulator = emulator
        self._socket = stream
        self._outgoing: deque = deque()
        self._bus: Optional[Bus] = None
        self._hidraw: Optional[Hidraw] = None
        credentials = stream.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        self.process_id = struct.unpack("iII", credentials)[0]
        stream.setblocking(False)
        emulator.loop.watch(stream.fileno(), self._ready)

    def send(self, packet: bytes) -> None:
        """Sends a packet, after those that the other side has no room for yet."""
        self._outgoing.append(packet)
        self._flush()

    def close(self) -> None:
        """Ends the conversation."""
        if not self._is_open():
            return
        self._emulator.loop.unwatch(self._socket.fileno())
        self._socket.close()
        self._emulator.forget(self)
        if self._bus:
            self._emulator.released(self._bus, self.process_id)

    def _ready(self, events: int) -> None:
        if events & select.EPOLLOUT:
            self._flush()
        if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR):
            self._read()

    def _read(self) -> None:
        try:
            packet = self._socket.recv(protocol.PACKET_MAXIMUM)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        if not packet:
            self.close()
            return
        operation, argument = protocol.REQUEST.unpack_from(packet)
        if operation == protocol.TRANSFER and self._bus:
            messages = protocol.messages(packet, argument)
            self._bus.transfer(Transfer(messages, self._respond, self._is_open))
        elif operation == protocol.OPEN:
            self._open(argument)
        elif operation == protocol.QUERY:
            bus = self._emulator.present_bus(argument)
            self._respond(protocol.reply(bus.mode if bus else -errno.ENOENT))
        elif operation == protocol.UEVENTS:
            self._respond(protocol.reply(0))
            self._emulator.subscribe(self)
        elif operation == protocol.HIDRAW:
            self._hidraw = self._emulator.hidraw.get(argument)
            self._respond(protocol.reply(0 if self._hidraw else -errno.ENOENT))
        elif operation == protocol.HIDRAW_CONTROL and self._hidraw:
            self._hidraw.control(argument >> 8, argument & 0xFF, self._respond)
            self._emulator.changed()
        else:
            self._respond(protocol.reply(-errno.EINVAL))

    def _open(self, number: int) -> None:
        bus = self._emulator.present_bus(number)
        if not bus:
            self._respond(protocol.reply(-errno.ENOENT))
        elif not bus.is_permitted():
            self._respond(protocol.reply(-errno.EACCES))
        else:
            self._bus = bus
            self._emulator.held(bus, self.process_id)
            self._respond(protocol.reply(0))

    def _respond(self, packet: bytes) -> None:
        if self._is_open():
            self.send(packet)

    def _is_open(self) -> bool:
        return self._socket.fileno() >= 0

    def _flush(self) -> None:
        while self._outgoing:
            try:
                self._socket.send(self._outgoing[0], socket.MSG_NOSIGNAL)
            except BlockingIOError:
                self._emulator.loop.watch(self._socket.fileno(), self._ready, select.EPOLLIN | select.EPOLLOUT)
                return
            except OSError:
                self.close()
                return
            self._outgoing.popleft()
            if not self._outgoing:
                self._emulator.loop.watch(self._socket.fileno(), self._ready, select.EPOLLIN)
