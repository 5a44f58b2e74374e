# SPDX-License-Identifier: MIT
"""Several people at one computer: logind gives the devices to whoever's session is in front."""

import pytest

from machine import OTHER, TESTER, Remains
from support import BACKLIGHT


@pytest.fixture
def other(login):
    """Somebody else with a session; the tester's is in front, at the end too."""
    login.start_session(OTHER)
    yield OTHER
    login.switch_to(TESTER)
    login.end_session(OTHER)


@pytest.fixture
def monitor(card, lightend, client):
    """A monitor at 40% that the service controls."""
    monitor = card["DP-1"]
    monitor.plug()
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(40)
    # Who has the bus open keeps it, whoever comes to the foreground.
    Remains(service).wait_until_closed(monitor.node)
    return monitor


def test_a_monitor_is_controlled_again_when_the_session_is_back(monitor, other, login, client):
    display = client.display(0)
    login.switch_to(other)
    login.switch_to(TESTER)
    assert display.set(55)
    assert monitor.brightness == 55


def test_a_failed_request_in_the_background_is_no_reason_to_stay_away(monitor, other, login, client):
    display = client.display(0)
    login.switch_to(other)
    display.start_set(70).wait_for_error()
    assert monitor.brightness == 40
    login.switch_to(TESTER)
    display.wait_for_property("State", "ready")
    display.wait_for_interface(BACKLIGHT)
    assert display.set(55)
    assert monitor.brightness == 55


def test_a_dock_that_is_plugged_in_in_the_background_works_in_the_foreground(
    card, other, login, lightend, client
):
    monitor = card["DP-2"]
    monitor.come_and_go_with_adapter()
    lightend()
    client.wait_for_displays()
    login.switch_to(other)
    monitor.plug()
    display = client.display(0)
    client.wait_for_added(display.path)
    login.switch_to(TESTER)
    display.wait_for_interface(BACKLIGHT)
    assert display.set(55)
    assert monitor.brightness == 55
