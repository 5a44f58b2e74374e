"""A signal as a client heard it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    """One signal of the service."""

    #: When it was heard, time.monotonic().
    at: float
    path: str
    interface: str
    name: str
    arguments: tuple
