"""What `lighten doctor` says."""

import json
from pathlib import Path
from typing import NamedTuple, Optional

from .command import Command


_SCHEMA = json.loads((Path(__file__).parents[3] / "contrib/doc/schema/doctor.json").read_text())
_MEMBERS = _SCHEMA["properties"]["findings"]["items"]["properties"]


class Finding(NamedTuple):
    """One thing that it found."""

    check: str
    severity: str
    monitor: Optional[str]
    sentence: str
    commands: list


class Diagnosis:
    """A run of `lighten doctor`, in which both formats say the same."""

    def __init__(self, command: Command):
        outcome = command.run("doctor", "--json")
        assert outcome.errors == "", outcome
        content = json.loads(outcome.output)
        assert list(content) == _SCHEMA["required"]
        #: Whether it says that nothing is wrong.
        self.is_healthy = content["healthy"]
        self.findings = [Finding(**finding) for finding in content["findings"]]
        assert outcome.status == (0 if self.is_healthy else 1)
        assert self.is_healthy == all(finding.severity != "problem" for finding in self.findings)
        for finding in self.findings:
            assert finding.check in _MEMBERS["check"]["enum"], finding
            assert finding.severity in _MEMBERS["severity"]["enum"], finding
            assert finding.sentence.endswith((".", "?")), finding
            assert finding.severity != "well" or finding.commands == [], finding

    def find(self, check: str, monitor: Optional[str] = None) -> Finding:
        """The only finding of a check, about a monitor or about the whole."""
        found = [f for f in self.findings if f.check == check and f.monitor == monitor]
        assert len(found) == 1, self.findings
        return found[0]

    def about(self, monitor: str) -> Finding:
        """The only finding about a monitor, by the beginning of what it is called."""
        found = [f for f in self.findings if (f.monitor or "").split(" ")[0] == monitor]
        assert len(found) == 1, self.findings
        return found[0]

    def checks(self, severity: str) -> list:
        """The checks with findings of that severity."""
        return [finding.check for finding in self.findings if finding.severity == severity]
