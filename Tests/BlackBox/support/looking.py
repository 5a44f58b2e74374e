"""Waiting for what has no event: files of other programs, processes, services without signals."""

import time

from .loop import DEADLINE

#: Seconds between two looks: short beside what is waited for, long beside what a look costs.
_PAUSE = 0.02


def look_until(predicate, describe=lambda: "nothing", timeout: float = DEADLINE):
    """Looks until the predicate holds, and returns what it said; `describe` tells what there is."""
    deadline = time.monotonic() + timeout
    while not (result := predicate()):
        assert time.monotonic() < deadline, f"there is only {describe()}"
        time.sleep(_PAUSE)
    return result
