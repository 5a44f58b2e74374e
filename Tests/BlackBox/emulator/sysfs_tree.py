"""The directory that programs under test see as /sys, /dev and /run/udev."""

import os
import shutil
import threading
from pathlib import Path
from typing import Optional, Union

from .device import Device

#: Subsystems that are a bus; the others are classes.
_BUSES = {"pci", "i2c", "usb", "hid"}


class SysfsTree:
    """Devices as directories, attributes as files; each change is atomic for a reader."""

    def __init__(self, root: Path):
        self.root = root
        self._scratch = root / "scratch"
        for directory in ("sys", "dev/.node", "run/udev/data", "scratch"):
            (root / directory).mkdir(parents=True)

    def add_device(
        self,
        path: str,
        subsystem: str,
        attributes: Optional[dict] = None,
        *,
        device_type: Optional[str] = None,
        node: Optional[str] = None,
        number: Optional[tuple] = None,
        properties: Optional[dict] = None,
    ) -> Device:
        """A device below /sys/devices; `node` is its name below /dev, `number` its major and minor."""
        device = Device(path, subsystem, device_type, node, number, properties or {})
        self.path(path).mkdir(parents=True, exist_ok=True)
        for name, value in (attributes or {}).items():
            self.write(f"{path}/{name}", value)
        self.write(f"{path}/uevent", device.uevent_attribute())
        home = f"/sys/bus/{subsystem}" if subsystem in _BUSES else f"/sys/class/{subsystem}"
        self.link(f"{path}/subsystem", home)
        if number:
            self.write(f"{path}/dev", f"{number[0]}:{number[1]}\n")
        if node:
            self._add_node(device)
        self.write(f"/run/udev/data/{device.database_name}", "I:1\n")
        self.link(f"{_listing(subsystem)}/{device.name}", path)
        return device

    def remove_device(self, device: Device) -> None:
        """Takes a device away with everything below it, its links and its node."""
        self._remove_file(f"{_listing(device.subsystem)}/{device.name}")
        if device.node:
            self._remove_file(f"/dev/{device.node}")
            self._remove_file(f"/dev/.node/{device.node.replace('/', '_')}")
            self._remove_file(f"/sys/dev/char/{device.number[0]}:{device.number[1]}")
        self._remove_file(f"/run/udev/data/{device.database_name}")
        gone = self._scratch / f"removed{id(device)}"
        os.rename(self.path(device.path), gone)
        shutil.rmtree(gone)

    def write(self, path: str, value: Union[str, bytes]) -> None:
        """Replaces a file's content."""
        target = self.path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._scratch / f"fresh{threading.get_ident()}"
        fresh.write_bytes(value if isinstance(value, bytes) else value.encode())
        os.replace(fresh, target)

    def read(self, path: str) -> str:
        """A file's content, without the white space around it."""
        return self.path(path).read_text().strip()

    def link(self, path: str, target: str) -> None:
        """A symbolic link, relative as those of sysfs are."""
        place = self.path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.path(target).mkdir(parents=True, exist_ok=True)
        place.symlink_to(os.path.relpath(target, os.path.dirname(path)))

    def path(self, path: str) -> Path:
        """Where a path of the programs under test is in truth."""
        return self.root / path.lstrip("/")

    def _add_node(self, device: Device) -> None:
        node = self.path(f"/dev/{device.node}")
        node.parent.mkdir(parents=True, exist_ok=True)
        node.touch()
        major_minor = f"{device.number[0]}:{device.number[1]}"
        self.path(f"/dev/.node/{device.node.replace('/', '_')}").symlink_to(major_minor)
        self.link(f"/sys/dev/char/{major_minor}", device.path)

    def _remove_file(self, path: str) -> None:
        self.path(path).unlink(missing_ok=True)


def _listing(subsystem: str) -> str:
    """The directory with a link to each device of a subsystem."""
    return f"/sys/bus/{subsystem}/devices" if subsystem in _BUSES else f"/sys/class/{subsystem}"
