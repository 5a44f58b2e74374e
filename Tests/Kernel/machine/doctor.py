# SPDX-License-Identifier: MIT
"""A person who runs `lighten doctor` and does what it says."""

import os
import subprocess
from pathlib import Path

from support import Command, Diagnosis
from support.looking import look_until

from .people import Person


class Doctor:
    """`lighten doctor` in somebody's session."""

    def __init__(self, person: Person, environment: dict):
        self._person = person
        self._environment = environment
        self._command = Command(environment, launcher=person.launcher())

    def examine(self) -> Diagnosis:
        """Runs it."""
        return Diagnosis(self._command)

    def follow(self, finding, before: str = "") -> None:
        """Runs the commands of a finding as they are printed, in a shell as people have it."""
        assert finding.commands, finding
        for command in finding.commands:
            subprocess.run(
                [*self._person.launcher(), "bash", "-c", before + command],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                check=True,
                timeout=120,
            )

    def wait_for(self, monitor: str, severity: str) -> None:
        """Runs it until it says that of a monitor."""
        look_until(lambda: self.examine().about(monitor).severity == severity, lambda: self.examine().about(monitor))

    def write_config(self, text: str) -> Path:
        """Writes lightend.conf; its path."""
        path = Path(self._environment["XDG_CONFIG_HOME"]) / "lighten/lightend.conf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for changed in (path.parent.parent, path.parent, path):
            os.chown(changed, self._person.uid, self._person.uid)
        return path
