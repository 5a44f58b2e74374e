# SPDX-License-Identifier: MIT
"""What a service leaves behind: children that are not reaped, and descriptors that stay open."""

import contextlib
import os
from pathlib import Path

from support import Service, processes
from support.looking import look_until


class Remains:
    """The children and the descriptors of a service."""

    def __init__(self, service: Service):
        self._id = service.process_id

    def wait_for_no_children(self) -> None:
        """Waits until it has no child, not even one that has ended and waits to be reaped."""
        look_until(lambda: not processes.children(self._id), self._children)

    def descriptors(self) -> list:
        """What its open descriptors lead to, without the numbers of sockets and pipes."""
        folder = f"/proc/{self._id}/fd"
        return sorted(os.readlink(f"{folder}/{name}").split(":")[0] for name in os.listdir(folder))

    def wait_for_descriptors(self, expected: list) -> None:
        """Waits until its open descriptors lead to this; one that is being closed takes a moment."""
        look_until(lambda: self.descriptors() == expected, lambda: f"{self.descriptors()}, not {expected}")

    def wait_until_closed(self, node: Path) -> None:
        """Waits until none of its workers has a device node open, which they keep for a moment."""
        look_until(lambda: str(node) not in self._open_in_workers(), self._open_in_workers)

    def _open_in_workers(self) -> list:
        found = []
        for child in processes.children(self._id):
            # A worker may close a descriptor, or end, meanwhile.
            for link in Path(f"/proc/{child}/fd").glob("*"):
                with contextlib.suppress(OSError):
                    found.append(os.readlink(link))
        return found

    def _children(self) -> list:
        return [(child, processes.command_line(child) or "a zombie") for child in processes.children(self._id)]
