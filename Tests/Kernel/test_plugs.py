# SPDX-License-Identifier: MIT
"""Monitors that are there at the start, monitors that come and go, and their adapters."""

import pytest

from machine import Remains
from support import BACKLIGHT

EXTERNAL = ["HDMI-A-1", "DP-1"]


@pytest.fixture
def dock(card):
    """A connector of a dock: its I2C adapter comes and goes with the monitor."""
    connector = card["DP-2"]
    connector.come_and_go_with_adapter()
    return connector


def check(display, monitor, brightness: int) -> None:
    """Sets a brightness, which has to arrive at the monitor."""
    assert display.set(brightness)
    assert monitor.brightness == brightness


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
    check(display, monitor, 62)


@pytest.mark.parametrize("connector", EXTERNAL)
def test_a_monitor_that_is_plugged_in_appears(card, lightend, client, connector):
    monitor = card[connector]
    lightend()
    client.wait_for_displays()
    monitor.plug()
    display = client.display(0)
    client.wait_for_added(display.path, BACKLIGHT)
    check(display, monitor, 21)
    monitor.unplug()
    client.wait_for_removed(display.path)


def test_a_panel_that_is_switched_on_appears(card, lightend, client):
    lightend()
    client.wait_for_displays()
    card["eDP-1"].plug()
    display = client.display(0)
    client.wait_for_added(display.path, BACKLIGHT)
    assert display.read("Kind") == "panel"
    assert display.set(30)
    card["eDP-1"].unplug()
    client.wait_for_removed(display.path)


def test_all_connectors_at_once(card, lightend, client):
    for monitor in card.connectors.values():
        monitor.plug()
    lightend()
    client.wait_for_displays()
    displays = {client.display(number).read("Connector"): client.display(number) for number in range(5)}
    assert sorted(displays) == sorted(card.connectors)
    for name, display in displays.items():
        display.wait_for_property("State", "ready")
        assert display.set(35)
        if name != "eDP-1":
            assert card[name].brightness == 35


def test_a_monitor_keeps_its_number_and_gets_its_level_back(card, lightend, client):
    first, second = card["DP-1"], card["HDMI-A-1"]
    lightend()
    client.wait_for_displays()
    for number, monitor in enumerate((first, second)):
        monitor.plug()
        client.wait_for_added(client.display(number).path, BACKLIGHT)
    check(client.display(0), first, 33)
    first.unplug()
    client.wait_for_removed(client.display(0).path)
    first.press_button(90)
    client.forget_signals()
    first.plug()
    client.wait_for_added(client.display(0).path, BACKLIGHT)
    first.wait_for_brightness(33)
    assert client.display(0).brightness() == 33


def test_the_monitors_of_a_dock_come_and_go_with_their_adapters(dock, lightend, client):
    service = lightend()
    client.wait_for_displays()
    display = client.display(0)
    for brightness in (21, 22, 23):
        client.forget_signals()
        dock.plug()
        client.wait_for_added(display.path, BACKLIGHT)
        check(display, dock, brightness)
        dock.unplug()
        client.wait_for_removed(display.path)
        # The kernel takes an adapter away only when nobody has it open.
        dock.wait_for_no_adapter()
    Remains(service).wait_for_no_children()


def test_an_adapter_that_goes_and_comes_back_alone(card, lightend, client):
    monitor = card["DP-1"]
    monitor.plug()
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    check(display, monitor, 40)
    monitor.remove_adapter()
    monitor.wait_for_no_adapter()
    display.wait_for_property("State", "unsupported")
    monitor.add_adapter()
    display.wait_for_property("State", "ready")
    display.wait_for_interface(BACKLIGHT)
    check(display, monitor, 41)


def test_a_call_to_a_monitor_that_is_unplugged_meanwhile_says_that_it_is_gone(card, lightend, client):
    monitor = card["DP-1"]
    monitor.plug()
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    monitor.reset_counters()
    monitor.hang(count=1)
    calls = [display.start_set(70), display.start_set(80)]
    monitor.wait_for_count("faulted", 1)
    monitor.unplug()
    assert [call.wait_for_error() for call in calls] == ["com.github.jcrd.lighten.Error.Gone"] * 2
    monitor.recover()


def test_fifty_plugs_leave_nothing_behind(card, lightend, client):
    monitors = [card["DP-1"], card["DP-2"]]
    for monitor in monitors:
        monitor.come_and_go_with_adapter()
    service = lightend()
    client.wait_for_displays()
    paths = [client.display(number).path for number in range(len(monitors))]

    def plug_and_unplug():
        client.forget_signals()
        for monitor in monitors:
            monitor.plug()
        for path in paths:
            client.wait_for_added(path, BACKLIGHT)
        for monitor in monitors:
            monitor.unplug()
        for path in paths:
            client.wait_for_removed(path)
        for monitor in monitors:
            monitor.wait_for_no_adapter()

    # What the first plug opens for good, such as a connection, is no leak.
    plug_and_unplug()
    Remains(service).wait_for_no_children()
    before = Remains(service).descriptors()
    for _ in range(50 // len(monitors)):
        plug_and_unplug()
    Remains(service).wait_for_no_children()
    Remains(service).wait_for_descriptors(before)
