"""Monitors come and go while the service runs."""

import pytest

from emulator import EDID, AdapterStyle, Monitor
from support import BACKLIGHT, CURVE, DISPLAY, ERROR, VCP, display_path

ALL_STYLES = [AdapterStyle.LINKED, AdapterStyle.CHILD, AdapterStyle.TRANSIENT]
ALL_INTERFACES = {DISPLAY, BACKLIGHT, CURVE, VCP}


@pytest.fixture
def neighbour(desk):
    """A monitor on DP-9 that nothing here may disturb."""
    return desk.plug("DP-9", Monitor(EDID(serial=99), brightness=90))


def assert_undisturbed(client, number: int, monitor: Monitor, *, since: int = 0) -> None:
    """No signal of a display that stays, and no transfer to its monitor."""
    client.settle()
    path = display_path(number)
    about = [s for s in client.signals[since:] if s.path == path or s.arguments[:1] == (path,)]
    assert about == []
    assert dict(monitor.counts) == {}


@pytest.mark.parametrize("style", ALL_STYLES)
def test_unplug_and_plug(desk, neighbour, lightend, client, style):
    desk.add_connector("DP-1", style)
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=20))
    lightend()
    assert set(client.objects()) == {display_path(0), display_path(1)}
    client.forget_signals()
    neighbour.forget_records()

    desk.unplug("DP-1")
    removed = client.wait_for_removed(display_path(0))
    assert set(removed.arguments[1]) == ALL_INTERFACES
    assert set(client.objects()) == {display_path(1)}

    monitor.press(25)
    desk.plug("DP-1", monitor)
    announced = client.wait_for_added(display_path(0))
    assert set(announced) == ALL_INTERFACES
    assert announced[DISPLAY]["State"] == "ready"
    # Its own buttons were pressed while it was away: it is put right before it is announced.
    assert announced[BACKLIGHT]["Brightness"] == 20
    assert announced == client.objects()[display_path(0)]
    assert client.display(0).set(26)
    assert monitor.brightness == 26
    assert_undisturbed(client, 1, neighbour)
    assert len(client.heard("InterfacesAdded")) == len(client.heard("InterfacesRemoved")) == 1


@pytest.mark.parametrize("style", ALL_STYLES)
def test_a_new_monitor_is_found(desk, neighbour, lightend, client, style):
    lightend()
    client.wait_for_displays()
    neighbour.forget_records()
    desk.add_connector("DP-1", style)
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    client.wait_for_added(display_path(1))
    assert client.display(1).read("Connector") == "DP-1"
    assert client.display(1).set(31)
    assert monitor.brightness == 31
    assert_undisturbed(client, 0, neighbour)


def test_many_times(desk, neighbour, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)), style=AdapterStyle.TRANSIENT)
    lightend()
    client.wait_for_displays()
    for value in range(60, 65):
        since = len(client.signals)
        desk.unplug("DP-1")
        client.wait_for_removed(display_path(0), since=since)
        desk.plug("DP-1", monitor)
        client.wait_for_added(display_path(0), since=since)
        assert client.display(0).set(value)
        assert monitor.brightness == value


def test_a_burst_is_one_change(desk, neighbour, lightend, client):
    staying = desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    client.wait_for_displays()
    for monitor in (neighbour, staying):
        monitor.forget_records()
    desk.send_hotplugs(25)
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    desk.send_hotplugs(25)
    client.wait_for_added(display_path(2))
    desk.send_hotplugs(50)
    desk.unplug("DP-2")
    client.wait_for_removed(display_path(2))
    client.settle()
    assert len(client.heard("InterfacesAdded")) == len(client.heard("InterfacesRemoved")) == 1
    assert_undisturbed(client, 0, staying)
    assert_undisturbed(client, 1, neighbour)


def test_out_and_in_within_one_burst_is_no_change(desk, neighbour, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    client.wait_for_displays()
    desk.unplug("DP-1", announce=False)
    desk.plug("DP-1", monitor)
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(2))
    assert [s.arguments[0] for s in client.heard("InterfacesRemoved")] == []
    assert client.display(0).set(21)
    assert monitor.brightness == 21


@pytest.mark.parametrize("style", ALL_STYLES)
def test_another_monitor_on_the_connector_within_one_event(desk, lightend, client, style):
    desk.add_connector("DP-1", style)
    first, second = Monitor(EDID(serial=1), brightness=10), Monitor(EDID(serial=2), brightness=80)
    desk.plug("DP-1", first)
    lightend()
    client.wait_for_displays()
    first.forget_records()
    desk.unplug("DP-1", announce=False)
    desk.plug("DP-1", second)
    client.wait_for_removed(display_path(0))
    announced = client.wait_for_added(display_path(1))
    assert announced[DISPLAY]["Serial"] == "2"
    assert announced[BACKLIGHT]["Brightness"] == 80
    assert client.display(1).set(11)
    assert (first.written(), second.written()) == ([], [11])


def test_a_dock_gives_the_adapter_another_number(desk, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)), style=AdapterStyle.TRANSIENT, bus=7)
    lightend()
    client.wait_for_displays()
    # Out and in at once, so that the display stays; it is reached another way now.
    desk.unplug("DP-1", announce=False)
    desk.plug("DP-1", monitor, bus=12, announce=False)
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    assert client.display(0).state == "ready"
    assert client.heard("InterfacesRemoved") == []
    assert client.display(0).set(33)
    assert monitor.brightness == 33


@pytest.mark.parametrize("style", ALL_STYLES)
def test_permission_that_comes_later(desk, neighbour, lightend, client, style):
    # Three seconds are short: so long access may only be late.
    lightend("--hurry=10")
    client.wait_for_displays()
    neighbour.forget_records()
    desk.add_connector("DP-1", style)
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=44), permitted=False)
    announced = client.wait_for_added(display_path(1))
    assert BACKLIGHT not in announced
    assert announced[DISPLAY]["State"] == "unsupported"
    assert "ermission" in announced[DISPLAY]["Reason"]
    assert f"/dev/i2c-{desk.bus_number('DP-1')}" in announced[DISPLAY]["Reason"]
    assert announced[DISPLAY]["Serial"] == "1"

    desk.grant("DP-1")
    added = client.wait_for_added(display_path(1), BACKLIGHT)
    assert added[BACKLIGHT]["Brightness"] == 44
    client.display(1).wait_for_property("State", "ready")
    assert client.display(1).reason == ""
    assert client.display(1).interfaces == ALL_INTERFACES
    assert client.display(1).set(45)
    assert monitor.brightness == 45
    assert client.heard("InterfacesRemoved") == []
    assert_undisturbed(client, 0, neighbour)


def test_permission_that_is_missing_at_the_start(desk, lightend, client):
    desk.plug("DP-1", permitted=False)
    lightend()
    assert client.display(0).interfaces == {DISPLAY}
    assert client.backlight("GetBrightness") == -1
    assert client.backlight("SetBrightness", "(u)", 5) is False
    levels = {display_path(0): 50}
    assert set(client.manager("SetAll", "(a{ou})", levels)) == {display_path(0)}
    desk.grant("DP-1", "add")
    client.wait_for_added(display_path(0), BACKLIGHT)
    assert client.display(0).set(46)


@pytest.mark.parametrize("style", ALL_STYLES)
def test_unplugged_while_a_call_is_under_way(desk, neighbour, lightend, client, style):
    desk.add_connector("DP-1", style)
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    client.wait_for_displays()
    monitor.fail(hang=True)
    display = client.display(0)
    calls = [display.start_set(30), display.start_set(31), display.start_call(VCP, "Get", "(y)", 0x12)]
    desk.wait_for_waiting("DP-1")
    desk.unplug("DP-1")
    assert [call.wait_for_error() for call in calls] == [ERROR + "Gone"] * 3
    client.wait_for_removed(display_path(0))
    monitor.heal()
    desk.plug("DP-1", monitor)
    client.wait_for_added(display_path(0))
    assert display.set(32)
    assert client.display(1).set(33)


def test_unplugged_while_it_is_being_looked_at(desk, neighbour, lightend, client):
    service = lightend()
    client.wait_for_displays()
    monitor = Monitor(EDID(serial=1))
    monitor.fail(hang=True)
    desk.plug("DP-1", monitor)
    desk.wait_for_waiting("DP-1")
    desk.unplug("DP-1")
    # Otherwise both could be one change.
    service.wait_for_no_worker(desk.bus_number("DP-1"))
    monitor.heal()
    desk.plug("DP-1", monitor)
    announced = client.wait_for_added(display_path(1), BACKLIGHT)
    assert announced[DISPLAY]["State"] == "ready"
    assert client.display(1).set(15)


def test_the_worker_ends_with_its_monitor(desk, neighbour, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    bus = desk.bus_number("DP-1")
    service = lightend()
    client.wait_for_displays()
    assert set(service.workers()) == {bus, desk.bus_number("DP-9")}
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    service.wait_for_no_worker(bus)


def test_the_node_is_not_held_when_idle(desk, lightend, client):
    desk.plug("DP-1")
    lightend()
    client.wait_for_displays()
    assert client.display(0).set(12)
    desk.wait_until_released("DP-1")


def test_other_hotplugs_are_no_change(desk, neighbour, lightend, client):
    lightend()
    client.wait_for_displays()
    neighbour.forget_records()
    # A USB receiver and a connector without a monitor.
    desk.add_hidraw()
    desk.add_connector("HDMI-A-3")
    desk.send_hotplugs()
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    assert set(client.objects()) == {display_path(0), display_path(1)}
    assert_undisturbed(client, 0, neighbour)
