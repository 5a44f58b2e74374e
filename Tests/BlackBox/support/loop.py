"""Waiting, driven by GLib's main context."""

import os
import time
from typing import Callable, Optional

from gi.repository import GLib

#: Generous: a test passes on a busy machine, and a failure takes no longer than this. An emulated
#: processor needs more.
DEADLINE = float(os.environ.get("LIGHTEN_TEST_DEADLINE", "20"))


def wait_for(predicate: Callable[[], object], timeout: float = DEADLINE, *, describe: Optional[Callable] = None):
    """Runs the main context until the predicate holds, and returns what it said.

    The predicate is asked after each event: what it looks at has to change by one.
    """
    context = GLib.MainContext.default()
    deadline = time.monotonic() + timeout
    # Wakes the loop at the deadline, and in between nothing does.
    alarm = GLib.timeout_add(int(timeout * 1000) + 1, lambda: True)
    try:
        while not (result := predicate()):
            if time.monotonic() >= deadline:
                raise TimeoutError(f"not within {timeout} s: {describe() if describe else predicate}")
            context.iteration(True)
        return result
    finally:
        GLib.source_remove(alarm)


def run_pending() -> None:
    """Does what is due already."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)
