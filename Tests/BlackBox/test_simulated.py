"""Simulated displays: what people without a DDC/CI monitor run against."""

import pytest
from gi.repository import GLib

from emulator import EDID, Monitor
from support import BACKLIGHT, CURVE, DISPLAY, ERROR, INVALID_ARGUMENTS, ROOT, SIMULATOR, VCP, display_path


def start(lightend, client, option: str = "--simulate=2"):
    service = lightend(option)
    client.wait_for_displays()
    return service


def plug(client, **description) -> str:
    return client.simulator("Plug", "(a{sv})", description)


def start_plug(client, **description):
    return client.start_call(ROOT, SIMULATOR, "Plug", "(a{sv})", description)


def text(value: str) -> GLib.Variant:
    return GLib.Variant("s", value)


def number(value: int) -> GLib.Variant:
    return GLib.Variant("u", value)


@pytest.mark.parametrize("option, count", [("--simulate", 2), ("--simulate=0", 0), ("--simulate=5", 5)])
def test_as_many_as_asked_for(desk, lightend, client, option, count):
    real = desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = start(lightend, client, option)
    objects = client.objects()
    assert set(objects) == set(map(display_path, range(count)))
    for display in objects.values():
        assert set(display) == {DISPLAY, BACKLIGHT, CURVE, VCP}
        assert (display[DISPLAY]["Kind"], display[DISPLAY]["State"]) == ("simulated", "ready")
    # The real ones are left alone.
    assert service.workers() == {}
    assert dict(real.counts) == {}


def test_brightness_and_features(lightend, client):
    start(lightend, client)
    display = client.display(1)
    assert display.set(15)
    assert display.brightness() == 15
    client.settle()
    assert display.changes() == [(15, "client", client.unique_name)]
    assert display.get_feature(0x12)[1] == 100
    display.set_feature(0x12, 33)
    assert display.get_feature(0x12) == (33, 100)
    assert "vcp(" in display.call(VCP, "Capabilities")
    assert display.start_call(VCP, "Get", "(y)", 0x77).wait_for_error() == ERROR + "Unsupported"


def test_plug_and_unplug(lightend, client):
    start(lightend, client, "--simulate=1")
    path = plug(
        client,
        Manufacturer=text("DEL"),
        Model=text("U9"),
        Serial=text("ABC"),
        Connector=text("DP-7"),
        Brightness=number(25),
        Maximum=number(200),
        Internal=GLib.Variant("b", True),
    )
    assert path == display_path(1)
    # It is there when the call returns.
    display = client.objects()[path]
    assert display == client.wait_for_added(path)
    assert display[DISPLAY]["Name"] == "Dell U9"
    assert (display[DISPLAY]["Serial"], display[DISPLAY]["Connector"]) == ("ABC", "DP-7")
    assert display[DISPLAY]["Internal"] is True
    assert (display[BACKLIGHT]["Brightness"], display[BACKLIGHT]["RawMaximum"]) == (25, 200)
    client.simulator("Unplug", "(o)", path)
    client.wait_for_removed(path)
    assert set(client.objects()) == {display_path(0)}
    assert plug(client, Manufacturer=text("DEL"), Model=text("U9"), Serial=text("ABC")) == path


def test_plug_without_a_description(lightend, client):
    start(lightend, client, "--simulate=0")
    assert [plug(client) for _ in range(3)] == [display_path(n) for n in range(3)]
    connectors = {o[DISPLAY]["Connector"] for o in client.objects().values()}
    assert len(connectors) == 3


@pytest.mark.parametrize(
    "description",
    [
        {"Colour": text("red")},
        {"Brightness": text("50")},
        {"Brightness": number(101)},
        {"Maximum": number(0)},
        {"Maximum": number(65536)},
        {"Internal": number(1)},
        {"Manufacturer": text("Dell")},
        {"Model": number(1)},
        {"Connector": text("SIM-1")},
    ],
    ids=lambda description: "-".join(map(str, description)),
)
def test_wrong_descriptions(lightend, client, description):
    start(lightend, client, "--simulate=1")
    assert start_plug(client, **description).wait_for_error() == INVALID_ARGUMENTS
    assert set(client.objects()) == {display_path(0)}


def test_faults(lightend, client):
    start(lightend, client)
    display = client.display(0)

    def break_with(fault: str) -> None:
        client.simulator("SetFault", "(os)", display.path, fault)

    for fault, state, error in [("asleep", "asleep", "Asleep"), ("unresponsive", "unresponsive", "Unresponsive")]:
        break_with(fault)
        assert display.start_set(31).wait_for_error() == ERROR + error
        display.wait_for_property("State", state)
        assert display.reason.endswith(".")
        assert client.display(1).set(50)
        break_with("none")
        # The wish is carried out when it is back.
        display.wait_for_property("State", "ready")
        display.wait_for_property("Brightness", 31)
        assert display.set(30)
    break_with("readonly")
    assert display.start_set(32).wait_for_error() == ERROR + "Failed"
    assert display.brightness() == 30
    break_with("slow")
    call = display.start_set(33)
    assert call.wait() is True
    assert call.seconds > 0.3


def test_one_that_hangs(lightend, client):
    start(lightend, client)
    client.simulator("SetFault", "(os)", display_path(0), "hang")
    call = client.display(0).start_set(31)
    assert client.display(1).set(32)
    assert client.display(0).brightness() == 50
    assert not call.is_answered
    assert call.wait_for_error() == ERROR + "Unresponsive"
    client.simulator("SetFault", "(os)", display_path(0), "none")
    client.display(0).wait_for_property("Brightness", 31)


def test_buttons(lightend, client):
    start(lightend, client)
    client.simulator("PressButton", "(ou)", display_path(1), 77)
    client.wait_for_signal("BrightnessChanged", display_path(1))
    assert client.display(1).changes() == [(77, "external", "")]
    assert client.display(1).brightness() == 77
    assert client.display(1).read("Writes") == 0


@pytest.mark.parametrize(
    "method, signature, arguments, error",
    [
        ("Unplug", "(o)", [display_path(9)], ERROR + "NoSuchDisplay"),
        ("SetFault", "(os)", [display_path(9), "none"], ERROR + "NoSuchDisplay"),
        ("SetFault", "(os)", [display_path(0), "fire"], INVALID_ARGUMENTS),
        ("PressButton", "(ou)", [display_path(9), 5], ERROR + "NoSuchDisplay"),
        ("PressButton", "(ou)", [display_path(0), 101], INVALID_ARGUMENTS),
        ("PressButton", "(oi)", [display_path(0), 5], INVALID_ARGUMENTS),
    ],
)
def test_wrong_calls(lightend, client, method, signature, arguments, error):
    start(lightend, client)
    assert client.start_call(ROOT, SIMULATOR, method, signature, *arguments).wait_for_error() == error


def test_the_simulator_is_there_only_with_the_option(desk, lightend, client):
    lightend()
    error = start_plug(client).wait_for_error()
    assert error == "org.freedesktop.DBus.Error.UnknownMethod"


def test_unplugged_while_a_call_is_under_way(lightend, client):
    start(lightend, client)
    client.simulator("SetFault", "(os)", display_path(0), "hang")
    call = client.display(0).start_set(31)
    client.simulator("Unplug", "(o)", display_path(0))
    assert call.wait_for_error() == ERROR + "Gone"


def test_numbers_of_real_monitors_are_not_used_up(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = start(lightend, client, "--simulate=3")
    service.stop()
    lightend()
    assert set(client.objects()) == {display_path(0)}


def test_numbers_are_kept_across_restarts(lightend, client):
    service = start(lightend, client, "--simulate=1")
    path = plug(client, Serial=text("ABC"), Connector=text("AA-1"))
    service.stop()
    start(lightend, client, "--simulate=0")
    assert plug(client, Serial=text("ABC")) == path


def test_one_that_was_switched_off_in_the_config_comes_back(lightend, client, config):
    lightend("--simulate=1")
    client.wait_for_displays()
    assert client.display(0).set(33)
    config.write("[display 0]\nenabled = false\n")
    client.display(0).wait_for_property("State", "unsupported")
    config.write("")
    client.display(0).wait_for_interface(BACKLIGHT)
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).brightness() == 33
    client.simulator("PressButton", "(ou)", client.display(0).path, 44)
    client.display(0).wait_for_property("Brightness", 44)
