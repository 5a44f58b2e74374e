"""An emulated connector of a graphics card."""

from enum import Enum
from typing import Optional

from .adapter import Adapter
from .card import Card
from .monitor import Monitor
from .sysfs_tree import SysfsTree


class AdapterStyle(Enum):
    """Where the I2C adapter of a connector is."""

    #: It stays, directly below the PCI device; the connector's `ddc` link leads to it (HDMI, VGA).
    LINKED = "linked"
    #: It stays, below the connector (DisplayPort).
    CHILD = "child"
    #: It is below the connector while a monitor is plugged in (dock, DisplayPort MST).
    TRANSIENT = "transient"
    #: There is none.
    NONE = "none"

    @staticmethod
    def usual_for(connector_name: str) -> "AdapterStyle":
        """What most drivers do for this kind of connector."""
        is_display_port = connector_name.startswith(("DP-", "eDP-"))
        return AdapterStyle.CHILD if is_display_port else AdapterStyle.LINKED


class Connector:
    """`cardN-NAME`, and what is plugged into it."""

    def __init__(self, tree: SysfsTree, card: Card, name: str, style: AdapterStyle):
        self.card = card
        self.name = name
        self.style = style
        self.adapter: Optional[Adapter] = None
        self.monitor: Optional[Monitor] = None
        self._tree = tree
        self.device = tree.add_device(
            f"{card.device.path}/{card.name}-{name}",
            "drm",
            {"status": "disconnected\n", "enabled": "disabled\n", "dpms": "Off\n", "edid": b"", "modes": ""},
            device_type="drm_connector",
        )
        tree.link(f"{self.path}/device", card.device.path)

    @property
    def path(self) -> str:
        """Its directory below /sys."""
        return self.device.path

    def show_connected(self, monitor: Monitor) -> None:
        """Has the attributes say what the driver says with a monitor."""
        self._tree.write(f"{self.path}/edid", monitor.edid)
        self._tree.write(f"{self.path}/modes", "1920x1080\n")
        self._tree.write(f"{self.path}/enabled", "enabled\n")
        self.set_dpms("On")
        self._tree.write(f"{self.path}/status", "connected\n")

    def show_disconnected(self) -> None:
        """Has the attributes say what the driver says without a monitor."""
        self._tree.write(f"{self.path}/status", "disconnected\n")
        self._tree.write(f"{self.path}/enabled", "disabled\n")
        self.set_dpms("Off")
        self._tree.write(f"{self.path}/modes", "")
        self._tree.write(f"{self.path}/edid", b"")

    def set_dpms(self, state: str) -> None:
        """The power state as the kernel says it: On, Standby, Suspend or Off."""
        self._tree.write(f"{self.path}/dpms", f"{state}\n")

    def set_enabled(self, is_enabled: bool) -> None:
        """Whether the desktop shows something on it."""
        self._tree.write(f"{self.path}/enabled", "enabled\n" if is_enabled else "disabled\n")
