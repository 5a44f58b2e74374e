"""A desk: graphics cards, connectors, monitors, and the programs that see them."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import Optional, Union

from .adapter import Adapter
from .backlight import Backlight
from .card import Card
from .connector import AdapterStyle, Connector
from .edid import EDID
from .emulator import Emulator
from .hidraw import Hidraw
from .monitor import Monitor
from .preload_build import preload_library
from .sysfs_tree import SysfsTree
from .uevent import UEventEncoder

_ADAPTER_TITLES = {
    AdapterStyle.LINKED: "i915 gmbus dpb",
    AdapterStyle.CHILD: "AUX B/DDI B/PHY B",
    AdapterStyle.TRANSIENT: "DPMST",
}

#: The folder of saved states.
_STATE = "home/.local/state"

#: Lower numbers are those of other adapters on a real machine.
_FIRST_BUS = 3


class Desk:
    """Owns the emulated tree and the emulator; a context manager.

    Connectors are named `DP-1` on the first card and `card1-DP-1` on others.
    """

    def __init__(self, *, wire_time: bool = True, driver: str = "i915"):
        self.directory = Path(tempfile.mkdtemp(prefix="lighten-desk-"))
        self._memory = self._keep_state_in_memory()
        self._scarcity = self.directory / "scarcity"
        self._scarcity.mkdir()
        self.tree = SysfsTree(self.directory / "root")
        self.emulator = Emulator(str(self.directory / "emulator"), wire_time=wire_time)
        self.cards: dict[int, Card] = {}
        self.connectors: dict[str, Connector] = {}
        self.backlights: dict[str, Backlight] = {}
        self._encoder = UEventEncoder()
        self._resources = contextlib.ExitStack()
        self.tree.write("/sys/class/drm/version", "drm 1.1.0 20060810\n")
        self.tree.path("/sys/module/i2c_dev").mkdir(parents=True)
        self.tree.path("/sys/class/backlight").mkdir(parents=True)
        self.emulator.start()
        self.add_card(driver)

    def close(self) -> None:
        """Ends everything and removes the files."""
        for backlight in self.backlights.values():
            backlight.close()
        self.emulator.stop()
        self._resources.close()
        shutil.rmtree(self.directory)
        if self._memory:
            shutil.rmtree(self._memory)

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    # The furniture.

    def add_card(self, driver: str = "i915") -> Card:
        """Another graphics card."""
        card = Card(self.tree, len(self.cards), driver)
        self.cards[card.number] = card
        return card

    def add_connector(self, name: str, style: Optional[AdapterStyle] = None, *, bus: Optional[int] = None) -> Connector:
        """A connector without a monitor; `style` is by default the usual one for its kind."""
        card_number, short_name = _split(name)
        style = style or AdapterStyle.usual_for(short_name)
        connector = Connector(self.tree, self.cards[card_number], short_name, style)
        self.connectors[name] = connector
        if style in (AdapterStyle.LINKED, AdapterStyle.CHILD):
            self._add_adapter(connector, bus)
        return connector

    def add_panel(
        self, name: str = "eDP-1", *, brightness: int = 400, maximum: int = 800, edid: Union[EDID, bytes, None] = None
    ) -> Backlight:
        """A built-in panel with an EDID, without DDC/CI, and with `intel_backlight`."""
        identity = edid or EDID("BOE", 0x0A2B, 0, name="NE135FBM")
        self.add_connector(name)
        self.plug(name, Monitor(identity, name="panel", ddc=False))
        path = self.connectors[name].path
        return self._add_backlight(path, "intel_backlight", "raw", brightness, maximum)

    def add_firmware_backlight(
        self, name: str = "acpi_video0", *, brightness: int = 8, maximum: int = 15, card: int = 0
    ) -> Backlight:
        """A backlight of the firmware, below the graphics card."""
        path = self.cards[card].pci_path
        return self._add_backlight(path, name, "firmware", brightness, maximum)

    def add_hidraw(self, vendor: int = 0x04D8, product: int = 0xF2E1, name: str = "Light Sensor") -> Hidraw:
        """Plugs in a HID device on USB; its reports are set on the result."""
        number = next(n for n in range(256) if n not in self.emulator.hidraw)
        hidraw = Hidraw(self.tree, number, vendor, product, name)
        self.emulator.hidraw[number] = hidraw
        self.emit(("add", hidraw.usb_device, {}), ("add", hidraw.hid_device, {}), ("add", hidraw.device, {}))
        return hidraw

    def remove_hidraw(self, hidraw: Hidraw) -> None:
        """Unplugs a HID device."""
        hidraw.present = False
        del self.emulator.hidraw[hidraw.number]
        devices = (hidraw.device, hidraw.hid_device, hidraw.usb_device)
        for device in devices:
            self.tree.remove_device(device)
        self.emit(*[("remove", device, {}) for device in devices])
        # The kernel ends a transfer that is under way.
        self.emulator.loop.call(hidraw.answer_waiting)

    def freeze(self, hidraw: Hidraw) -> None:
        """From now on a HID device does not answer who asks for a report."""
        hidraw.frozen = True

    def wait_until_frozen(self, hidraw: Hidraw, timeout: float = 10.0) -> None:
        """Waits until somebody waits for an answer of a frozen HID device."""
        self.emulator.wait_until(lambda: hidraw.waiting, timeout)

    def thaw(self, hidraw: Hidraw) -> None:
        """A HID device answers again, also those who wait."""
        hidraw.frozen = False
        self.emulator.loop.call(hidraw.answer_waiting)

    # The cables.

    def plug(
        self,
        name: str,
        monitor: Optional[Monitor] = None,
        *,
        style: Optional[AdapterStyle] = None,
        permitted: bool = True,
        bus: Optional[int] = None,
        announce: bool = True,
    ) -> Monitor:
        """Plugs a monitor into a connector, which is made if there is none, and announces it.

        With `permitted=False` the node cannot be opened until `grant`.
        """
        connector = self.connectors.get(name) or self.add_connector(name, style, bus=bus)
        monitor = monitor or Monitor(EDID(serial=1000 + len(self.connectors)))
        assert connector.monitor is None, f"{name} has a monitor"
        events = []
        if connector.style is AdapterStyle.TRANSIENT:
            self._add_adapter(connector, bus, permitted)
            adapter = connector.adapter
            events += [("add", adapter.device, {}), ("add", adapter.node_device, {})]
        if connector.adapter:
            if not permitted:
                connector.adapter.bus.mode = 0
            self._on_bus(connector, lambda bus: bus.attach(monitor))
        connector.monitor = monitor
        connector.show_connected(monitor)
        if announce:
            self.emit(*events, self._hotplug(connector))
        return monitor

    def unplug(self, name: str, *, announce: bool = True) -> Monitor:
        """Unplugs the monitor of a connector, announces it, and returns the monitor."""
        connector = self.connectors[name]
        monitor, connector.monitor = connector.monitor, None
        assert monitor, f"{name} has no monitor"
        events = []
        connector.show_disconnected()
        if connector.style is AdapterStyle.TRANSIENT:
            adapter, connector.adapter = connector.adapter, None
            self.emulator.remove_bus(adapter.bus)
            adapter.remove()
            events += [("remove", adapter.node_device, {}), ("remove", adapter.device, {})]
        elif connector.adapter:
            self._on_bus(connector, lambda bus: bus.detach())
        if announce:
            self.emit(*events, self._hotplug(connector))
        return monitor

    def monitor(self, name: str) -> Monitor:
        """The monitor at a connector."""
        return self.connectors[name].monitor

    def bus_number(self, name: str) -> int:
        """N of the `/dev/i2c-N` of a connector."""
        return self.connectors[name].adapter.bus.number

    # Permissions.

    def deny(self, name: str) -> None:
        """Takes the permission to open the connector's node away."""
        self.connectors[name].adapter.bus.mode = 0

    def grant(self, name: str, action: str = "change", *, announce: bool = True) -> None:
        """Gives the permission, with the event of the node that the access rule causes.

        With `announce=False` there is no event, as when logind changes the access list.
        """
        adapter = self.connectors[name].adapter
        adapter.bus.mode = 0o660
        if announce:
            self.emit((action, adapter.node_device, {}))

    def tag(self, name: str, tag: str = "uaccess") -> None:
        """Has udev's database say that a rule has tagged the connector's node."""
        device = self.connectors[name].adapter.node_device
        self.tree.write(f"/run/udev/data/{device.database_name}", f"I:1\nG:{tag}\nQ:{tag}\nV:1\n")

    def remove_node(self, name: str) -> None:
        """Takes the connector's node away; its adapter stays."""
        adapter = self.connectors[name].adapter
        self.tree.remove_device(adapter.node_device)
        self.emulator.remove_bus(adapter.bus)

    def unload_i2c_dev(self) -> None:
        """Unloads the kernel module that makes the nodes; adapters stay."""
        for name, connector in self.connectors.items():
            if connector.adapter:
                self.remove_node(name)
        self.tree.path("/sys/module/i2c_dev").rmdir()
        with contextlib.suppress(FileNotFoundError):
            self.tree.path("/sys/class/i2c-dev").rmdir()

    @contextlib.contextmanager
    def locked(self, name: str):
        """Another program holds the lock of the connector's node, as libddcutil can since 2.1."""
        node = self.tree.path(f"/dev/i2c-{self.bus_number(name)}")
        with open(node, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # Who uses what.

    def wait_until_held(self, name: str, timeout: float = 10.0) -> None:
        """Waits until some process has the connector's node open."""
        bus = self.connectors[name].adapter.bus
        self.emulator.wait_until(lambda: bus.holders, timeout)

    def wait_until_released(self, name: str, timeout: float = 10.0) -> None:
        """Waits until no process has the connector's node open."""
        bus = self.connectors[name].adapter.bus
        self.emulator.wait_until(lambda: not bus.holders, timeout)

    def wait_for_waiting(self, name: str, count: int = 1, timeout: float = 10.0) -> None:
        """Waits until so many transfers hang or are delayed at the connector."""
        bus = self.connectors[name].adapter.bus
        self.emulator.wait_until(lambda: len(bus.waiting) >= count, timeout)

    @contextlib.contextmanager
    def lacking(self, what: str):
        """The machine has no `processes` or `threads` left for lightend, or no `kills`: a process that
        lightend kills stays until this is over."""
        file = self._scarcity / what
        file.touch()
        try:
            yield
        finally:
            file.unlink()

    # Events.

    def emit(self, *events: tuple) -> None:
        """Sends udev events in one go: (action, device, properties of the event)."""
        self.emulator.send_uevents(
            self._encoder.encode(action, device.event_properties(**extra)) for action, device, extra in events
        )

    def send_hotplugs(self, count: int = 1, card: int = 0) -> None:
        """A burst of hotplug events of a card, with or without anything new."""
        self.emit(*[("change", self.cards[card].device, {"HOTPLUG": "1"})] * count)

    # Programs.

    def environment(self, base: Optional[dict] = None) -> dict:
        """The environment of a program that lives at this desk."""
        environment = dict(os.environ if base is None else base)
        # Where the tests were started from does not count.
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "TERM", "NO_COLOR", "COLUMNS", "LINES"):
            environment.pop(name, None)
        private = {
            "HOME": "home",
            "XDG_CONFIG_HOME": "home/.config",
            "XDG_STATE_HOME": _STATE,
            "XDG_CACHE_HOME": "home/.cache",
            "XDG_DATA_HOME": "home/.local/share",
            "XDG_RUNTIME_DIR": "run",
        }
        for name, path in private.items():
            directory = self.directory / path
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            environment[name] = str(directory)
        already = environment.get("LD_PRELOAD", "").split()
        environment["LD_PRELOAD"] = " ".join([str(preload_library()), "libumockdev-preload.so.0", *already])
        environment["UMOCKDEV_DIR"] = str(self.tree.root)
        environment["I2C_EMULATOR_DISK"] = str(self.directory / "stalled-disk")
        environment["EMULATOR_FAILING_DISK"] = str(self.directory / "failing-disk")
        environment["I2C_EMULATOR_SOCKET"] = self.emulator.socket_path
        environment["EMULATOR_SCARCITY"] = str(self._scarcity)
        return environment

    def stall_disk(self) -> None:
        """From now on nothing that is saved reaches the disk, nor can a state file be opened."""
        os.mkfifo(self.directory / "stalled-disk")

    def resume_disk(self) -> None:
        """The disk answers again."""
        pipe = self.directory / "stalled-disk"
        former = pipe.with_suffix(".former")
        # Nobody new finds it; those who wait for a writer, or are about to, have one from now on.
        pipe.rename(former)
        self._resources.callback(os.close, os.open(former, os.O_RDWR))
        former.unlink()

    @contextlib.contextmanager
    def failing_disk(self, call: str, reason: int):
        """The state file cannot be used: `open` or `read` fails for a reason of `errno`."""
        link = self.directory / "failing-disk"
        link.symlink_to(f"{call} {reason}")
        try:
            yield
        finally:
            link.unlink()

    def _keep_state_in_memory(self) -> Optional[str]:
        """Lets the folder of saved states be one in memory, where that is possible; returns it.

        States are written durably, and a disk that others keep busy takes longer for that than
        lightend may take to its end. Only this one folder: umockdev has its own idea of what is below
        /dev, and Docker lets no programs run there.
        """
        if not os.access("/dev/shm", os.W_OK | os.X_OK):
            return None
        memory = tempfile.mkdtemp(prefix="lighten-state-", dir="/dev/shm")
        (self.directory / _STATE).parent.mkdir(parents=True, mode=0o700)
        (self.directory / _STATE).symlink_to(memory)
        return memory

    def _add_backlight(self, parent_path: str, name: str, kind: str, brightness: int, maximum: int) -> Backlight:
        backlight = Backlight(self.tree, self, parent_path, name, kind=kind, brightness=brightness, maximum=maximum)
        self.backlights[name] = backlight
        return backlight

    def _add_adapter(self, connector: Connector, number: Optional[int], permitted: bool = True) -> None:
        taken = self.emulator.buses
        number = next(n for n in range(_FIRST_BUS, 65536) if n not in taken) if number is None else number
        assert number not in taken, f"bus {number} exists"
        linked = connector.style is AdapterStyle.LINKED
        bus = self.emulator.add_bus(number, mode=0o660 if permitted else 0)
        connector.adapter = Adapter(
            self.tree, connector.card.pci_path if linked else connector.path, bus, _ADAPTER_TITLES[connector.style]
        )
        if linked:
            self.tree.link(f"{connector.path}/ddc", connector.adapter.device.path)

    def _on_bus(self, connector: Connector, action) -> None:
        self.emulator.loop.call(lambda: action(connector.adapter.bus))

    @staticmethod
    def _hotplug(connector: Connector) -> tuple:
        return ("change", connector.card.device, {"HOTPLUG": "1"})


def _split(name: str) -> tuple:
    """Card number and connector name of `card1-DP-1` or `DP-1`."""
    if name.startswith("card"):
        card, short_name = name.split("-", 1)
        return int(card.removeprefix("card")), short_name
    return 0, name
