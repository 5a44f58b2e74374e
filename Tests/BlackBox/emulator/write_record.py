"""A write of a VCP feature that reached a monitor."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WriteRecord:
    """One Set VCP Feature message."""

    feature: int
    value: int
    #: time.monotonic() of the first byte on the wire.
    at: float
    #: False when a fault lost or ignored it.
    applied: bool
