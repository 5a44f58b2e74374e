"""An I2C adapter in sysfs, its `/dev/i2c-N`, and the bus that answers there."""

from .bus import Bus
from .sysfs_tree import SysfsTree

#: Linux, Documentation/admin-guide/devices.txt: the major number of i2c-dev.
_I2C_MAJOR = 89


class Adapter:
    """`i2c-N` below a parent device, with its `i2c-dev` child."""

    def __init__(self, tree: SysfsTree, parent_path: str, bus: Bus, title: str):
        self.bus = bus
        self.name = f"i2c-{bus.number}"
        self._tree = tree
        self.device = tree.add_device(
            f"{parent_path}/{self.name}", "i2c", {"name": f"{title}\n"}, device_type="i2c_adapter"
        )
        self.node_device = tree.add_device(
            f"{self.device.path}/i2c-dev/{self.name}",
            "i2c-dev",
            {"name": f"{title}\n"},
            node=self.name,
            number=(_I2C_MAJOR, bus.number),
        )
        tree.link(f"{self.node_device.path}/device", self.device.path)
        tree.link(f"/sys/class/i2c-adapter/{self.name}", self.device.path)

    def remove(self) -> None:
        """Takes the adapter and its node out of the tree."""
        self._tree.path(f"/sys/class/i2c-adapter/{self.name}").unlink()
        self._tree.remove_device(self.node_device)
        self._tree.remove_device(self.device)
