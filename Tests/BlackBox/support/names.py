"""Names of the service on the bus, as DESIGN.md promises them."""

NAME = "com.github.jcrd.lighten"
ROOT = "/com/github/jcrd/lighten"

MANAGER = f"{NAME}.Manager"
DISPLAY = f"{NAME}.Display"
BACKLIGHT = f"{NAME}.Backlight"
VCP = f"{NAME}.Vcp"
CURVE = f"{NAME}.Curve"
SENSOR = f"{NAME}.Sensor"
PROFILES = f"{NAME}.Profiles"
SIMULATOR = f"{NAME}.Simulator"

#: Before the name of each error of the service's own.
ERROR = f"{NAME}.Error."
INVALID_ARGUMENTS = "org.freedesktop.DBus.Error.InvalidArgs"

OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
PEER = "org.freedesktop.DBus.Peer"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"


def display_path(number: int) -> str:
    """The object of display N."""
    return f"{ROOT}/displays/{number}"
