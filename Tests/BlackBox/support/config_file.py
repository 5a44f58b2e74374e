"""The user's config file."""

import os
from pathlib import Path


class ConfigFile:
    """lightend.conf of a session."""

    def __init__(self, environment: dict):
        self.path = Path(environment["XDG_CONFIG_HOME"]) / "lighten/lightend.conf"

    def write(self, text: str) -> None:
        """Writes the text into the file, which keeps its inode, as `cat >` does."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text)

    def replace(self, text: str) -> None:
        """Puts a new file in its place, as most editors do."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        new.write_text(text)
        os.rename(new, self.path)

    def remove(self) -> None:
        """Deletes the file."""
        self.path.unlink()
