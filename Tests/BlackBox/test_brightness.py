"""Brightness: what clients ask for reaches the monitor, and everybody hears of it once."""

import pytest
from gi.repository import GLib

from emulator import EDID, Monitor
from support import BACKLIGHT, DISPLAY, ERROR, INVALID_ARGUMENTS, ROOT, Client, display_path
from support.names import PROPERTIES

UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"
UNKNOWN_OBJECT = {UNKNOWN_METHOD, "org.freedesktop.DBus.Error.UnknownObject"}


def start_with(desk, lightend, client, **monitor) -> tuple:
    """Display 0 and the monitor behind it."""
    emulated = desk.plug("DP-1", Monitor(EDID(serial=1), **monitor))
    lightend()
    client.wait_for_displays()
    return client.display(0), emulated


def test_a_value_reaches_the_monitor_and_is_announced_once(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client, brightness=50)
    assert display.set(40) is True
    assert monitor.written() == [40]
    assert monitor.brightness == 40
    client.settle()
    assert display.changes() == [(40, "client", client.unique_name)]
    changes = [s.arguments for s in client.heard("PropertiesChanged", display.path)]
    assert changes == [(BACKLIGHT, {"Brightness": 40, "RawBrightness": 40}, [])]
    assert display.brightness() == 40
    assert display.read("Brightness") == 40


def test_the_change_is_announced_after_the_write(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client)
    monitor.fail(delay=0.5)
    call = display.start_set(20)
    signal = client.wait_for_signal("BrightnessChanged", display.path)
    assert monitor.written() == [20]
    assert signal.at > monitor.writes[0].at > call.sent_at + 0.4
    assert call.wait() is True


def test_another_client_hears_who_asked(bus, desk, lightend, client):
    display, _ = start_with(desk, lightend, client)
    with Client(bus.address) as other:
        other.wait_for_service()
        assert other.display(0).set(11)
        client.settle()
        assert display.changes() == [(11, "client", other.unique_name)]
        assert client.unique_name != other.unique_name


def test_an_equal_value_sends_and_announces_nothing(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client, brightness=50)
    assert display.set(50) is True
    assert display.add(0) is True
    assert display.set(30) is True
    assert display.set(30) is True
    client.settle()
    assert monitor.written() == [30]
    assert [change[0] for change in display.changes()] == [30]


def test_writes_are_counted(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client)
    for value in (1, 2, 2, 3):
        display.set(value)
    assert display.read("Writes") == len(monitor.written()) == 3
    assert display.property_changes("Writes") == []


@pytest.mark.parametrize(
    "maximum, percent, raw",
    [(200, 33, 66), (255, 50, 128), (255, 1, 3), (15, 50, 8), (15, 1, 1), (15, 0, 0), (1000, 7, 70), (65535, 100, 65535)],
)
def test_percent_is_of_what_the_hardware_offers(desk, lightend, client, maximum, percent, raw):
    display, monitor = start_with(desk, lightend, client, brightness=maximum // 4, maximum=maximum)
    assert display.set(percent)
    assert monitor.written() == [raw]
    # What was set reads back the same.
    assert display.read("Brightness") == percent
    assert display.read("RawBrightness") == raw
    assert display.read("RawMaximum") == maximum
    client.settle()
    assert display.changes() == [(percent, "client", client.unique_name)]


@pytest.mark.parametrize(
    "start, difference, end",
    [(50, 10, 60), (50, -10, 40), (95, 10, 100), (3, -10, 0), (50, 2**31 - 1, 100), (50, -(2**31), 0)],
)
def test_add_stops_at_the_limits(desk, lightend, client, start, difference, end):
    display, monitor = start_with(desk, lightend, client, brightness=start)
    assert display.add(difference) is True
    assert monitor.brightness == end
    client.settle()
    assert display.changes() == [(end, "client", client.unique_name)]


def test_add_at_a_limit_changes_nothing(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client, brightness=100)
    assert display.add(5) is True
    client.settle()
    assert (monitor.written(), display.changes()) == ([], [])


def test_a_small_step_moves_coarse_hardware(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client, brightness=3, maximum=7)
    assert display.add(1)
    assert monitor.brightness == 4
    assert display.add(-1)
    assert monitor.brightness == 3


def test_steps_add_up_without_waiting(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client, brightness=20)
    calls = [display.start_call(BACKLIGHT, "AddBrightness", "(i)", 3) for _ in range(10)]
    assert [call.wait() for call in calls] == [True] * 10
    assert monitor.brightness == 50
    assert display.brightness() == 50


@pytest.mark.parametrize("value", [101, 255, 2**32 - 1])
def test_more_than_100_percent_is_refused(desk, lightend, client, value):
    display, monitor = start_with(desk, lightend, client)
    assert display.start_set(value).wait_for_error() == INVALID_ARGUMENTS
    assert display.start_fade(value, 100).wait_for_error() == INVALID_ARGUMENTS
    call = client.start_call(ROOT, BACKLIGHT, "SetBrightness", "(u)", value)
    assert call.wait_for_error() == INVALID_ARGUMENTS
    client.settle()
    assert (monitor.written(), display.changes()) == ([], [])


@pytest.mark.parametrize(
    "signature, arguments",
    [("(i)", [40]), ("(s)", ["40"]), ("()", []), ("(uu)", [40, 1]), ("(v)", None), ("(d)", [40.0])],
)
def test_wrong_types_are_refused(desk, lightend, client, signature, arguments):
    display, monitor = start_with(desk, lightend, client)
    arguments = [GLib.Variant("u", 40)] if arguments is None else arguments
    call = display.start_call(BACKLIGHT, "SetBrightness", signature, *arguments)
    assert call.wait_for_error() == INVALID_ARGUMENTS
    assert monitor.written() == []
    assert display.set(41)


def test_unknown_members_are_refused(desk, lightend, client):
    display, _ = start_with(desk, lightend, client)
    assert display.start_call(BACKLIGHT, "SetBrightnes", "(u)", 1).wait_for_error() == UNKNOWN_METHOD
    assert display.start_call(f"{BACKLIGHT}2", "SetBrightness", "(u)", 1).wait_for_error() == UNKNOWN_METHOD
    for path in (display_path(1), display_path(10**20), f"{ROOT}/displays/x", f"{ROOT}/displays/0/1"):
        call = client.start_call(path, BACKLIGHT, "SetBrightness", "(u)", 1)
        assert call.wait_for_error() in UNKNOWN_OBJECT | {ERROR + "NoSuchDisplay"}
    call = client.start_call(f"{ROOT}/nothing", BACKLIGHT, "SetBrightness", "(u)", 1)
    assert call.wait_for_error() in UNKNOWN_OBJECT
    error = client.start_call(display.path, PROPERTIES, "Get", "(ss)", DISPLAY, "Colour").wait_for_error()
    assert error in (INVALID_ARGUMENTS, "org.freedesktop.DBus.Error.UnknownProperty")


def test_properties_cannot_be_written(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client)
    value = GLib.Variant("u", 5)
    call = client.start_call(display.path, PROPERTIES, "Set", "(ssv)", BACKLIGHT, "Brightness", value)
    assert call.wait_for_error() in (INVALID_ARGUMENTS, "org.freedesktop.DBus.Error.PropertyReadOnly")
    assert monitor.written() == []


def test_the_root_object_sets_all_monitors(desk, lightend, client):
    monitors = [desk.plug(f"DP-{n}", Monitor(EDID(serial=n), brightness=10 * n)) for n in (1, 2, 3)]
    lightend()
    assert client.backlight("SetBrightness", "(u)", 70) is True
    assert [monitor.brightness for monitor in monitors] == [70] * 3
    assert client.backlight("GetBrightness") == 70
    client.display(1).set(80)
    assert client.backlight("AddBrightness", "(i)", 5) is True
    assert [monitor.brightness for monitor in monitors] == [75, 85, 75]
    client.settle()
    for number in range(3):
        senders = {change[1:] for change in client.display(number).changes()}
        assert senders == {("client", client.unique_name)}


def test_get_brightness_of_the_root_object_is_the_lowest_controllable_number(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1), ddc=False))
    desk.plug("DP-2", Monitor(EDID(serial=2), brightness=22))
    desk.plug("DP-3", Monitor(EDID(serial=3), brightness=33))
    lightend()
    assert client.backlight("GetBrightness") == 22


def test_auto_is_a_switch(desk, lightend, client):
    display, _ = start_with(desk, lightend, client)
    for mode, state in [("on", True), ("toggle", False), ("toggle", True), ("on", True)]:
        assert display.call(BACKLIGHT, "SetAuto", "(s)", mode) is state
    assert display.read("Auto") is True
    assert display.start_call(BACKLIGHT, "SetAuto", "(s)", "maybe").wait_for_error() == INVALID_ARGUMENTS
    client.settle()
    assert display.property_changes("Auto") == [True, False, True]


def test_auto_of_the_root_object(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).call(BACKLIGHT, "SetAuto", "(s)", "on") is True
    # On for one only: a toggle switches it on for all.
    assert client.backlight("SetAuto", "(s)", "toggle") is True
    assert [client.display(n).read("Auto") for n in (0, 1)] == [True, True]
    service.stop()
    lightend()
    assert {o[BACKLIGHT]["Auto"] for o in client.objects().values()} == {True}
    assert client.backlight("SetAuto", "(s)", "toggle") is False
    assert client.start_call(ROOT, BACKLIGHT, "SetAuto", "(s)", "ON").wait_for_error() == INVALID_ARGUMENTS


def test_a_change_by_the_buttons_is_found_by_refresh(desk, lightend, client):
    display, monitor = start_with(desk, lightend, client, brightness=50)
    monitor.press(65)
    assert display.brightness() == 50
    client.manager("Refresh")
    assert display.brightness() == 65
    client.settle()
    assert display.changes() == [(65, "external", "")]
    assert monitor.written() == []
    # The value that it had before is not the value that it has now.
    assert display.set(50)
    assert monitor.brightness == 50
