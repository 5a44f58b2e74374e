"""The computer sleeps and wakes up, and every monitor is as it should be."""

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, ERROR, VCP, MockLogind, PrivateBus, display_path

#: The first attempts come within 50 ms, the others within 500 ms.
HURRY = "--hurry=10"
DELAY = [("sleep", "lightend", "delay")]


@pytest.fixture
def monitors(desk):
    """Two monitors."""
    return [desk.plug(f"DP-{n + 1}", Monitor(EDID(serial=n + 1), brightness=40 + n)) for n in range(2)]


@pytest.fixture
def awake(monitors, logind, lightend, client):
    """A service that logind waits for before a sleep."""
    service = lightend(HURRY)
    client.wait_for_displays()
    logind.wait_for_inhibitors(DELAY)
    return service


def go_to_sleep(logind, client) -> None:
    logind.sleep()
    client.display(0).wait_for_property("State", "asleep")
    client.display(1).wait_for_property("State", "asleep")
    logind.wait_for_inhibitors([])


def states(client, number: int) -> list:
    return client.display(number).property_changes("State")


def test_nothing_is_written_to_a_monitor_that_kept_its_level(monitors, awake, logind, client):
    assert client.display(0).set(60)
    client.forget_signals()
    for monitor in monitors:
        monitor.forget_records()
    go_to_sleep(logind, client)
    assert client.display(0).reason == "The computer is going to sleep."
    # Its brightness is still known.
    assert client.display(0).brightness() == 60
    logind.wake()
    for number, monitor in enumerate(monitors):
        client.display(number).wait_for_property("State", "ready")
        assert states(client, number) == ["asleep", "probing", "ready"]
        assert monitor.written() == []
        assert client.display(number).changes() == []
    # And it waits for us the next time too.
    logind.wait_for_inhibitors(DELAY)


def test_a_level_that_was_lost_is_put_back(monitors, awake, logind, client):
    assert client.display(0).set(60)
    client.forget_signals()
    go_to_sleep(logind, client)
    monitors[0].press(100)
    logind.wake()
    monitors[0].wait_for_value(60)
    client.wait_for_signal("BrightnessChanged", display_path(0), lambda signal: signal.arguments[0] == 60)
    assert client.display(0).changes() == [(60, "restore", "")]
    assert client.display(0).state == "ready"
    assert client.display(1).changes() == []


@pytest.mark.parametrize("fault", [{"asleep": True}, {"nak": True}, {"null_replies": True}])
def test_a_monitor_that_stays_deaf_for_a_while(monitors, awake, logind, client, fault):
    assert client.display(0).set(60)
    go_to_sleep(logind, client)
    client.forget_signals()
    monitors[0].press(20)
    monitors[0].fail(**fault)
    monitors[0].forget_records()
    logind.wake()
    client.display(1).wait_for_property("State", "ready")
    # Some attempts come to nothing: nobody shall think that it is lost.
    monitors[0].wait_until(lambda monitor: sum(monitor.counts.values()) >= 8)
    assert client.display(0).state == "probing"
    assert client.display(0).brightness() == 60
    monitors[0].heal()
    client.display(0).wait_for_property("State", "ready")
    monitors[0].wait_for_value(60)
    assert states(client, 0) == ["probing", "ready"]
    assert monitors[0].written() == [60]


def test_a_monitor_that_loses_the_first_write(monitors, awake, logind, client):
    assert client.display(0).set(60)
    go_to_sleep(logind, client)
    client.forget_signals()
    monitors[0].press(20)
    monitors[0].forget_records()
    monitors[0].fail(lose_writes=1)
    logind.wake()
    monitors[0].wait_for_value(60)
    assert monitors[0].written() == [60, 60]
    client.wait_for_signal("BrightnessChanged", display_path(0))
    client.settle()
    assert client.display(0).changes() == [(60, "restore", "")]


def test_a_monitor_that_keeps_nothing(monitors, awake, logind, client):
    assert client.display(0).set(60)
    go_to_sleep(logind, client)
    client.forget_signals()
    monitors[0].press(20)
    monitors[0].fail(read_only=True)
    logind.wake()
    # After some attempts the truth is told.
    client.wait_for_signal("BrightnessChanged", display_path(0), lambda signal: signal.arguments[0] == 20)
    assert client.display(0).changes() == [(60, "restore", ""), (20, "external", "")]
    assert len(monitors[0].written()) <= 6
    awake.wait_for_log("does not keep 60%")


def test_what_is_asked_for_meanwhile_is_done_afterwards(monitors, awake, logind, client):
    assert client.display(0).set(60)
    fade = client.display(1).start_fade(90, 60_000)
    client.wait_for_signal("BrightnessChanged", display_path(1))
    go_to_sleep(logind, client)
    assert fade.wait_for_error() == ERROR + "Asleep"
    for monitor in monitors:
        monitor.forget_records()
    assert client.display(0).start_set(70).wait_for_error() == ERROR + "Asleep"
    assert client.display(0).start_fade(75, 1000).wait_for_error() == ERROR + "Asleep"
    assert client.display(0).start_call(BACKLIGHT, "AddBrightness", "(i)", 1).wait_for_error() == ERROR + "Asleep"
    client.manager("Refresh")
    client.settle()
    # The monitors are left in peace.
    assert [dict(monitor.counts) for monitor in monitors] == [{}, {}]
    logind.wake()
    monitors[0].wait_for_value(76)
    monitors[1].wait_for_value(90)


def test_nothing_is_lost_when_the_battery_dies_in_the_sleep(monitors, awake, logind, lightend, client):
    assert client.display(0).set(60)
    go_to_sleep(logind, client)
    awake.kill()
    monitors[0].press(100)
    lightend(HURRY)
    client.wait_for_displays()
    assert client.display(0).brightness() == 60
    assert monitors[0].brightness == 60


def test_unplugged_in_the_sleep(desk, monitors, awake, logind, client):
    go_to_sleep(logind, client)
    desk.unplug("DP-1", announce=False)
    logind.wake()
    client.wait_for_removed(display_path(0))
    client.display(1).wait_for_property("State", "ready")


def test_two_sleeps_without_an_awakening(monitors, awake, logind, client):
    go_to_sleep(logind, client)
    logind.sleep()
    logind.wake()
    logind.wake()
    client.display(0).wait_for_property("State", "ready")
    client.display(1).wait_for_property("State", "ready")
    assert client.display(0).set(33)
    logind.wait_for_inhibitors(DELAY)


def test_logind_comes_later(monitors, system_bus, lightend, client):
    lightend(HURRY)
    client.wait_for_displays()
    with MockLogind(system_bus.address) as logind:
        logind.wait_for_inhibitors(DELAY)
        go_to_sleep(logind, client)
        logind.wake()
        client.display(0).wait_for_property("State", "ready")


def test_the_system_bus_comes_later_and_again(monitors, environment, tmp_path, lightend, client):
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={tmp_path}/system-bus"
    lightend(HURRY)
    client.wait_for_displays()
    with PrivateBus(tmp_path, "system") as bus, MockLogind(bus.address) as logind:
        logind.wait_for_inhibitors(DELAY)
        go_to_sleep(logind, client)
        # It goes in the middle of a sleep: nobody says any more that the computer woke up.
        bus.stop()
        client.display(0).wait_for_property("State", "ready")
    with PrivateBus(tmp_path, "system") as bus, MockLogind(bus.address) as logind:
        logind.wait_for_inhibitors(DELAY)
        go_to_sleep(logind, client)
        logind.wake()
        client.display(0).wait_for_property("State", "ready")


def test_a_monitor_that_hangs_does_not_keep_the_computer_awake(desk, monitors, awake, logind, client):
    assert client.display(1).set(60)
    monitors[0].fail(hang=True)
    call = client.display(0).start_call(VCP, "Capabilities")
    desk.wait_for_waiting("DP-1")
    logind.sleep()
    client.display(1).wait_for_property("State", "asleep")
    logind.wait_for_inhibitors([])
    # Its worker is given ten seconds, logind waits for five.
    assert not call.is_answered
    monitors[0].heal()
    monitors[1].press(100)
    logind.wake()
    monitors[1].wait_for_value(60)
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).set(50)


def test_logind_ends_in_the_middle_of_a_sleep(monitors, system_bus, lightend, client):
    lightend(HURRY)
    client.wait_for_displays()
    with MockLogind(system_bus.address) as logind:
        logind.wait_for_inhibitors(DELAY)
        assert client.display(0).set(60)
        go_to_sleep(logind, client)
        monitors[0].press(100)
    # Nobody says any more that the computer woke up.
    monitors[0].wait_for_value(60)
    client.display(0).wait_for_property("State", "ready")
    client.display(1).wait_for_property("State", "ready")


def test_it_can_be_switched_off(monitors, config, awake, logind, client):
    config.write("[display 0]\nrestore=false\nalias=desk\n")
    client.display(0).wait_for_property("Alias", "desk")
    assert client.display(0).set(60)
    go_to_sleep(logind, client)
    monitors[0].press(20)
    logind.wake()
    client.display(0).wait_for_property("State", "ready")
    client.display(0).wait_for_property("Brightness", 20)
    assert client.display(0).changes()[-1] == (20, "external", "")


def test_the_end_while_the_computer_sleeps(monitors, awake, logind, client):
    go_to_sleep(logind, client)
    awake.stop()


def test_a_panel_wakes_up_bright(desk, system_bus, logind, lightend, client):
    panel = desk.add_panel()
    lightend(HURRY)
    client.wait_for_displays()
    logind.wait_for_inhibitors(DELAY)
    # Without logind's SetBrightness the file is written.
    assert client.display(0).set(30)
    logind.sleep()
    client.display(0).wait_for_property("State", "asleep")
    panel.hotkey(800)
    logind.wake()
    client.display(0).wait_for_property("State", "ready")
    client.wait_for_signal("BrightnessChanged", display_path(0), lambda signal: signal.arguments[1] == "restore")
    panel.wait_for_value(240)


def test_what_is_asked_for_meanwhile_is_written_again_where_it_is_lost(monitors, awake, logind, client):
    go_to_sleep(logind, client)
    assert client.display(0).start_set(70).wait_for_error() == ERROR + "Asleep"
    monitors[0].fail(lose_writes=1)
    monitors[0].forget_records()
    logind.wake()
    monitors[0].wait_for_value(70)
    assert monitors[0].written() == [70, 70]


def test_plugged_in_while_the_computer_sleeps(desk, monitors, awake, logind, client):
    desk.add_connector("DP-3")
    go_to_sleep(logind, client)
    monitor = Monitor(EDID(serial=3), brightness=55)
    desk.plug("DP-3", monitor)
    client.wait_for_added(display_path(2))
    assert client.display(2).state == "asleep"
    assert dict(monitor.counts) == {}
    logind.wake()
    client.display(2).wait_for_interface(BACKLIGHT)
    assert client.display(2).brightness() == 55


def test_a_sleep_that_ends_before_we_are_ready_for_it(logind, lightend, client):
    lightend("--simulate=1", HURRY)
    client.wait_for_displays()
    logind.wait_for_inhibitors(DELAY)
    display = client.display(0)
    client.simulator("SetFault", "(os)", display.path, "slow")
    call = display.start_set(70)
    client.settle()
    logind.sleep()
    logind.wake()
    assert call.wait() is True
    display.wait_for_property("State", "ready")
    assert display.set(60)
    # The next sleep waits for us too.
    logind.wait_for_inhibitors(DELAY)
