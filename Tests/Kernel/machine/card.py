# SPDX-License-Identifier: MIT
"""The virtual card and the monitors on its connectors."""

from pathlib import Path

from support.looking import look_until

_ROOT = Path("/sys/kernel/debug/vddc")
_CLASS = Path("/sys/class/drm")


class Connector:
    """A connector of the card and the monitor that can be plugged into it."""

    def __init__(self, folder: Path):
        self.name = folder.name
        self._folder = folder
        self._original = {name: self._read(name) for name in ("ddc", "caps", "vcp", "hang_ms", "nak_errno")}
        self._original_edid = (folder / "edid").read_bytes()

    def __repr__(self) -> str:
        return self.name

    # Plug and unplug.

    @property
    def is_plugged(self) -> bool:
        """Whether the monitor is plugged in."""
        return self._read("plugged") == "1"

    def plug(self) -> None:
        """Plugs the monitor in."""
        self._write("plugged", "1")

    def unplug(self) -> None:
        """Unplugs the monitor."""
        self._write("plugged", "0")

    def come_and_go_with_adapter(self) -> None:
        """From now on the I2C adapter exists only while the monitor is plugged in, as with MST docks."""
        self._write("dynamic", "Y")
        if not self.is_plugged:
            self.remove_adapter()

    def remove_adapter(self) -> None:
        """Removes the I2C adapter alone. The kernel does that once nobody has it open."""
        self._write("bus", "0")

    def add_adapter(self) -> None:
        """Adds the I2C adapter again."""
        self._write("bus", "1")

    @property
    def bus(self) -> int:
        """The number of the I2C bus, -1 without one."""
        return int(self._read("bus"))

    @property
    def node(self) -> Path:
        """The device node of the bus."""
        return Path(f"/dev/i2c-{self.bus}")

    def wait_for_no_adapter(self) -> None:
        """Waits until the kernel has removed the adapter, which has no event in debugfs."""
        look_until(lambda: self.bus == -1, lambda: f"bus {self.bus}")

    # The monitor.

    @property
    def brightness(self) -> int:
        """The brightness that the monitor has, VCP feature 0x10."""
        return int(self._read("brightness"))

    def press_button(self, brightness: int) -> None:
        """Changes the brightness as the monitor's own buttons do."""
        self._write("brightness", str(brightness))

    def set_feature(self, code: int, value: int) -> None:
        """Changes a VCP feature as the monitor's own menu does."""
        self._write("vcp", f"{code:x}={value}")

    def wait_for_brightness(self, brightness: int) -> None:
        """Waits until the monitor has this brightness. A monitor has no event; this one looks."""
        look_until(lambda: self.brightness == brightness, lambda: f"{self} at {self.brightness}, with {self._read('stats')}")

    def copy_edid(self, other: "Connector") -> None:
        """Takes the EDID of another monitor; the kernel sees it at the next plug."""
        (self._folder / "edid").write_bytes((other._folder / "edid").read_bytes())

    def answer(self, is_on: bool) -> None:
        """Whether DDC/CI is on in the monitor's menu."""
        self._write("ddc", "Y" if is_on else "N")

    def be_deaf_while_off(self) -> None:
        """From now on the monitor answers nothing while its power mode (VCP 0xD6) is off."""
        self._write("deaf_when_off", "Y")

    # Faults.

    def fail(self, mode: str, count: int = -1) -> None:
        """The next transfers fail in this way; all of them without a count."""
        self._write("fault", f"{mode} {count}")

    def hang(self, count: int = -1) -> None:
        """The next transfers do not end before `recover`, and then with an error."""
        self._write("hang_ms", str(10**9))
        self.fail("hang", count)

    def recover(self) -> None:
        """Lifts the fault; a transfer that hangs goes on."""
        self._write("fault", "none")

    def count(self, name: str) -> int:
        """A counter: xfer, get, set, nak, faulted and others."""
        return int(dict(line.split("=") for line in self._read("stats").split())[name])

    def wait_for_count(self, name: str, least: int) -> None:
        """Waits until a counter has reached a number; counters have no event, so this one looks."""
        look_until(lambda: self.count(name) >= least, lambda: f"{self} with {self._read('stats')}")

    def reset_counters(self) -> None:
        """Lets every counter begin at 0."""
        self._write("stats", "0")

    def press_hotkey(self, percent: int) -> None:
        """Sets the panel's backlight as the firmware does when a hotkey is pressed."""
        maximum = int((self._backlight / "max_brightness").read_text())
        self._write("hotkey", str(maximum * percent // 100))

    @property
    def backlight(self) -> int:
        """The backlight of the panel, percent."""
        raw, maximum = (int((self._backlight / name).read_text()) for name in ("brightness", "max_brightness"))
        return round(100 * raw / maximum)

    def reset(self) -> None:
        """Unplugs the monitor, and makes it and its bus what they were at the start."""
        self.recover()
        self._write("dynamic", "N")
        self._write("deaf_when_off", "N")
        for name in ("ddc", "hang_ms", "nak_errno", "caps"):
            self._write(name, self._original[name])
        for line in self._original["vcp"].splitlines():
            if line not in self._read("vcp").splitlines():
                self._write("vcp", line)
        (self._folder / "edid").write_bytes(self._original_edid)
        if self.is_plugged:
            self.unplug()
        if self.bus != -1 and not self.node.exists():
            self.remove_adapter()
            self.wait_for_no_adapter()
        self.add_adapter()
        self.reset_counters()

    @property
    def _backlight(self) -> Path:
        return next(_CLASS.glob(f"card*-{self.name}/vddc_backlight"))

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text().strip()

    def _write(self, name: str, text: str) -> None:
        # One write call: each is a command.
        with open(self._folder / name, "wb", buffering=0) as file:
            file.write(text.encode())


class Card:
    """The virtual card: a mapping of connectors."""

    def __init__(self):
        self.connectors = {folder.name: Connector(folder) for folder in sorted(_ROOT.iterdir())}

    def __getitem__(self, name: str) -> Connector:
        return self.connectors[name]

    def reset(self) -> None:
        """Unplugs every monitor and lifts every fault."""
        for connector in self.connectors.values():
            connector.reset()

    def recover(self) -> None:
        """Lifts every fault."""
        for connector in self.connectors.values():
            connector.recover()
