"""A method call that was sent and may be answered."""

import time
from typing import Optional

from gi.repository import Gio, GLib

from .loop import DEADLINE, wait_for


#: Seconds in which a call is answered: five for a worker's start and the operation, or for logind, and a busy machine.
LONGEST = 6.5


class BusFailure(Exception):
    """An error that came over the bus."""

    def __init__(self, name: str, message: str):
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


class PendingCall:
    """The answer to come."""

    def __init__(self):
        self.sent_at = time.monotonic()
        #: When the answer came, None until then.
        self.answered_at: Optional[float] = None
        self.variant: Optional[GLib.Variant] = None
        self.failure: Optional[BusFailure] = None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return self.answered_at is not None

    @property
    def seconds(self) -> float:
        """How long the answer took."""
        return self.answered_at - self.sent_at

    def wait(self, timeout: float = DEADLINE):
        """The result as Python values, a tuple only where there are several; raises BusFailure."""
        wait_for(lambda: self.is_answered, timeout)
        if self.failure:
            raise self.failure
        values = self.variant.unpack()
        return values[0] if len(values) == 1 else values

    def wait_for_error(self, timeout: float = DEADLINE) -> str:
        """The name of the error that the call has to end with."""
        try:
            result = self.wait(timeout)
        except BusFailure as failure:
            return failure.name
        raise AssertionError(f"answered {result!r}, not an error")

    def finish(self, connection, result) -> None:
        """Takes the answer."""
        try:
            self.variant = connection.call_finish(result)
        except GLib.Error as error:
            name = Gio.DBusError.get_remote_error(error) or f"{error.domain}.{error.code}"
            Gio.DBusError.strip_remote_error(error)
            self.failure = BusFailure(name, error.message)
        self.answered_at = time.monotonic()
