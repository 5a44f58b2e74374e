"""Small programs that use the emulated monitors as any program would."""

from .build import build
from .ddc_client import DDCClient
from .line_process import LineProcess

__all__ = ["DDCClient", "LineProcess", "build"]
