"""Monitors that were away get their brightness back."""

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, ERROR, display_path


@pytest.fixture
def monitor(desk):
    return desk.plug("DP-1", Monitor(EDID(serial=1), brightness=40))


def come_back_at_10(desk, monitor, client, connector: str) -> dict:
    """Unplugs the monitor at 60% and plugs it in at 10%; what is announced of it."""
    client.wait_for_displays()
    assert client.display(0).set(60)
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    monitor.press(10)
    monitor.forget_records()
    desk.plug(connector, monitor)
    return client.wait_for_added(display_path(0))


def test_after_unplug_on_another_port(desk, monitor, lightend, client):
    desk.add_connector("DP-2")
    lightend()
    announced = come_back_at_10(desk, monitor, client, "DP-2")
    # It is announced as it should be.
    assert announced[BACKLIGHT]["Brightness"] == 60
    assert monitor.written() == [60]


def test_nothing_is_written_when_all_is_well(desk, monitor, lightend, client):
    lightend()
    client.wait_for_displays()
    assert client.display(0).set(60)
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    monitor.forget_records()
    desk.plug("DP-1", monitor)
    client.wait_for_added(display_path(0))
    assert monitor.written() == []


def test_after_a_restart(monitor, lightend, client):
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(60)
    service.stop()
    monitor.press(10)
    monitor.forget_records()
    lightend()
    client.wait_for_displays()
    assert client.display(0).brightness() == 60
    assert monitor.written() == [60]


def test_a_monitor_that_is_new_is_left_as_it_is(monitor, lightend, client):
    lightend()
    client.wait_for_displays()
    assert client.display(0).brightness() == 40
    assert monitor.written() == []


def test_switched_off_in_the_config(desk, monitor, config, lightend, client):
    config.write("[display DP-1]\nrestore=false\n")
    lightend()
    announced = come_back_at_10(desk, monitor, client, "DP-1")
    assert announced[BACKLIGHT]["Brightness"] == 10
    assert monitor.written() == []


def test_what_the_user_wants_now_counts_more(desk, monitor, lightend, client):
    lightend("--hurry=10")
    client.wait_for_displays()
    assert client.display(0).set(60)
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    monitor.press(10)
    monitor.fail(lose_writes=1)
    desk.plug("DP-1", monitor)
    client.wait_for_added(display_path(0))
    # The monitor lost the write that put it right; before that is noticed somebody wants another.
    assert client.display(0).set(33)
    assert monitor.brightness == 33
    client.manager("Refresh")
    assert client.display(0).brightness() == 33


def test_after_standby(desk, monitor, lightend, client):
    lightend()
    client.wait_for_displays()
    assert client.display(0).set(60)
    desk.connectors["DP-1"].set_dpms("Off")
    monitor.fail(asleep=True)
    client.manager("Refresh")
    client.display(0).wait_for_property("State", "asleep")
    monitor.press(10)
    monitor.heal()
    desk.connectors["DP-1"].set_dpms("On")
    desk.send_hotplugs()
    client.display(0).wait_for_property("State", "ready")
    monitor.wait_for_value(60)


def test_what_a_monitor_could_not_take_is_written_after_a_restart(monitor, lightend, client):
    service = lightend()
    client.wait_for_displays()
    monitor.fail(nak=True)
    assert client.display(0).start_set(70).wait_for_error() == ERROR + "Unresponsive"
    service.stop()
    monitor.heal()
    lightend()
    client.wait_for_displays()
    assert monitor.brightness == 70


def test_the_next_instance_knows_what_the_last_one_did(monitor, lightend, client):
    first = lightend()
    client.wait_for_displays()
    assert client.display(0).set(60)
    monitor.forget_records()
    lightend("--replace")
    assert first.wait_for_end() == 0
    client.wait_for_displays()
    assert client.display(0).brightness() == 60
    assert client.display(0).read("Writes") == 1
    assert monitor.written() == []
