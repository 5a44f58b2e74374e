"""One display as a client sees it."""

from functools import lru_cache

from . import contract, names
from .loop import DEADLINE
from .pending_call import PendingCall


class DisplayProxy:
    """Calls the methods and reads the properties of one display object."""

    def __init__(self, client, path: str):
        self._client = client
        self.path = path

    # Backlight.

    def start_set(self, value: int) -> PendingCall:
        """SetBrightness, without waiting for the answer."""
        return self.start_call(names.BACKLIGHT, "SetBrightness", "(u)", value)

    def set(self, value: int) -> bool:
        """SetBrightness."""
        return self.start_set(value).wait()

    def add(self, value: int) -> bool:
        """AddBrightness."""
        return self.call(names.BACKLIGHT, "AddBrightness", "(i)", value)

    def start_fade(self, value: int, milliseconds: int) -> PendingCall:
        """FadeBrightness, without waiting for the answer."""
        return self.start_call(names.BACKLIGHT, "FadeBrightness", "(uu)", value, milliseconds)

    def brightness(self) -> int:
        """GetBrightness."""
        return self.call(names.BACKLIGHT, "GetBrightness")

    # Light.

    def points(self) -> list:
        """What was learned: light and percent."""
        return self.read("Points")

    def wait_for_points(self, points: list) -> None:
        """Waits until exactly this was learned."""
        self.wait_for_property("Points", points)

    def set_auto(self, mode: str) -> bool:
        """SetAuto."""
        return self.call(names.BACKLIGHT, "SetAuto", "(s)", mode)

    # Vcp.

    def get_feature(self, code: int) -> tuple:
        """Get: current and maximum."""
        return self.call(names.VCP, "Get", "(y)", code)

    def set_feature(self, code: int, value: int) -> None:
        """Set."""
        self.call(names.VCP, "Set", "(yq)", code, value)

    # Anything.

    def start_call(self, interface: str, method: str, signature: str = "()", *arguments) -> PendingCall:
        """Calls a method without waiting for the answer."""
        return self._client.start_call(self.path, interface, method, signature, *arguments)

    def call(self, interface: str, method: str, signature: str = "()", *arguments):
        """Calls a method."""
        return self.start_call(interface, method, signature, *arguments).wait()

    def read(self, name: str):
        """A property of any interface; their names are unique."""
        return self._client.read(name, path=self.path, interface=_interface_of(name))

    @property
    def state(self) -> str:
        """The property State."""
        return self.read("State")

    @property
    def reason(self) -> str:
        """The property Reason."""
        return self.read("Reason")

    @property
    def interfaces(self) -> set:
        """Its interfaces, as the object manager lists them; empty when it is not there."""
        return set(self._client.objects().get(self.path, {}))

    def changes(self, since: int = 0) -> list:
        """The arguments of each BrightnessChanged that was heard."""
        return [signal.arguments for signal in self._client.heard("BrightnessChanged", self.path, since)]

    def property_changes(self, name: str) -> list:
        """The values of a property that PropertiesChanged carried."""
        return [
            signal.arguments[1][name]
            for signal in self._client.heard("PropertiesChanged", self.path)
            if name in signal.arguments[1]
        ]

    def wait_for_interface(self, interface: str) -> None:
        """Waits until it has an interface, with the help of InterfacesAdded only."""
        since = len(self._client.signals)
        if interface not in self.interfaces:
            self._client.wait_for_added(self.path, interface, since=since)

    def wait_for_property(self, name: str, value, timeout: float = DEADLINE) -> None:
        """Waits until a property has a value, with the help of PropertiesChanged only."""
        while True:
            since = len(self._client.signals)
            if self.read(name) == value:
                return
            self._client.wait_for_signal(
                "PropertiesChanged",
                self.path,
                lambda signal: name in signal.arguments[1],
                since=since,
                timeout=timeout,
            )


@lru_cache
def _interface_of(name: str) -> str:
    return next(
        interface
        for interface, members in contract.interfaces("display.xml").items()
        if any(member.startswith(f"property {name} ") for member in members)
    )
