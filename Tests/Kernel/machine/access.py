# SPDX-License-Identifier: MIT
"""How the tester gets access to devices: lighten's udev rule, which logind acts upon."""

import contextlib
import os
import subprocess
from pathlib import Path

#: The rule as it is installed, and where an administrator's own has its place.
RULE = Path("/usr/lib/udev/rules.d/60-lighten-i2c.rules")


def apply_rules() -> None:
    """Has udev read its rules and apply them to the buses that are there."""
    subprocess.run(["udevadm", "control", "--reload"], check=True)
    subprocess.run(["udevadm", "trigger", "--settle", "--subsystem-match=i2c-dev"], check=True)


def take_away() -> None:
    """Makes every I2C bus root's, as before udev and logind gave access to it."""
    for node in Path("/dev").glob("i2c-*"):
        with contextlib.suppress(OSError):
            os.removexattr(node, "system.posix_acl_access")
        os.chown(node, 0, 0)
        node.chmod(0o600)


def restore_rule(text: str) -> None:
    """Installs the rule again, and applies it to the devices that are there."""
    RULE.write_text(text)
    apply_rules()


@contextlib.contextmanager
def no_rule():
    """Without the rule, so that I2C buses are root's; yields what `restore_rule` needs."""
    text = RULE.read_text()
    RULE.unlink()
    apply_rules()
    take_away()
    try:
        yield text
    finally:
        restore_rule(text)
