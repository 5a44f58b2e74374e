"""Compiles the clients."""

import subprocess
from pathlib import Path

_SOURCES = Path(__file__).parent
_LIBRARIES = {
    "ddc_client": ["-lddcutil"],
    "udev_client": ["-ludev"],
    # -rdynamic: its functions are to be found by the libraries, in front of theirs.
    "wrapping_client": ["-lddcutil", "-ldl", "-rdynamic"],
}


def build(name: str, directory: Path) -> Path:
    """The program of `NAME.c`, compiled into a directory where it is missing."""
    program = directory / name
    if not program.exists():
        source = _SOURCES / f"{name}.c"
        command = ["cc", "-O2", "-Wall", "-Wextra", "-o", str(program), str(source), "-lpthread"]
        subprocess.run(command + _LIBRARIES.get(name, []), check=True)
    return program
