"""FadeBrightness moves in steps, and any newer request ends it."""

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, ERROR, INVALID_ARGUMENTS, ROOT


@pytest.fixture
def monitor(desk):
    return desk.plug("DP-1", Monitor(EDID(serial=1), brightness=10))


@pytest.fixture
def display(monitor, lightend, client):
    lightend()
    client.wait_for_displays()
    return client.display(0)


@pytest.mark.parametrize("start, end", [(10, 70), (70, 10)])
def test_steps_lead_to_the_end(monitor, display, client, start, end):
    display.set(start)
    client.forget_signals()
    monitor.forget_records()
    call = display.start_fade(end, 1000)
    assert call.wait() is True
    assert call.seconds > 0.7
    steps = monitor.written()
    assert steps == sorted(steps, reverse=end < start)
    assert steps[-1] == monitor.brightness == end
    assert 3 <= len(steps) <= 25
    assert len(set(steps)) == len(steps)
    client.settle()
    # Each step is announced, with the client that wanted it.
    assert display.changes() == [(step, "fade", client.unique_name) for step in steps]


def test_no_time_and_no_way(monitor, display, client):
    assert display.start_fade(40, 0).wait() is True
    assert monitor.written() == [40]
    assert display.start_fade(40, 60_000).wait() is True
    assert monitor.written() == [40]


@pytest.mark.parametrize("value, milliseconds", [(101, 100), (50, 86_400_001), (50, 2**32 - 1)])
def test_wrong_values_are_refused(monitor, display, client, value, milliseconds):
    assert display.start_fade(value, milliseconds).wait_for_error() == INVALID_ARGUMENTS
    call = client.start_call(ROOT, BACKLIGHT, "FadeBrightness", "(uu)", value, milliseconds)
    assert call.wait_for_error() == INVALID_ARGUMENTS
    assert monitor.written() == []


@pytest.mark.parametrize("request_name", ["set", "add", "fade", "root", "vcp"])
def test_a_newer_request_ends_it(desk, monitor, lightend, client, request_name):
    desk.plug("DP-2", Monitor(EDID(serial=2), brightness=0))
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    fade = display.start_fade(100, 60_000)
    client.wait_for_signal("BrightnessChanged", display.path)
    if request_name == "set":
        assert display.set(5)
    elif request_name == "add":
        assert display.add(-100)
    elif request_name == "fade":
        assert display.start_fade(5, 300).wait()
    elif request_name == "root":
        assert client.backlight("SetBrightness", "(u)", 5)
    else:
        display.set_feature(0x10, 5)
    assert fade.wait() is True
    end = 0 if request_name == "add" else 5
    assert monitor.brightness == end
    count = len(monitor.written())
    # Long enough for the fade's next steps, if it still had any: one each 0.6 s.
    assert client.display(1).start_fade(50, 1500).wait()
    assert len(monitor.written()) == count
    assert display.brightness() == end


def test_an_equal_request_ends_it_too(monitor, display, client):
    fade = display.start_fade(100, 60_000)
    client.wait_for_signal("BrightnessChanged", display.path)
    assert display.set(monitor.brightness)
    assert fade.wait() is True


def test_it_ends_with_the_monitor(desk, monitor, display, client):
    fade = display.start_fade(100, 60_000)
    client.wait_for_signal("BrightnessChanged", display.path)
    desk.unplug("DP-1")
    assert fade.wait_for_error() == ERROR + "Gone"


def test_it_ends_with_an_error(monitor, display, client):
    fade = display.start_fade(100, 20_000)
    client.wait_for_signal("BrightnessChanged", display.path)
    monitor.fail(nak=True)
    assert fade.wait_for_error() == ERROR + "Unresponsive"


def test_all_displays_fade_together(desk, monitor, lightend, client):
    other = desk.plug("DP-2", Monitor(EDID(serial=2), brightness=90))
    lightend()
    client.wait_for_displays()
    assert client.backlight("FadeBrightness", "(uu)", 50, 1000) is True
    assert (monitor.brightness, other.brightness) == (50, 50)
    assert len(monitor.written()) > 1 and len(other.written()) > 1


def test_on_a_slow_monitor_it_ends_at_the_end(monitor, display):
    monitor.fail(delay=0.3)
    assert display.start_fade(90, 1000).wait() is True
    steps = monitor.written()
    assert steps == sorted(steps) and steps[-1] == 90
    assert len(steps) <= 6
