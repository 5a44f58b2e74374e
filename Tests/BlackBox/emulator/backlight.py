"""An emulated backlight of a built-in panel."""

import threading
from typing import Callable

from .device import Device
from .file_watch import FileWatch
from .sysfs_tree import SysfsTree


class Backlight:
    """A device of the `backlight` class; brightness is in its own raw steps.

    A program that writes `brightness` causes what the kernel would do: `actual_brightness`
    follows, and a `change` event is sent.
    """

    def __init__(
        self,
        tree: SysfsTree,
        desk,
        parent_path: str,
        name: str,
        *,
        kind: str = "raw",
        brightness: int = 400,
        maximum: int = 800,
    ):
        self.name = name
        #: What programs wrote to `brightness`, in order.
        self.writes: list[int] = []
        self._tree = tree
        self._desk = desk
        self._changed = threading.Condition()
        self.device: Device = tree.add_device(
            f"{parent_path}/{name}" if kind == "raw" else f"{parent_path}/backlight/{name}",
            "backlight",
            {
                "type": f"{kind}\n",
                "brightness": f"{brightness}\n",
                "actual_brightness": f"{brightness}\n",
                "max_brightness": f"{maximum}\n",
                "bl_power": "0\n",
                "scale": "unknown\n",
            },
        )
        tree.link(f"{self.device.path}/device", parent_path)
        directory = tree.path(self.device.path)
        self._watch = FileWatch(desk.emulator.loop, directory, "brightness", self._written)

    @property
    def brightness(self) -> int:
        """What `actual_brightness` says."""
        return int(self._tree.read(f"{self.device.path}/actual_brightness"))

    def set(self, value: int, source: str = "sysfs") -> None:
        """Changes the brightness as the kernel does, with its `change` event."""
        self._tree.write(f"{self.device.path}/brightness", f"{value}\n")
        self._take(value, source)

    def hotkey(self, value: int) -> None:
        """A brightness key that the firmware handles itself."""
        self.set(value, "hotkey")

    def wait_until(self, predicate: Callable[["Backlight"], object], timeout: float = 10.0) -> None:
        """Waits until the predicate holds; TimeoutError if it never does."""
        with self._changed:
            if not self._changed.wait_for(lambda: predicate(self), timeout):
                raise TimeoutError(f"{self.name}: {self.brightness}, writes {self.writes[-5:]}")

    def wait_for_value(self, value: int, timeout: float = 10.0) -> None:
        """Waits until the brightness is this."""
        self.wait_until(lambda backlight: backlight.brightness == value, timeout)

    def close(self) -> None:
        """Ends the watch for writes."""
        self._watch.close()

    def _written(self) -> None:
        text = self._tree.read(f"{self.device.path}/brightness")
        if text.isdigit():
            with self._changed:
                self.writes.append(int(text))
            self._take(int(text), "sysfs")

    def _take(self, value: int, source: str) -> None:
        self._tree.write(f"{self.device.path}/actual_brightness", f"{value}\n")
        self._desk.emit(("change", self.device, {"SOURCE": source}))
        with self._changed:
            self._changed.notify_all()
