"""The server that the preload library of each program under test talks to."""

import socket
import sys
import threading
from typing import Callable, Iterable, Optional

from .bus import Bus
from .connection import Connection
from .hidraw import Hidraw
from .loop import Loop

#: The interpreter's default of 5 ms would let a busy test delay a reply that long.
_SWITCH_INTERVAL = 0.0005


class Emulator:
    """Answers I2C transfers and hands out udev events, on a thread of its own."""

    def __init__(self, socket_path: str, *, wire_time: bool = True):
        self.socket_path = socket_path
        self.wire_time = wire_time
        self.loop = Loop("emulator")
        #: Bus number: bus. Changed on the loop's thread only.
        self.buses: dict[int, Bus] = {}
        #: N of /dev/hidrawN: the device.
        self.hidraw: dict[int, Hidraw] = {}
        self._connections: set[Connection] = set()
        self._subscribers: list[Connection] = []
        self._state = threading.Condition()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET | socket.SOCK_CLOEXEC)

    def start(self) -> None:
        """Listens."""
        sys.setswitchinterval(min(_SWITCH_INTERVAL, sys.getswitchinterval()))
        self._listener.bind(self.socket_path)
        self._listener.listen(256)
        self._listener.setblocking(False)
        self.loop.watch(self._listener.fileno(), self._accept)
        self.loop.start()

    def stop(self) -> None:
        """Ends every conversation and the thread."""
        self.loop.call(self._close_all)
        self.loop.stop()

    def add_bus(self, number: int, *, mode: int = 0o660) -> Bus:
        """A new adapter without a monitor; `mode` are the permission bits of its node."""
        bus = Bus(self, number, mode)
        self.loop.call(lambda: self.buses.__setitem__(number, bus))
        return bus

    def remove_bus(self, bus: Bus) -> None:
        """Ends an adapter; its open descriptors answer ENXIO from now on."""

        def remove():
            del self.buses[bus.number]
            bus.detach()

        self.loop.call(remove)

    def send_uevents(self, packets: Iterable[bytes]) -> None:
        """Sends libudev messages to every process that listens; a generator is run on the loop."""

        def send():
            for packet in packets:
                for subscriber in list(self._subscribers):
                    subscriber.send(packet)

        self.loop.call(send)

    def listeners(self) -> list:
        """The process ids behind the sockets that listen for udev events."""
        with self._state:
            return [subscriber.process_id for subscriber in self._subscribers]

    def wait_for_listeners(self, predicate: Callable[[list], object], timeout: float = 10.0) -> None:
        """Waits until the process ids of the listeners satisfy a predicate."""
        self.wait_until(lambda: predicate(self.listeners()), timeout)

    def wait_until(self, predicate: Callable[[], object], timeout: float = 10.0) -> None:
        """Waits for who listens to events, who holds a bus, and what waits there; or TimeoutError."""
        with self._state:
            if not self._state.wait_for(predicate, timeout):
                buses = {bus.number: (bus.holders, len(bus.waiting)) for bus in self.buses.values()}
                raise TimeoutError(f"listeners {self.listeners()}, holders and waiting {buses}")

    # What a connection and a bus do.

    def present_bus(self, number: int) -> Optional[Bus]:
        """The bus with this number, if there is one now."""
        return self.buses.get(number)

    def changed(self) -> None:
        """Wakes those in `wait_until`."""
        with self._state:
            self._state.notify_all()

    def held(self, bus: Bus, process_id: int) -> None:
        """A descriptor of the bus was opened."""
        with self._state:
            bus.holders.append(process_id)
            self._state.notify_all()

    def released(self, bus: Bus, process_id: int) -> None:
        """A descriptor of the bus was closed."""
        with self._state:
            bus.holders.remove(process_id)
            self._state.notify_all()

    def subscribe(self, connection: Connection) -> None:
        """This connection gets udev events."""
        with self._state:
            self._subscribers.append(connection)
            self._state.notify_all()

    def forget(self, connection: Connection) -> None:
        """This connection has ended."""
        self._connections.discard(connection)
        with self._state:
            if connection in self._subscribers:
                self._subscribers.remove(connection)
            self._state.notify_all()

    def _accept(self, events: int) -> None:
        try:
            stream, _ = self._listener.accept()
        except BlockingIOError:
            return
        self._connections.add(Connection(self, stream))

    def _close_all(self) -> None:
        self.loop.unwatch(self._listener.fileno())
        self._listener.close()
        for connection in list(self._connections):
            connection.close()
