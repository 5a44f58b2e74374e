# SPDX-License-Identifier: MIT
"""lighten as it is installed: the user's own bus starts it through its unit."""

import subprocess

import pytest

from machine import TESTER
from support import Command


@pytest.fixture
def user():
    """The environment of the tester with the bus that systemd has started for them."""
    TESTER.make_home()
    environment = TESTER.environment(f"unix:path=/run/user/{TESTER.uid}/bus")
    yield environment
    systemctl(environment, "stop", "lightend")


def systemctl(environment: dict, *arguments: str) -> str:
    """What the tester's own systemd says."""
    command = [*TESTER.launcher(), "systemctl", "--user", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_the_bus_starts_the_unit(card, user):
    monitor, panel = card["DP-1"], card["eDP-1"]
    monitor.plug()
    panel.plug()
    lighten = Command(user, launcher=TESTER.launcher())
    lighten.output("set", "-d", "DP-1", 40)
    assert monitor.brightness == 40
    # The unit belongs to no session; logind finds the tester's on its own.
    lighten.output("set", "-d", "eDP-1", 30)
    assert panel.backlight == 30
    assert systemctl(user, "show", "--property=ActiveState,SubState", "lightend") == "ActiveState=active\nSubState=running"
    systemctl(user, "stop", "lightend")
    assert systemctl(user, "show", "--property=Result", "lightend") == "Result=success"
