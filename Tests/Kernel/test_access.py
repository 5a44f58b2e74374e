# SPDX-License-Identifier: MIT
"""Access to an I2C bus that is granted late."""

import os
import subprocess
from pathlib import Path

import pytest

from machine import TESTER, access
from support import BACKLIGHT


@pytest.fixture
def rule():
    """The text of lighten's udev rule, which is not installed."""
    with access.no_rule() as text:
        yield text


def test_a_rule_that_is_installed_later_counts_at_once(card, rule, lightend, client):
    monitor = card["HDMI-A-1"]
    monitor.plug()
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert display.state == "unsupported"
    assert f"/dev/i2c-{monitor.bus}" in display.reason
    access.restore_rule(rule)
    display.wait_for_interface(BACKLIGHT)
    assert display.set(55)
    assert monitor.brightness == 55


def test_access_that_comes_just_after_the_plug_is_not_missed(card, rule, lightend, client):
    monitor = card["DP-2"]
    monitor.come_and_go_with_adapter()
    service = lightend()
    client.wait_for_displays()
    monitor.plug()
    # The service has looked once, and there was no access yet. No event tells of the next line.
    service.wait_for_log(f"i2c-{monitor.bus}")
    os.chown(monitor.node, TESTER.uid, TESTER.uid)
    display = client.display(0)
    display.wait_for_interface(BACKLIGHT)
    assert display.set(55)
    assert monitor.brightness == 55


@pytest.fixture
def mainboard():
    """The node of an I2C bus that leads to no monitor: the SMBus of the emulated mainboard."""
    subprocess.run(["modprobe", "i2c-i801"], check=True)
    subprocess.run(["udevadm", "settle"], check=True)
    adapters = Path("/sys/class/i2c-adapter").iterdir()
    (adapter,) = (adapter for adapter in adapters if "SMBus" in (adapter / "name").read_text())
    yield Path("/dev") / adapter.name
    subprocess.run(["modprobe", "-r", "i2c-i801"], check=True)


def test_the_bus_of_the_mainboard_is_nobodys(card, mainboard):
    card["DP-1"].plug()
    assert mainboard.exists()
    may_open = [*TESTER.launcher(), "test", "-w"]
    assert subprocess.run([*may_open, card["DP-1"].node], check=False).returncode == 0
    assert subprocess.run([*may_open, mainboard], check=False).returncode == 1
