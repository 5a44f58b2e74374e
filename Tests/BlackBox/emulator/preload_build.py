"""Compiles the preload library."""

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

_SOURCES = Path(__file__).parent / "preload"
_FLAGS = ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-U_FORTIFY_SOURCE"]


def preload_library() -> Path:
    """The built library; compiled when its sources are new to this machine."""
    sources = sorted(_SOURCES.glob("*.[ch]"))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    directory = Path(tempfile.gettempdir()) / f"lighten-emulator-{os.getuid()}"
    directory.mkdir(mode=0o700, exist_ok=True)
    library = directory / f"preload-{digest}.so"
    if not library.exists():
        fresh = directory / f"preload-{digest}-{os.getpid()}"
        units = [str(source) for source in sources if source.suffix == ".c"]
        subprocess.run(["cc", *_FLAGS, "-o", str(fresh), *units, "-ldl", "-lpthread"], check=True)
        fresh.rename(library)
    return library
