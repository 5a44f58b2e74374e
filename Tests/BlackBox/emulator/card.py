"""An emulated graphics card: a PCI device, its driver and a DRM card."""

from .device import Device
from .sysfs_tree import SysfsTree

#: Linux, Documentation/admin-guide/devices.txt: the major number of DRM.
_DRM_MAJOR = 226


class Card:
    """`cardN`; its connectors are below it."""

    def __init__(self, tree: SysfsTree, number: int, driver: str = "i915"):
        self.number = number
        self.name = f"card{number}"
        address = f"0000:{number:02x}:02.0"
        #: The PCI device, which adapters that stay are below.
        self.pci_path = f"/sys/devices/pci0000:00/{address}"
        self.pci_device = tree.add_device(
            self.pci_path,
            "pci",
            {
                "class": "0x030000\n",
                "vendor": "0x8086\n",
                "device": "0x46a6\n",
                "subsystem_vendor": "0x8086\n",
                "subsystem_device": "0x46a6\n",
                "boot_vga": "1\n" if number == 0 else "0\n",
            },
            properties={"DRIVER": driver, "PCI_CLASS": "30000", "PCI_SLOT_NAME": address},
        )
        driver_path = f"/sys/bus/pci/drivers/{driver}"
        if not tree.path(driver_path).exists():
            tree.link(f"{driver_path}/module", f"/sys/module/{driver}")
        tree.link(f"{self.pci_path}/driver", driver_path)
        self.device: Device = tree.add_device(
            f"{self.pci_path}/drm/{self.name}",
            "drm",
            device_type="drm_minor",
            node=f"dri/{self.name}",
            number=(_DRM_MAJOR, number),
        )
        tree.link(f"{self.device.path}/device", self.pci_path)
