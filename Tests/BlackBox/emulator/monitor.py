"""An emulated monitor: its DDC/CI controls, faults, buttons and records."""

import threading
import time
from collections import Counter
from dataclasses import replace
from typing import Callable, Optional, Union

from . import ddcci
from .edid import EDID
from .faults import Faults
from .write_record import WriteRecord

BRIGHTNESS = 0x10
CONTRAST = 0x12
INPUT_SOURCE = 0x60
POWER_MODE = 0xD6
VCP_VERSION = 0xDF

DEFAULT_CAPABILITIES = (
    "(prot(monitor)type(lcd)model(Lighten)cmds(01 02 03 07 0C E3 F3)"
    "vcp(10 12 60(0F 11 12) D6(01 04 05) DF)mccs_ver(2.1)mswhql(1))"
)


class Monitor:
    """A monitor that answers DDC/CI at 0x37 and its EDID at 0x50.

    Tests and the emulator's thread use it at once: everything is behind one
    lock, and each change wakes those who wait for one.
    """

    def __init__(
        self,
        edid: Union[EDID, bytes, None] = None,
        *,
        name: Optional[str] = None,
        brightness: int = 50,
        maximum: int = 100,
        version: tuple = (2, 1),
        capabilities: str = DEFAULT_CAPABILITIES,
        ddc: bool = True,
        faults: Faults = Faults(),
    ):
        self.identity = EDID() if edid is None else edid
        #: The EDID's bytes; empty for a monitor without one.
        self.edid = self.identity.to_bytes() if isinstance(self.identity, EDID) else bytes(self.identity)
        self.name = name or getattr(self.identity, "name", None) or "monitor"
        #: Whether it speaks DDC/CI at all.
        self.ddc = ddc
        self.capabilities = capabilities.encode("ascii")
        #: VCP feature code: (current, maximum).
        self.features = {
            BRIGHTNESS: (brightness, maximum),
            CONTRAST: (70, 100),
            INPUT_SOURCE: (0x0F, 0x12),
            POWER_MODE: (1, 5),
            VCP_VERSION: (version[0] << 8 | version[1], 0xFFFF),
        }
        self.faults = faults
        self.writes: list[WriteRecord] = []
        #: Transfers by kind: edid, get, set, capabilities, other, refused.
        self.counts: Counter = Counter()
        #: Called after each write, on the emulator's thread.
        self.on_write: Optional[Callable[["Monitor", WriteRecord], None]] = None
        #: Set by the bus the monitor is on: called when the faults change.
        self.on_faults_changed: Optional[Callable[[], None]] = None
        self._changed = threading.Condition()
        self._edid_offset = 0
        self._ddc_reply = ddcci.reply(b"")

    # What tests do.

    @property
    def brightness(self) -> int:
        """The value of VCP feature 0x10."""
        return self.value(BRIGHTNESS)

    def value(self, feature: int) -> int:
        """The current value of a feature."""
        with self._changed:
            return self.features[feature][0]

    def press(self, value: int, feature: int = BRIGHTNESS) -> None:
        """Changes a value with the monitor's own buttons: nobody is told."""
        with self._changed:
            self.features[feature] = (value, self.features[feature][1])
            self._changed.notify_all()

    def fail(self, **faults) -> None:
        """Adds faults to those it has: `fail(hang=True)`."""
        self._set_faults(lambda: replace(self.faults, **faults))

    def heal(self) -> None:
        """Ends all faults; transfers that hang go on."""
        self._set_faults(Faults)

    def written(self, feature: int = BRIGHTNESS) -> list:
        """The values that were written to a feature, in order."""
        with self._changed:
            return [write.value for write in self.writes if write.feature == feature]

    def forget_records(self) -> None:
        """Empties the list of writes and the counts."""
        with self._changed:
            self.writes.clear()
            self.counts.clear()

    def wait_until(self, predicate: Callable[["Monitor"], object], timeout: float = 10.0):
        """Waits until the predicate holds, and returns what it said; TimeoutError if it never does."""
        with self._changed:
            result = self._changed.wait_for(lambda: predicate(self), timeout)
            if not result:
                raise TimeoutError(f"{self.name}: {dict(self.counts)}, writes {self.writes[-5:]}")
            return result

    def wait_for_value(self, value: int, feature: int = BRIGHTNESS, timeout: float = 10.0) -> None:
        """Waits until a feature has a value."""
        self.wait_until(lambda monitor: monitor.features[feature][0] == value, timeout)

    def wait_for_writes(self, count: int, feature: int = BRIGHTNESS, timeout: float = 10.0) -> list:
        """Waits for at least so many writes of a feature since the records began, and returns all."""

        def enough(monitor):
            found = [write for write in monitor.writes if write.feature == feature]
            return found if len(found) >= count else None

        return self.wait_until(enough, timeout) if count else []

    # What the bus does.

    def hangs_at(self, address: int) -> bool:
        """Whether a transfer to this address does not end for now."""
        faults = self.faults
        return faults.hang_bus or (faults.hang and address == ddcci.DDC_ADDRESS)

    def acknowledges(self, address: int) -> bool:
        """Whether somebody answers at this address."""
        if address == ddcci.EDID_ADDRESS:
            return bool(self.edid)
        deaf = self.faults.asleep or self.faults.nak or not self.ddc
        return address == ddcci.DDC_ADDRESS and not deaf

    def next_failure(self, address: int) -> int:
        """The error that this transfer ends with, 0 for none; counts it."""
        with self._changed:
            if address != ddcci.DDC_ADDRESS or self.faults.failures == 0:
                return 0
            self.faults = replace(self.faults, failures=self.faults.failures - 1)
            return self.faults.failure_errno

    def refused(self) -> None:
        """A transfer ended in an error."""
        with self._changed:
            self.counts["refused"] += 1
            self._changed.notify_all()

    def receive(self, address: int, data: bytes) -> None:
        """Bytes written to the monitor."""
        with self._changed:
            if address == ddcci.EDID_ADDRESS:
                self._edid_offset = data[0] if data else 0
                return
            record = self._handle_request(data)
            self._changed.notify_all()
        if record and self.on_write:
            self.on_write(self, record)

    def send(self, address: int, length: int) -> bytes:
        """Bytes read from the monitor."""
        with self._changed:
            if address == ddcci.EDID_ADDRESS:
                self.counts["edid"] += 1
                start = self._edid_offset
                self._edid_offset = start + length
                self._changed.notify_all()
                return self.edid[start : start + length].ljust(length, b"\xff")
            reply, self._ddc_reply = self._ddc_reply, ddcci.reply(b"")
            if self.faults.null_replies:
                reply = ddcci.reply(b"")
            if self.faults.corrupt_checksum:
                reply = reply[:-1] + bytes([reply[-1] ^ 0x55])
            return reply[:length].ljust(length, b"\x00")

    def _set_faults(self, changed: Callable[[], Faults]) -> None:
        with self._changed:
            self.faults = changed()
            self._changed.notify_all()
        if self.on_faults_changed:
            self.on_faults_changed()

    def _handle_request(self, data: bytes) -> Optional[WriteRecord]:
        self._ddc_reply = ddcci.reply(b"")
        try:
            body = ddcci.request_body(data)
        except ddcci.Malformed:
            self.counts["other"] += 1
            return None
        if len(body) == 2 and body[0] == ddcci.GET_VCP:
            self.counts["get"] += 1
            self._ddc_reply = self._feature_reply(body[1])
        elif len(body) == 4 and body[0] == ddcci.SET_VCP:
            self.counts["set"] += 1
            return self._write(body[1], int.from_bytes(body[2:4], "big"))
        elif len(body) == 3 and body[0] == ddcci.CAPABILITIES_REQUEST:
            self.counts["capabilities"] += 1
            offset = int.from_bytes(body[1:3], "big")
            fragment = self.capabilities[offset : offset + ddcci.FRAGMENT_LENGTH]
            self._ddc_reply = ddcci.reply(bytes([ddcci.CAPABILITIES_REPLY]) + body[1:3] + fragment)
        else:
            self.counts["other"] += 1
        return None

    def _feature_reply(self, feature: int) -> bytes:
        if self.faults.write_only:
            return ddcci.reply(b"")
        if feature not in self.features:
            return ddcci.reply(ddcci.unsupported_reply(feature))
        return ddcci.reply(ddcci.feature_reply(feature, *self.features[feature]))

    def _write(self, feature: int, value: int) -> WriteRecord:
        lost = self.faults.lose_writes > 0
        if lost:
            self.faults = replace(self.faults, lose_writes=self.faults.lose_writes - 1)
        applied = not lost and not self.faults.read_only and feature in self.features
        if applied:
            maximum = self.features[feature][1]
            self.features[feature] = (min(value, maximum), maximum)
        record = WriteRecord(feature, value, time.monotonic(), applied)
        self.writes.append(record)
        return record
