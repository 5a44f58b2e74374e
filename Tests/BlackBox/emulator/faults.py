"""What can be wrong with an emulated monitor."""

import errno
from dataclasses import dataclass


@dataclass(frozen=True)
class Faults:
    """The faults of a monitor; without arguments it is sound."""

    #: DDC/CI is dead, as in standby; the EDID stays readable.
    asleep: bool = False
    #: Nobody acknowledges a DDC/CI message (also with `asleep`): ENXIO or EREMOTEIO,
    #: which depends on the graphics driver.
    nak: bool = False
    nak_errno: int = errno.ENXIO
    #: Each DDC/CI reply is the null message.
    null_replies: bool = False
    #: Each DDC/CI reply has a wrong checksum.
    corrupt_checksum: bool = False
    #: The next DDC/CI transfers fail with this error.
    failures: int = 0
    failure_errno: int = errno.EBUSY
    #: Seconds that each transfer takes in addition.
    delay: float = 0.0
    #: A DDC/CI transfer ends only when this is mended or the monitor is unplugged.
    hang: bool = False
    #: As `hang`, for the EDID too.
    hang_bus: bool = False
    #: The next writes of a value are acknowledged and lost.
    lose_writes: int = 0
    #: Values are read, and writes of them acknowledged and ignored.
    read_only: bool = False
    #: Values can be written, reads of them get no reply but the null message.
    write_only: bool = False
    #: Every transfer fails with EIO: the adapter is broken.
    adapter_error: bool = False
