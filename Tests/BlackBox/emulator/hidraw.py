"""An emulated HID device on USB, such as an ambient-light sensor."""

import errno
import struct
import threading
from collections import Counter
from typing import Callable

from . import protocol
from .sysfs_tree import SysfsTree

#: linux/hidraw.h: the numbers of the requests.
_RAW_INFO = 0x03
_RAW_NAME = 0x04
_GET_FEATURE = 0x07
_GET_INPUT = 0x0A
_REPORTS = (_GET_FEATURE, _GET_INPUT)

#: linux/input.h: BUS_USB
_BUS_USB = 3
#: Character devices with a dynamic major number begin below 255; any will do.
_HIDRAW_MAJOR = 243


class Hidraw:
    """`/dev/hidrawN`: input and feature reports that are asked for with an ioctl."""

    def __init__(self, tree: SysfsTree, number: int, vendor: int, product: int, name: str):
        self.number = number
        self.vendor = vendor
        self.product = product
        self.name = name
        #: False when it was unplugged: requests on open descriptors get ENODEV.
        self.present = True
        #: Requests for reports are not answered while this is set; see `Desk.freeze`.
        self.frozen = False
        #: The requests that wait: whom to tell, and what was asked for. The emulator's thread only.
        self.waiting: list[tuple] = []
        #: How often each report was read.
        self.reads: Counter = Counter()
        self._reports: dict[int, bytes] = {}
        self._lock = threading.Lock()
        usb_path = f"/sys/devices/pci0000:00/0000:00:14.0/usb1/1-{number + 1}"
        self.usb_device = tree.add_device(
            usb_path,
            "usb",
            {"idVendor": f"{vendor:04x}\n", "idProduct": f"{product:04x}\n", "product": f"{name}\n"},
            device_type="usb_device",
        )
        hid_path = f"{usb_path}/1-{number + 1}:1.0/0003:{vendor:04X}:{product:04X}.{number + 1:04X}"
        self.hid_device = tree.add_device(
            hid_path, "hid", properties={"HID_ID": f"0003:{vendor:08X}:{product:08X}", "HID_NAME": name}
        )
        self.device = tree.add_device(
            f"{hid_path}/hidraw/hidraw{number}",
            "hidraw",
            node=f"hidraw{number}",
            number=(_HIDRAW_MAJOR, number),
        )
        tree.link(f"{self.device.path}/device", hid_path)

    def set_report(self, report: bytes) -> None:
        """What a request for the report with this first byte is answered with from now on."""
        with self._lock:
            self._reports[report[0]] = report

    def control(self, request: int, report_number: int, respond: Callable[[bytes], None]) -> None:
        """Answers an ioctl with the packet of the reply, when the device does."""
        if self.frozen and request in _REPORTS:
            self.waiting.append((respond, request, report_number))
        else:
            respond(self._reply(request, report_number))

    def answer_waiting(self) -> None:
        """Answers what waits. On the emulator's thread."""
        waiting, self.waiting = self.waiting, []
        for respond, request, report_number in waiting:
            respond(self._reply(request, report_number))

    def _reply(self, request: int, report_number: int) -> bytes:
        if not self.present:
            return protocol.reply(-errno.ENODEV)
        if request == _RAW_INFO:
            return protocol.reply(0, struct.pack("=IHH", _BUS_USB, self.vendor, self.product))
        if request == _RAW_NAME:
            name = self.name.encode() + b"\0"
            return protocol.reply(len(name), name)
        with self._lock:
            report = self._reports.get(report_number)
            self.reads[report_number] += 1
        if request not in _REPORTS or report is None:
            return protocol.reply(-errno.EPIPE)  # the device stalls
        return protocol.reply(len(report), report)
