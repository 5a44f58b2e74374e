"""A device of the emulated tree."""

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Device:
    """What udev says about a device in each of its events."""

    #: Below /sys.
    path: str
    subsystem: str
    device_type: Optional[str]
    #: The name of its node below /dev.
    node: Optional[str]
    #: Major and minor number.
    number: Optional[tuple]
    properties: dict

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[1]

    @property
    def database_name(self) -> str:
        """The name of its file in /run/udev/data."""
        if self.number:
            return f"c{self.number[0]}:{self.number[1]}"
        return f"+{self.subsystem}:{self.name}"

    def uevent_attribute(self) -> str:
        """What its `uevent` file says."""
        properties = dict(self.properties)
        if self.number:
            properties["MAJOR"], properties["MINOR"] = self.number
        if self.node:
            properties["DEVNAME"] = self.node
        if self.device_type:
            properties["DEVTYPE"] = self.device_type
        return "".join(f"{name}={value}\n" for name, value in properties.items())

    def event_properties(self, **extra: str) -> dict:
        """The properties of an event about it; `extra` are those of this event alone."""
        properties = {
            "DEVPATH": self.path.removeprefix("/sys"),
            "SUBSYSTEM": self.subsystem,
            **self.properties,
            **extra,
        }
        if self.number:
            properties["MAJOR"], properties["MINOR"] = map(str, self.number)
        if self.node:
            properties["DEVNAME"] = f"/dev/{self.node}"
        if self.device_type:
            properties["DEVTYPE"] = self.device_type
        return properties
