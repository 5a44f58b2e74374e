"""A thread that waits for sockets and timers: the emulator's heartbeat."""

import heapq
import itertools
import os
import select
import threading
import time
import traceback
from collections import deque
from typing import Callable


class Loop:
    """Calls handlers for readable and writable descriptors, timers and posted functions."""

    def __init__(self, name: str):
        self._poll = select.epoll()
        self._handlers: dict[int, Callable[[int], None]] = {}
        self._timers: list[tuple] = []
        self._order = itertools.count()
        self._posted: deque = deque()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.watch(self._wake, lambda events: os.eventfd_read(self._wake))

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and waits for it."""
        self.post(self._stop)
        self._thread.join()
        self._poll.close()
        os.close(self._wake)

    def post(self, function: Callable[[], None]) -> None:
        """Has the thread call a function soon; from any thread."""
        self._posted.append(function)
        os.eventfd_write(self._wake, 1)

    def call(self, function: Callable[[], object]):
        """Has the thread call a function, and returns what it returned or raises what it raised."""
        if threading.current_thread() is self._thread:
            return function()
        done = threading.Event()
        outcome: list = []

        def run():
            try:
                outcome.append((function(), None))
            except Exception as error:  # handed to the caller
                outcome.append((None, error))
            done.set()

        self.post(run)
        done.wait()
        result, error = outcome[0]
        if error:
            raise error
        return result

    def call_later(self, seconds: float, function: Callable[[], None]) -> None:
        """Has the thread call a function after a time; on the thread only."""
        heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._order), function))

    def watch(self, descriptor: int, handler: Callable[[int], None], events: int = select.EPOLLIN) -> None:
        """Calls a handler with the epoll events of a descriptor."""
        if descriptor in self._handlers:
            self._poll.modify(descriptor, events)
        else:
            self._poll.register(descriptor, events)
        self._handlers[descriptor] = handler

    def unwatch(self, descriptor: int) -> None:
        """Forgets a descriptor; to be called before it is closed."""
        if self._handlers.pop(descriptor, None):
            self._poll.unregister(descriptor)

    def _stop(self) -> None:
        self._stopping = True

    def _run(self) -> None:
        while not self._stopping:
            timeout = max(0.0, self._timers[0][0] - time.monotonic()) if self._timers else None
            for descriptor, events in self._poll.poll(timeout):
                handler = self._handlers.get(descriptor)
                if handler:
                    self._guarded(handler, events)
            while self._posted:
                self._guarded(self._posted.popleft())
            while self._timers and self._timers[0][0] <= time.monotonic():
                self._guarded(heapq.heappop(self._timers)[2])

    @staticmethod
    def _guarded(function: Callable, *arguments) -> None:
        """A mistake in one handler is shown, and does not end the others."""
        try:
            function(*arguments)
        except Exception:  # whatever a test's own callbacks raise
            traceback.print_exc()
