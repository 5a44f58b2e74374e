"""What the black-box tests of the service are written with."""

from .bus import PrivateBus
from .client import BusFailure, Client
from .command import Command
from .config_file import ConfigFile
from .diagnosis import Diagnosis
from .display import DisplayProxy
from .login import LoginService
from .mock_service import MockLogind, MockSensorProxy
from .name_owner import NameOwner
from .names import (
    BACKLIGHT,
    CURVE,
    DISPLAY,
    ERROR,
    INVALID_ARGUMENTS,
    MANAGER,
    NAME,
    PROFILES,
    ROOT,
    SENSOR,
    SIMULATOR,
    VCP,
    display_path,
)
from .service import Service
from .signal import Signal

__all__ = [
    "BACKLIGHT",
    "BusFailure",
    "CURVE",
    "Client",
    "Command",
    "ConfigFile",
    "DISPLAY",
    "Diagnosis",
    "DisplayProxy",
    "ERROR",
    "INVALID_ARGUMENTS",
    "LoginService",
    "MANAGER",
    "MockLogind",
    "MockSensorProxy",
    "NAME",
    "NameOwner",
    "PROFILES",
    "PrivateBus",
    "ROOT",
    "SENSOR",
    "SIMULATOR",
    "Service",
    "Signal",
    "VCP",
    "display_path",
]
