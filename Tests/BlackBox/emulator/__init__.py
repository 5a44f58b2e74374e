"""Emulated monitors that speak DDC/CI, for black-box tests and for people without one."""

from .backlight import Backlight
from .connector import AdapterStyle
from .desk import Desk
from .edid import EDID
from .faults import Faults
from .monitor import BRIGHTNESS, CONTRAST, INPUT_SOURCE, POWER_MODE, VCP_VERSION, Monitor
from .write_record import WriteRecord

__all__ = [
    "AdapterStyle",
    "Backlight",
    "BRIGHTNESS",
    "CONTRAST",
    "Desk",
    "EDID",
    "Faults",
    "INPUT_SOURCE",
    "Monitor",
    "POWER_MODE",
    "VCP_VERSION",
    "WriteRecord",
]
