# SPDX-License-Identifier: MIT
"""How the tester gets access to devices: lighten's udev rule, which logind acts upon."""

import contextlib
import os
import subprocess
from pathlib import Path

#: The rule as it is installed, and where an administrator's own has its place.
RULE = Path("/usr/lib/udev/rules.d/60-lighten-i2c.rules")


def _apply() -> None:
    subprocess.run(["udevadm", "control", "--reload"], check=True)
    subprocess.run(["udevadm", "trigger", "--settle", "--subsystem-match=i2c-dev"], check=True)


def restore_rule(text: str) -> None:
    """Installs the rule again, and applies it to the devices that are there."""
    RULE.write_text(text)
    _apply()


@contextlib.contextmanager
def no_rule():
    """Without the rule, so that I2C buses are root's; yields what `restore_rule` needs."""
    text = RULE.read_text()
    RULE.unlink()
    _apply()
    for node in Path("/dev").glob("i2c-*"):
        # What the rule has given is not taken back by itself.
        with contextlib.suppress(OSError):
            os.removexattr(node, "system.posix_acl_access")
        node.chmod(0o600)
    try:
        yield text
    finally:
        restore_rule(text)
