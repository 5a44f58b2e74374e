"""Tells when a program has written a file, through inotify."""

import ctypes
import os
import struct
from pathlib import Path
from typing import Callable

_IN_CLOSE_WRITE = 0x00000008
_EVENT = struct.Struct("iIII")
_libc = ctypes.CDLL(None, use_errno=True)


class FileWatch:
    """Calls a function, on a loop's thread, after each close of a file in a directory that was
    open for writing. Replacing a file, as `SysfsTree.write` does, is not noticed."""

    def __init__(self, loop, directory: Path, name: str, written: Callable[[], None]):
        self._loop = loop
        self._name = name.encode()
        self._written = written
        self._descriptor = _libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if _libc.inotify_add_watch(self._descriptor, os.fsencode(directory), _IN_CLOSE_WRITE) < 0:
            raise OSError(ctypes.get_errno(), f"inotify on {directory}")
        loop.call(lambda: loop.watch(self._descriptor, self._ready))

    def close(self) -> None:
        """Ends the watch."""
        self._loop.call(lambda: self._loop.unwatch(self._descriptor))
        os.close(self._descriptor)

    def _ready(self, events: int) -> None:
        data = os.read(self._descriptor, 65536)
        offset = 0
        while offset < len(data):
            _, _, _, length = _EVENT.unpack_from(data, offset)
            offset += _EVENT.size
            if data[offset : offset + length].rstrip(b"\0") == self._name:
                self._written()
            offset += length
