"""Monitors that fail: errors by name, no harm to others, and recovery."""

import errno

import pytest

from emulator import CONTRAST, EDID, AdapterStyle, Faults, Monitor
from support import BACKLIGHT, DISPLAY, ERROR, VCP, BusFailure, display_path
from support.names import MANAGER, ROOT
from support.pending_call import LONGEST

UNRESPONSIVE = ERROR + "Unresponsive"


def start_with(desk, lightend, client, monitor: Monitor) -> tuple:
    desk.plug("DP-1", monitor)
    service = lightend()
    client.wait_for_displays()
    return service, client.display(0)


def assert_sentence(text: str) -> None:
    """One plain sentence that says something."""
    assert len(text) > 15 and text[0].isupper() and text.endswith(".")


@pytest.mark.parametrize("fault", ["nak", "adapter_error"])
def test_a_write_that_fails_is_made_up_for(desk, lightend, client, fault):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(**{fault: True})
    assert display.start_set(31).wait_for_error() == UNRESPONSIVE
    display.wait_for_property("State", "unresponsive")
    assert_sentence(display.reason)
    assert display.brightness() == 50
    client.settle()
    assert display.changes() == []
    assert BACKLIGHT in display.interfaces
    monitor.heal()
    monitor.wait_for_value(31)
    client.wait_for_signal("BrightnessChanged", display.path)
    display.wait_for_property("State", "ready")
    assert display.reason == ""
    client.settle()
    assert [change[0] for change in display.changes()] == [31]
    assert display.brightness() == 31


@pytest.mark.parametrize("fault", ["nak", "adapter_error", "corrupt_checksum", "null_replies"])
def test_a_read_that_fails_has_a_name(desk, lightend, client, fault):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(**{fault: True})
    assert display.start_call(VCP, "Get", "(y)", CONTRAST).wait_for_error() == UNRESPONSIVE
    display.wait_for_property("State", "unresponsive")
    assert_sentence(display.reason)
    monitor.heal()
    display.wait_for_property("State", "ready")
    assert display.get_feature(CONTRAST) == (70, 100)
    assert display.set(32)


def test_a_request_after_an_error_is_tried_at_once(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(nak=True)
    for value in (31, 32):
        assert display.start_set(value).wait_for_error() == UNRESPONSIVE
    monitor.heal()
    assert display.set(33)
    assert monitor.brightness == 33
    assert display.state == "ready"
    client.settle()
    assert [change[0] for change in display.changes()][-1] == 33


def test_refresh_looks_at_a_monitor_that_failed(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(nak=True)
    client.manager("Refresh")
    assert display.state == "unresponsive"
    monitor.heal()
    monitor.press(61)
    client.manager("Refresh")
    assert display.state == "ready"
    assert display.brightness() == 61


def test_a_monitor_that_is_asleep_when_found(desk, lightend, client):
    sleeper = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=15, faults=Faults(asleep=True)))
    other = desk.plug("DP-2", Monitor(EDID(serial=2), brightness=25))
    lightend()
    objects = client.objects()
    assert BACKLIGHT not in objects[display_path(0)]
    assert objects[display_path(0)][DISPLAY]["State"] in ("asleep", "unresponsive")
    assert_sentence(objects[display_path(0)][DISPLAY]["Reason"])
    assert objects[display_path(0)][DISPLAY]["Serial"] == "1"
    assert client.backlight("GetBrightness") == 25
    assert client.display(1).set(26)
    other.forget_records()

    sleeper.heal()
    added = client.wait_for_added(display_path(0), BACKLIGHT)
    assert added[BACKLIGHT]["Brightness"] == 15
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).set(16)
    assert sleeper.brightness == 16
    # Nothing was asked of the other one, and nothing of it announced.
    assert dict(other.counts) == {}
    assert [s.arguments[0] for s in client.heard("InterfacesRemoved")] == []


def test_a_request_looks_at_a_monitor_that_was_silent(desk, lightend, client):
    sleeper = desk.plug("DP-1", Monitor(EDID(serial=1), faults=Faults(asleep=True)))
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert display.start_set(16).wait_for_error() in (ERROR + "Asleep", ERROR + "Unresponsive")
    # Reading is from memory: the monitor is not asked.
    sleeper.forget_records()
    assert display.start_call(BACKLIGHT, "GetBrightness").wait_for_error() != ERROR + "Unsupported"
    sleeper.heal()
    assert display.set(17)
    assert sleeper.brightness == 17


def test_a_monitor_that_hangs_at_the_start_is_there_from_the_start(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1), faults=Faults(hang=True)))
    lightend()
    # The first answer has it, so that nobody takes it for one that came later.
    assert client.objects()[display_path(0)][DISPLAY]["State"] == "probing"


def test_a_monitor_that_wakes_with_an_event_is_looked_at_at_once(desk, lightend, client):
    sleeper = desk.plug("DP-1", Monitor(EDID(serial=1), faults=Faults(asleep=True)))
    lightend()
    client.wait_for_displays()
    sleeper.heal()
    desk.send_hotplugs()
    client.wait_for_added(display_path(0), BACKLIGHT)
    assert client.display(0).set(17)


def test_standby_is_told_from_silence(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    desk.connectors["DP-1"].set_dpms("Off")
    monitor.fail(asleep=True)
    assert display.start_set(33).wait_for_error() == ERROR + "Asleep"
    display.wait_for_property("State", "asleep")
    assert_sentence(display.reason)
    assert display.start_call(VCP, "Get", "(y)", CONTRAST).wait_for_error() == ERROR + "Asleep"
    desk.connectors["DP-1"].set_dpms("On")
    monitor.heal()
    desk.send_hotplugs()
    monitor.wait_for_value(33)
    display.wait_for_property("State", "ready")


def test_a_monitor_in_standby_at_the_start(desk, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), faults=Faults(asleep=True)))
    desk.connectors["DP-1"].set_dpms("Off")
    lightend()
    assert client.objects()[display_path(0)][DISPLAY]["State"] == "asleep"
    desk.connectors["DP-1"].set_dpms("On")
    monitor.heal()
    desk.send_hotplugs()
    client.wait_for_added(display_path(0), BACKLIGHT)


def test_a_monitor_without_brightness_control(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    del monitor.features[0x10]
    _, display = start_with(desk, lightend, client, monitor)
    assert display.interfaces == {DISPLAY, VCP}
    assert display.state == "unsupported"
    assert_sentence(display.reason)
    assert display.get_feature(CONTRAST) == (70, 100)
    display.set_feature(CONTRAST, 71)
    assert monitor.value(CONTRAST) == 71
    assert client.backlight("GetBrightness") == -1


def test_a_monitor_without_ddc(desk, lightend, client):
    _, display = start_with(desk, lightend, client, Monitor(EDID(serial=1), ddc=False))
    assert BACKLIGHT not in display.interfaces
    assert display.state in ("unsupported", "unresponsive")
    assert "DDC/CI" in display.reason


def test_a_connector_without_an_adapter(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)), style=AdapterStyle.NONE)
    lightend()
    display = client.objects()[display_path(0)]
    assert BACKLIGHT not in display
    assert display[DISPLAY]["State"] == "unsupported"
    assert_sentence(display[DISPLAY]["Reason"])


def test_more_than_the_maximum_counts_as_the_maximum(desk, lightend, client):
    monitor = Monitor(EDID(serial=1), brightness=255, maximum=100)
    _, display = start_with(desk, lightend, client, monitor)
    assert display.brightness() == 100
    assert display.read("RawBrightness") == display.read("RawMaximum") == 100
    assert display.set(99)
    assert monitor.brightness == 99


def test_a_maximum_of_zero_harms_nobody(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1), brightness=0, maximum=0))
    desk.plug("DP-2", Monitor(EDID(serial=2), brightness=20))
    lightend()
    assert set(client.objects()) == {display_path(0), display_path(1)}
    assert client.display(1).set(21)


def test_a_monitor_that_ignores_writes_is_believed_until_refresh(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(read_only=True)
    assert display.set(20)
    assert display.brightness() == 20
    client.manager("Refresh")
    assert display.brightness() == 50
    client.settle()
    assert [change[:2] for change in display.changes()] == [(20, "client"), (50, "external")]


def test_a_slow_monitor_is_only_slow(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(delay=1.0)
    assert display.set(20)
    assert monitor.brightness == 20
    assert display.state == "ready"


def test_an_adapter_that_is_locked_by_a_rival(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    with desk.locked("DP-1"):
        call = display.start_set(20)
        # Some versions of libddcutil respect the lock and some do not.
        try:
            assert call.wait()
        except BusFailure as failure:
            assert failure.name in (UNRESPONSIVE, ERROR + "Failed")
    assert display.set(21)
    assert monitor.brightness == 21


def test_a_monitor_that_hangs_when_it_is_found(desk, lightend, client):
    hanging = desk.plug("DP-1", Monitor(EDID(serial=1), faults=Faults(hang=True)))
    other = desk.plug("DP-2", Monitor(EDID(serial=2)))
    lightend()
    # The others are there at the latest three seconds after the start.
    assert client.objects()[display_path(1)][DISPLAY]["State"] == "ready"
    assert client.display(1).set(22)
    assert other.brightness == 22
    hanging.heal()
    client.wait_for_added(display_path(0), BACKLIGHT)
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).set(23)


def start_all_kinds(client, display) -> list:
    """Calls of all kinds that the monitor has to answer, none of them like another."""
    return [
        display.start_set(31),
        *[display.start_call(VCP, "Get", "(y)", code) for code in (0x12, 0x60, 0xD6)],
        display.start_call(VCP, "Set", "(yq)", 0x12, 60),
        display.start_call(VCP, "Capabilities"),
        client.start_call(ROOT, MANAGER, "Refresh"),
        client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", {display.path: 32}),
        client.start_call(ROOT, BACKLIGHT, "SetBrightness", "(u)", 33),
    ]


def assert_answered_in_time(calls: list) -> None:
    for call in calls:
        try:
            call.wait()
        except BusFailure as failure:
            assert failure.name == UNRESPONSIVE
        assert call.seconds < LONGEST


def test_a_slow_computer_has_longer_deadlines(desk, lightend, client):
    monitor = desk.plug("DP-1")
    lightend("--time-scale=0.5")
    client.wait_for_displays()
    monitor.fail(hang=True)
    call = client.display(0).start_set(20)
    assert call.wait_for_error() == UNRESPONSIVE
    # Twice five seconds.
    assert call.seconds > 9


def test_waits_for_a_monitor_that_hangs_do_not_add_up(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(hang=True)
    assert_answered_in_time(start_all_kinds(client, display))
    # It is known to hang now: the look of lightend itself may be under way or not.
    for _ in range(2):
        assert_answered_in_time(start_all_kinds(client, display))
    monitor.heal()
    # What was asked for last is done.
    monitor.wait_for_value(33)
    display.wait_for_property("State", "ready")


def test_every_call_to_a_slow_monitor_is_answered_before_its_caller_gives_up(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    # Three seconds for each of them, so that most of them wait for many.
    monitor.fail(delay=1.5)
    calls = [display.start_call(VCP, "Get", "(y)", code) for code in range(0x12, 0x1E)]
    calls += [client.start_call(ROOT, MANAGER, "Refresh"), display.start_fade(40, 1000)]
    for call in calls:
        try:
            call.wait()
        except BusFailure as failure:
            assert failure.name.startswith(ERROR)
        assert call.seconds < 20
    monitor.heal()
    monitor.wait_for_value(40)


#: What HARDWARE notes and drivers call “try again”.
TRANSIENT = [errno.EBUSY, errno.EAGAIN, errno.EREMOTEIO, errno.ETIMEDOUT]


@pytest.mark.parametrize("failures", [1, 3])
@pytest.mark.parametrize("number", TRANSIENT, ids=errno.errorcode.get)
def test_an_error_that_passes_is_not_noticed(desk, lightend, client, number, failures):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(failures=failures, failure_errno=number)
    assert display.set(31)
    assert monitor.brightness == 31
    monitor.fail(failures=failures, failure_errno=number)
    assert display.get_feature(CONTRAST) == (70, 100)
    assert display.property_changes("State") == []


@pytest.mark.parametrize("failures", [1, 3])
def test_an_io_error_that_passes_loses_nothing(desk, lightend, client, failures):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(failures=failures, failure_errno=errno.EIO)
    try:
        assert display.set(31)
    except BusFailure as failure:
        # libddcutil 2 takes this error for a monitor that was unplugged. A new worker finds it again.
        assert failure.name == UNRESPONSIVE
    monitor.wait_for_value(31)
    display.wait_for_property("State", "ready")
    assert display.get_feature(CONTRAST) == (70, 100)


def test_a_bus_that_stays_busy_keeps_nobody_waiting(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    _, display = start_with(desk, lightend, client, monitor)
    monitor.fail(failures=10**6)
    for call in (display.start_set(31), display.start_call(VCP, "Get", "(y)", CONTRAST)):
        assert call.wait_for_error() == UNRESPONSIVE
        assert call.seconds < LONGEST
    monitor.heal()
    monitor.wait_for_value(31)
