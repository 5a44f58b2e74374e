# SPDX-License-Identifier: MIT
"""Monitors that are there at the start, and monitors that come and go."""

import pytest

from support import BACKLIGHT

EXTERNAL = ["HDMI-A-1", "DP-1"]


@pytest.mark.parametrize("connector", EXTERNAL)
def test_a_monitor_at_the_start_is_controlled(card, lightend, client, connector):
    monitor = card[connector]
    monitor.plug()
    monitor.press_button(37)
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert (display.read("Connector"), display.read("Kind"), display.state) == (connector, "ddc", "ready")
    assert display.brightness() == 37
    assert display.set(62)
    assert monitor.brightness == 62


@pytest.mark.parametrize("connector", EXTERNAL)
def test_a_monitor_that_is_plugged_in_appears(card, lightend, client, connector):
    monitor = card[connector]
    lightend()
    client.wait_for_displays()
    monitor.plug()
    display = client.display(0)
    client.wait_for_added(display.path, BACKLIGHT)
    assert display.set(21)
    assert monitor.brightness == 21
    monitor.unplug()
    client.wait_for_removed(display.path)
