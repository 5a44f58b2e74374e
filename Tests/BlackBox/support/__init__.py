"""What the black-box tests of the service are written with."""

from .bus import PrivateBus
from .client import BusFailure, Client
from .command import Command
from .config_file import ConfigFile
from .display import DisplayProxy
from .login import LoginService
from .names import BACKLIGHT, DISPLAY, ERROR, INVALID_ARGUMENTS, MANAGER, NAME, ROOT, SIMULATOR, VCP, display_path
from .service import Service
from .signal import Signal

__all__ = [
    "BACKLIGHT",
    "BusFailure",
    "Client",
    "Command",
    "ConfigFile",
    "DISPLAY",
    "DisplayProxy",
    "ERROR",
    "INVALID_ARGUMENTS",
    "LoginService",
    "MANAGER",
    "NAME",
    "PrivateBus",
    "ROOT",
    "SIMULATOR",
    "Service",
    "Signal",
    "VCP",
    "display_path",
]
