"""Automatic brightness: learning from the user and following the light."""

import time

import pytest
from gi.repository import GLib

from emulator import EDID, Monitor
from support import BACKLIGHT, CURVE, INVALID_ARGUMENTS, ROOT, SIMULATOR
from support.looking import look_until

#: Three seconds of standing and a second of sensor interval pass in a tenth of that.
HURRY = "--hurry=10"
#: They take as long as they do for people: for what must be over before they have passed.
NO_HURRY = "--hurry=1"


@pytest.fixture
def room(lightend, client):
    """Two simulated displays in a room with simulated light."""

    def start(*arguments, hurry: str = HURRY):
        service = lightend("--simulate=2", hurry, *arguments)
        client.wait_for_displays()
        return service

    return start


def teach(client, number: int, lessons: dict) -> None:
    """Sets a brightness in each light, as a user does, and waits until it is learned."""
    for light, percent in lessons.items():
        client.shine(light)
        display = client.display(number)
        assert display.set(percent)
        display.wait_for_property("Points", sorted({**dict(display.points()), light: percent}.items()))


def wait_for_brightness(client, number: int, percent: int) -> None:
    client.display(number).wait_for_property("Brightness", percent)


def test_the_sensor_comes_with_the_light(room, client):
    room()
    assert client.measure() == -1
    assert client.read_sensor("Available") is False
    assert client.read_sensor("LightLevel") == -1
    assert client.read_sensor("Source") == ""
    client.shine(42.4)
    assert client.read_sensor("Available") is True
    assert client.measure() == 42
    assert client.read_sensor("LightLevel") == 42.4
    assert (client.read_sensor("Unit"), client.read_sensor("Source")) == ("lux", "simulated")
    client.wait_for_signal("LightLevelChanged", ROOT, lambda signal: signal.arguments == (42.4,))
    client.shine(-1)
    assert client.measure() == -1
    assert client.read_sensor("Available") is False


@pytest.mark.parametrize("level", [float("nan"), float("inf"), 1_000_001.0])
def test_a_light_that_cannot_be(room, client, level):
    room()
    client.shine(10)
    call = client.start_call(ROOT, SIMULATOR, "SetLightLevel", "(d)", level)
    assert call.wait_for_error() == INVALID_ARGUMENTS
    assert client.measure() == 10


def test_each_display_follows_its_own_curve(room, client):
    room()
    teach(client, 0, {10.0: 20, 100.0: 60, 500.0: 90})
    teach(client, 1, {10.0: 35, 100.0: 45, 500.0: 80})
    assert client.display(0).points() == [(10.0, 20), (100.0, 60), (500.0, 90)]
    assert client.backlight("SetAuto", "(s)", "on") is True
    client.forget_signals()
    for light, first, second in [(10, 20, 35), (100, 60, 45), (500, 90, 80), (100, 60, 45)]:
        client.shine(light)
        wait_for_brightness(client, 0, first)
        wait_for_brightness(client, 1, second)
    client.settle()
    for number in (0, 1):
        changes = client.display(number).changes()
        assert {change[1:] for change in changes} == {("auto", "")}
        # One write for each light: nothing else moved it.
        assert len(changes) == 4
    # Automatic values are not learned.
    assert client.display(0).points() == [(10.0, 20), (100.0, 60), (500.0, 90)]


def test_between_the_points_and_beyond(room, client):
    room()
    teach(client, 0, {20.0: 20, 200.0: 70})
    lights = [0.0, 9.9, 10.0, 15.0, 20.0, 60.0, 100.0, 200.0, 210.0, 210.1, 5000.0]
    percents = client.display(0).call(CURVE, "Evaluate", "(ad)", lights)
    assert percents[:2] == [-1, -1] and percents[-2:] == [-1, -1]
    assert percents[2:5] == [20, 20, 20] and percents[7:9] == [70, 70]
    assert 20 < percents[5] < percents[6] < 70
    assert client.display(1).call(CURVE, "Evaluate", "(ad)", lights) == [-1] * len(lights)
    call = client.display(0).start_call(CURVE, "Evaluate", "(ad)", [1.0, -5.0])
    assert call.wait_for_error() == INVALID_ARGUMENTS
    # In a light far from all that was learned the brightness stays.
    assert client.display(0).set_auto("on") is True
    client.shine(5000)
    assert client.display(0).call(BACKLIGHT, "RestoreBrightness") is False
    assert client.display(0).brightness() == 70


def test_restore_and_normalize(room, client):
    room()
    display = client.display(0)
    # Without light, and without anything learned.
    assert display.call(BACKLIGHT, "RestoreBrightness") is False
    assert display.call(BACKLIGHT, "NormalizeBrightness") is False
    client.shine(30)
    assert display.call(BACKLIGHT, "RestoreBrightness") is False
    teach(client, 0, {30.0: 55})
    assert display.call(BACKLIGHT, "NormalizeBrightness") is True
    assert display.brightness() == 30
    assert display.call(BACKLIGHT, "RestoreBrightness") is True
    assert display.brightness() == 55
    client.settle()
    assert display.changes()[-2:] == [(30, "restore", ""), (55, "restore", "")]
    # The root means all of them, and one has learned nothing.
    assert client.backlight("RestoreBrightness") is False
    assert client.backlight("NormalizeBrightness") is True
    assert client.display(1).brightness() == 30
    assert display.points() == [(30.0, 55)]


def test_baseline(room, client, config):
    config.write("[params]\nnormalize_mode=relative\nnormalize_method=round\n")
    room()
    teach(client, 0, {33.0: 50})
    assert client.display(0).read("Baseline") == 20
    assert client.read("Baseline", interface=BACKLIGHT) == 20
    client.shine(67)
    assert client.display(0).call(BACKLIGHT, "NormalizeBrightness") is True
    assert client.display(0).brightness() == 90


def test_what_is_not_learned(room, client):
    room(hurry=NO_HURRY)
    client.shine(50)
    client.forget_signals()
    display = client.display(0)
    # A fade, the monitor's own buttons, and what did not stand for three seconds.
    assert display.start_fade(30, 50).wait()
    client.simulator("PressButton", "(ou)", display.path, 77)
    assert display.set(40)
    assert display.start_fade(45, 50).wait()
    assert display.set(41)
    assert display.set(42)
    # When the last one is learned, nothing else was.
    display.wait_for_property("Points", [(50.0, 42)])
    assert display.property_changes("Points") == [[(50.0, 42)]]


def test_near_points_are_subsumed(room, client):
    room()
    teach(client, 0, {50.0: 40, 60.0: 50})
    client.shine(55)
    assert client.display(0).set(47)
    # save_fidelity is 5, and only what is less than that away goes.
    client.display(0).wait_for_property("Points", [(50.0, 40), (55.0, 47), (60.0, 50)])
    client.shine(56)
    assert client.display(0).set(48)
    client.display(0).wait_for_property("Points", [(50.0, 40), (56.0, 48)])


def test_forgetting(room, client):
    room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    display = client.display(0)
    assert display.call(CURVE, "Forget", "(d)", 50.0) is False
    assert display.call(CURVE, "Forget", "(d)", 96.0) is True
    assert display.points() == [(10.0, 20)]
    assert display.start_call(CURVE, "Forget", "(d)", -1.0).wait_for_error() == INVALID_ARGUMENTS
    display.call(CURVE, "ForgetAll")
    assert display.points() == []
    assert display.read("Baseline") == 0


def test_all_is_as_it_was_after_a_restart(room, client):
    service = room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    teach(client, 1, {10.0: 80, 100.0: 85})
    assert client.display(1).set_auto("on") is True
    # This is not learned, however long it stands: it is dark.
    client.shine(-1)
    assert client.display(0).set(33)
    service.stop()
    room()
    assert client.display(0).points() == [(10.0, 20), (100.0, 60)]
    assert client.display(1).points() == [(10.0, 80), (100.0, 85)]
    assert (client.display(0).read("Auto"), client.display(1).read("Auto")) == (False, True)
    # The simulated monitors forget what they had with the program; they get it back.
    wait_for_brightness(client, 0, 33)
    wait_for_brightness(client, 1, 85)
    client.shine(10)
    wait_for_brightness(client, 1, 80)
    assert client.display(0).brightness() == 33


def test_a_passing_shadow_moves_nothing(room, client):
    service = room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    assert client.display(0).set_auto("on") is True
    service.stop()
    # A shadow passes within one and a half seconds.
    room(hurry=NO_HURRY)
    client.shine(100)
    wait_for_brightness(client, 0, 60)
    writes = client.display(0).read("Writes")
    client.shine(10)
    client.shine(100)
    # The next real change is the first one that is followed.
    client.shine(50)
    percent = client.display(0).call(CURVE, "Evaluate", "(ad)", [50.0])[0]
    wait_for_brightness(client, 0, percent)
    assert client.display(0).read("Writes") == writes + 1


def test_few_writes_in_a_flickering_light(room, client):
    service = room()
    teach(client, 0, {10.0: 20, 1000.0: 90})
    assert client.display(0).set_auto("on") is True
    writes = client.display(0).read("Writes")
    begin = time.monotonic()
    for step in range(200):
        client.shine(500.0 if step % 2 else 40.0)
    client.shine(1000)
    wait_for_brightness(client, 0, 90)
    # At most one in each four seconds, which are 400 ms here.
    assert client.display(0).read("Writes") - writes <= (time.monotonic() - begin) / 0.4 + 1
    assert service.process.poll() is None


def test_the_user_is_not_interfered_with(room, client):
    room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    display = client.display(0)
    assert display.set_auto("on") is True
    client.shine(10)
    wait_for_brightness(client, 0, 20)
    assert display.set(30)
    display.wait_for_property("Points", [(10.0, 30), (100.0, 60)])
    assert display.brightness() == 30
    client.shine(100)
    wait_for_brightness(client, 0, 60)
    client.shine(10)
    wait_for_brightness(client, 0, 30)


def test_a_fade_is_not_interfered_with(room, client):
    room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    display = client.display(0)
    assert display.set_auto("on") is True
    client.forget_signals()
    fade = display.start_fade(90, 1000)
    client.wait_for_signal("BrightnessChanged", display.path)
    client.shine(10)
    assert fade.wait() is True
    # It went to its end, and only then the light counted.
    wait_for_brightness(client, 0, 20)
    client.settle()
    changes = display.changes()
    assert changes[-2:] == [(90, "fade", client.unique_name), (20, "auto", "")]


def test_too_many_lights_at_once(room, client):
    room()
    display = client.display(0)
    assert display.call(CURVE, "Evaluate", "(ad)", [5.0] * 10_000) == [-1] * 10_000
    call = display.start_call(CURVE, "Evaluate", "(ad)", [5.0] * 10_001)
    assert call.wait_for_error() == INVALID_ARGUMENTS


def test_limits_hold_for_the_light_too(room, client, config):
    room()
    teach(client, 0, {10.0: 0, 100.0: 100})
    config.write("[display 0]\nminimum=25\nmaximum=75\n")
    client.display(0).wait_for_property("Maximum", 75)
    assert client.display(0).set_auto("on") is True
    wait_for_brightness(client, 0, 75)
    client.shine(10)
    wait_for_brightness(client, 0, 25)


def test_switched_on_in_the_config(room, client, config):
    room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    config.write("[display SIM-1]\nauto=true\n")
    client.display(0).wait_for_property("Auto", True)
    client.shine(10)
    wait_for_brightness(client, 0, 20)


def test_normalized_at_the_start(room, client, config):
    config.write("[params]\nauto_normalize=true\n[display 0]\nauto=true\n")
    room()
    client.shine(37)
    wait_for_brightness(client, 0, 37)
    assert client.display(1).brightness() == 50


def test_a_sensor_that_goes_away(room, client):
    room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    assert client.display(0).set_auto("on") is True
    client.shine(-1)
    assert client.read_sensor("Available") is False
    assert client.display(0).brightness() == 60
    client.shine(10)
    wait_for_brightness(client, 0, 20)


def test_a_panel_fades(lightend, client):
    lightend("--simulate=0", HURRY)
    client.simulator("Plug", "(a{sv})", {"Internal": GLib.Variant("b", True)})
    teach(client, 0, {10.0: 20, 1000.0: 80})
    client.forget_signals()
    assert client.display(0).set_auto("on") is True
    client.shine(10)
    wait_for_brightness(client, 0, 20)
    client.settle()
    changes = client.display(0).changes()
    assert len(changes) > 1 and changes[-1] == (20, "auto", "")
    assert [percent for percent, *_ in changes] == sorted((p for p, *_ in changes), reverse=True)


def test_real_monitors_follow_too(desk, config, lightend, client):
    sensor = desk.add_hidraw(vendor=0x239A, product=0x8111)
    sensor.set_report(b"\x0030")
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
    config.write("[sensor]\nvendor_id=239a\nproduct_id=8111\n")
    lightend(HURRY)
    client.wait_for_displays()
    display = client.display(0)
    assert display.set(25)
    display.wait_for_property("Points", [(30.0, 25)])
    sensor.set_report(b"\x0090")
    # It is read as long as somebody asks; the first answers may be from before.
    look_until(lambda: client.measure() == 90)
    client.wait_for_signal("LightLevelChanged", ROOT, lambda signal: signal.arguments == (90.0,))
    assert display.set(75)
    display.wait_for_property("Points", [(30.0, 25), (90.0, 75)])
    assert display.set_auto("on") is True
    monitor.forget_records()
    sensor.set_report(b"\x0030")
    monitor.wait_for_value(25)
    assert monitor.written() == [25]
    assert client.read_sensor("Unit") == "raw"


def test_one_that_is_not_restored_follows_the_light_when_it_is_back(room, client, config):
    config.write("[display SIM-1]\nrestore=false\nauto=true\n[display SIM-2]\nauto=true\n")
    room()
    teach(client, 0, {10.0: 20, 100.0: 60})
    # The other one keeps the sensor measuring.
    client.simulator("Unplug", "(o)", client.display(0).path)
    client.shine(10)
    client.simulator("Plug", "(a{sv})", {"Connector": GLib.Variant("s", "SIM-1")})
    wait_for_brightness(client, 0, 20)


def test_the_root_has_the_baseline_of_the_first_display(room, client):
    room()
    teach(client, 0, {10.0: 50})
    client.forget_signals()
    client.simulator("Unplug", "(o)", client.display(0).path)
    client.wait_for_signal(
        "PropertiesChanged", ROOT, lambda signal: signal.arguments[:2] == (BACKLIGHT, {"Baseline": 0})
    )
