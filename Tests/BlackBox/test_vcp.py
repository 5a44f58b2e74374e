"""Any feature of the MCCS, by its code."""

import pytest

from emulator import CONTRAST, EDID, INPUT_SOURCE, Monitor
from emulator.monitor import DEFAULT_CAPABILITIES
from support import ERROR, INVALID_ARGUMENTS, VCP

BRIGHTNESS = 0x10


@pytest.fixture
def monitor(desk):
    return desk.plug("DP-1", Monitor(EDID(serial=1)))


@pytest.fixture
def display(monitor, lightend, client):
    lightend()
    client.wait_for_displays()
    monitor.forget_records()
    return client.display(0)


def features_heard(client, display) -> list:
    client.settle()
    return [signal.arguments for signal in client.heard("FeatureChanged", display.path)]


def test_get_reads_from_the_monitor(monitor, display, client):
    assert display.get_feature(CONTRAST) == (70, 100)
    monitor.press(71, CONTRAST)
    assert display.get_feature(CONTRAST) == (71, 100)
    assert display.get_feature(INPUT_SOURCE) == (0x0F, 0x12)
    # The second reading was news; the first was no change from anything.
    assert features_heard(client, display) == [(CONTRAST, 71)]


def test_set_writes_to_the_monitor_and_tells(monitor, display, client):
    display.set_feature(CONTRAST, 40)
    assert monitor.value(CONTRAST) == 40
    assert features_heard(client, display) == [(CONTRAST, 40)]
    display.set_feature(INPUT_SOURCE, 0x11)
    assert features_heard(client, display) == [(CONTRAST, 40), (INPUT_SOURCE, 0x11)]
    assert display.changes() == []
    # These are not brightness writes.
    assert display.read("Writes") == 0


def test_the_capabilities_are_read_once(monitor, display):
    for _ in range(2):
        assert display.call(VCP, "Capabilities") == DEFAULT_CAPABILITIES
        count = monitor.counts["capabilities"]
    assert monitor.counts["capabilities"] == count


def test_a_feature_that_is_not_there(display):
    for code in (0x77, 0xFF, 0x00):
        assert display.start_call(VCP, "Get", "(y)", code).wait_for_error() == ERROR + "Unsupported"
    assert display.state == "ready"
    assert display.set(20)


def test_writing_brightness_is_a_brightness_change(monitor, display, client):
    display.set_feature(BRIGHTNESS, 35)
    assert monitor.brightness == 35
    assert display.brightness() == 35
    client.settle()
    assert display.changes() == [(35, "client", client.unique_name)]
    assert display.read("Writes") == 1
    display.set_feature(BRIGHTNESS, 35)
    assert monitor.written() == [35]


def test_reading_brightness_finds_what_the_buttons_did(monitor, display, client):
    monitor.press(66)
    assert display.get_feature(BRIGHTNESS) == (66, 100)
    assert display.brightness() == 66
    client.settle()
    assert display.changes() == [(66, "external", "")]


def test_a_picture_mode_changes_the_brightness_too(monitor, display, client):
    monitor.features[0xDC] = (0, 10)
    monitor.on_write = lambda m, write: write.feature == 0xDC and m.press(88)
    display.set_feature(0xDC, 3)
    client.wait_for_signal("BrightnessChanged", display.path)
    assert display.changes() == [(88, "external", "")]
    assert display.brightness() == 88


@pytest.mark.parametrize(
    "method, signature, arguments",
    [("Get", "(u)", [16]), ("Get", "()", []), ("Set", "(yu)", [16, 5]), ("Set", "(y)", [16]), ("Capabilities", "(y)", [1])],
)
def test_wrong_types_are_refused(monitor, display, method, signature, arguments):
    assert display.start_call(VCP, method, signature, *arguments).wait_for_error() == INVALID_ARGUMENTS
    assert monitor.written() == []


def test_every_request_is_answered_and_the_last_value_stays(monitor, display):
    features = [(CONTRAST, 10), (INPUT_SOURCE, 0x11), (0xD6, 4), (CONTRAST, 20), (CONTRAST, 30)]
    calls = [display.start_call(VCP, "Set", "(yq)", *feature) for feature in features]
    calls.append(display.start_call(VCP, "Get", "(y)", CONTRAST))
    assert [call.wait() for call in calls] == [()] * 5 + [(30, 100)]
    assert [monitor.value(code) for code in (CONTRAST, INPUT_SOURCE, 0xD6)] == [30, 0x11, 4]
