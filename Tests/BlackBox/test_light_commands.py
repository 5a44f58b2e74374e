"""`lighten sensor`, `status`, `restore`, `normalize`, `auto` and `curve`, as people use them."""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from gi.repository import Gio, GLib

from emulator import EDID, Monitor
from support import BACKLIGHT, DISPLAY, NAME, display_path
from support.loop import wait_for
from support.names import ROOT

SVG = "{http://www.w3.org/2000/svg}"

NO_LIGHT = {"available": False, "level": None, "unit": "lux", "source": ""}


@pytest.fixture
def teach(client, lighten):
    """Teaches a display with the command line alone, as people do."""

    def learn(display: int, lessons: dict) -> None:
        for light, percent in lessons.items():
            lighten.output("sim", "light", light)
            points = {**dict(client.display(display).points()), float(light): percent}
            lighten.output("set", "-d", display, percent)
            client.display(display).wait_for_points(sorted(points.items()))

    return learn


def test_sensor_is_a_number(room, lighten):
    lighten.output("sim", "light", "41.6")
    assert lighten.output("sensor") == "42\n"
    assert json.loads(lighten.output("sensor", "--json")) == {
        "available": True, "level": 41.6, "unit": "lux", "source": "simulated",
    }
    lighten.output("sim", "light", 0)
    assert lighten.output("sensor") == "0\n"


def test_sensor_says_what_to_do_without_light(room, lighten):
    for command in (["sensor"], ["restore"], ["normalize"], ["restore", "-d", 1]):
        outcome = lighten.run(*command)
        assert (outcome.status, outcome.output) == (1, "")
        # One sentence, whatever the number of displays.
        assert outcome.errors == (
            "lighten: There is no light in the simulated room: switch it on with “lighten sim light 240”.\n"
        )
    assert json.loads(lighten.output("sensor", "--json")) == NO_LIGHT
    lighten.output("sim", "light", 5)
    lighten.output("sim", "light", "off")
    assert lighten.run("sensor").status == 1


def test_sensor_without_a_sensor(lightend, client, config, lighten):
    service = lightend()
    outcome = lighten.run("sensor")
    assert (outcome.status, outcome.output) == (1, "")
    assert "[sensor]" in outcome.errors and "iio-sensor-proxy" in outcome.errors
    service.stop()
    config.write("[sensor]\nvendor_id=239a\nproduct_id=8111\n")
    lightend()
    outcome = lighten.run("sensor")
    assert outcome.status == 1 and "(hid 239a:8111) does not answer" in outcome.errors


def test_status_of_one_and_of_several(room, lighten):
    assert lighten.output("status") == (
        "sensor: none\n"
        "monitor 0 (Simulated Monitor): 50%, auto off\n"
        "monitor 1 (Simulated Monitor): 50%, auto off\n"
    )
    lighten.output("sim", "light", 42)
    lighten.output("set", "-d", 1, 60)
    lighten.output("auto", "-d", 1, "on")
    lighten.output("sim", "fault", "-d", 0, "asleep")
    lighten.run("set", "-d", 0, 51)
    assert lighten.output("status") == (
        "sensor: 42\n"
        "monitor 0 (Simulated Monitor): 50%, auto off, asleep\n"
        "monitor 1 (Simulated Monitor): 60%, auto on\n"
    )
    # As the predecessor's, which had one monitor.
    assert lighten.output("status", "-d", 1) == "sensor: 42\nmonitor: 60\n"
    status = json.loads(lighten.output("status", "--json"))
    assert status["sensor"]["level"] == 42
    displays = [(display["number"], display["brightness"], display["auto"]) for display in status["displays"]]
    assert displays == [(0, 50, False), (1, 60, True)]


def test_status_of_what_cannot_be_controlled(desk, lightend, client, lighten):
    lightend()
    outcome = lighten.run("status")
    assert (outcome.status, outcome.output) == (3, "sensor: none\n")
    assert outcome.errors == "lighten: No display is connected.\n"
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    client.wait_for_added(display_path(0))
    outcome = lighten.run("status", "-d", "DP-1")
    assert outcome.status == 5 and outcome.output == "sensor: none\n"
    assert "No permission for /dev/i2c-" in outcome.errors


def test_restore_and_normalize(room, lighten, teach):
    teach(0, {10: 20, 100: 60})
    lighten.output("sim", "light", 10)
    assert lighten.output("restore", "-d", 0) == ""
    assert lighten.output("get", "-d", 0) == "20\n"
    outcome = lighten.run("restore")
    assert (outcome.status, outcome.output) == (1, "")
    assert outcome.errors.startswith("lighten: 1 (Simulated Monitor): Nothing was learned yet. ")
    assert "“lighten set -d 1 40”" in outcome.errors
    lighten.output("sim", "light", 5000)
    outcome = lighten.run("restore", "-d", 0)
    assert outcome.status == 1
    assert "Nothing was learned for 5000 lux; next to it is 60% at 100 lux." in outcome.errors
    lighten.output("sim", "light", 35)
    assert lighten.output("normalize") == ""
    assert lighten.output("get") == "0 35\n1 35\n"


def test_auto_says_what_it_is_now(room, lighten):
    # The end is good also when it is off, unlike the predecessor's.
    assert lighten.output("auto", "on") == "on\n"
    assert lighten.output("auto", "off") == "off\n"
    assert lighten.output("auto", "-d", 1, "toggle") == "on\n"
    assert lighten.output("auto", "toggle") == "on\n"
    assert lighten.output("auto", "toggle") == "off\n"
    assert lighten.output("auto", "-d", 0, "on") == "on\n"
    # For all that were chosen, as without -d.
    assert lighten.output("auto", "-d", 1, "-d", 0, "toggle") == "1 on\n0 on\n"
    assert lighten.output("auto", "-d", 1, "-d", 0, "toggle") == "1 off\n0 off\n"
    assert lighten.run("auto", "-d", 9, "on").status == 3


@pytest.mark.parametrize(
    "arguments, hint",
    [
        (["auto"], "<mode>"), (["auto", "maybe"], "'on', 'off' or 'toggle'"), (["sim", "light"], "240"),
        (["sim", "light", "-1"], "240"), (["sim", "light", "nan"], "240"), (["sim", "light", "1000001"], "1000000"),
        (["sim", "light", "5", "6"], "240"), (["curve", "0"], "-d"), (["curve", "240", "--json"], "--forget"),
        (["curve", "--forget", "bright"], "240"), (["curve", "--forget", "1", "2"], "2"),
        (["curve", "--forget", "--json"], "choose one"), (["curve", "--svg", "-", "--json"], "choose one"),
        (["curve", "--svg"], "--svg"), (["curve", "--svg", ""], "--svg"), (["sensor", "-d", "0"], "-d"),
    ],
)
def test_wrong_usage_says_what_is_right(lighten, arguments, hint):
    outcome = lighten.run(*arguments)
    assert outcome.status == 2 and outcome.output == ""
    assert "Error: " in outcome.errors and "Usage: lighten" in outcome.errors
    assert hint in outcome.errors.split("Usage:")[0]


def test_without_a_service_is_status_4(bus, lighten):
    for command in (["sensor"], ["status"], ["restore"], ["normalize"], ["auto", "on"], ["curve"]):
        outcome = lighten.run(*command)
        assert outcome.status == 4 and "lightend" in outcome.errors


def test_an_older_service(client, lighten):
    # The program was upgraded, and the service that runs knows nothing of light.
    name = Gio.bus_own_name_on_connection(client.connection, NAME, Gio.BusNameOwnerFlags.NONE, None, None)
    client.wait_for_service()
    outcome = lighten.run("sensor")
    Gio.bus_unown_name(name)
    assert outcome.status == 1
    assert "another version" in outcome.errors and "restart" in outcome.errors


OLD_INTERFACES = """<node>
  <interface name="org.freedesktop.DBus.ObjectManager">
    <method name="GetManagedObjects"><arg type="a{oa{sa{sv}}}" direction="out"/></method>
  </interface>
  <interface name="com.github.jcrd.lighten.Manager"><property name="Version" type="s" access="read"/></interface>
</node>"""


@pytest.fixture
def start_old_service(client):
    """Starts a service of a given version, with a display that only has a brightness."""
    connection = client.connection
    registered = []

    def called(connection, sender, path, interface, method, arguments, invocation):
        properties = {"Brightness": GLib.Variant("u", 50), "Maximum": GLib.Variant("u", 100)}
        objects = {display_path(0): {DISPLAY: {}, BACKLIGHT: properties}}
        invocation.return_value(GLib.Variant("(a{oa{sa{sv}}})", (objects,)))

    def start(version: str) -> None:
        for interface in Gio.DBusNodeInfo.new_for_xml(OLD_INTERFACES).interfaces:
            registered.append(
                connection.register_object(ROOT, interface, called, lambda *_: GLib.Variant("s", version), None)
            )
        registered.append(Gio.bus_own_name_on_connection(connection, NAME, Gio.BusNameOwnerFlags.NONE, None, None))
        client.wait_for_service()

    yield start
    Gio.bus_unown_name(registered.pop())
    for number in registered:
        connection.unregister_object(number)


@pytest.mark.parametrize("is_own_version", [False, True])
def test_a_service_that_does_not_know_a_method(start_old_service, lighten, is_own_version):
    start_old_service(lighten.output("--version").strip() if is_own_version else "0.0.7")
    with ThreadPoolExecutor() as pool:
        run = pool.submit(lighten.run, "fade", "-d", "0", "50", "--for", "1s")
        # The service is this thread.
        run.add_done_callback(lambda _: GLib.idle_add(lambda: False))
        wait_for(run.done)
    outcome = run.result()
    assert outcome.status == 1
    sentence = "restart lightend: systemctl --user restart lightend."
    assert (sentence in outcome.errors) is not is_own_version


def test_curve_says_how_to_teach(room, lighten):
    text = lighten.output("curve")
    assert text.count("nothing was learned yet. Set the brightness that you want") == 2
    # Nothing can be learned without light.
    assert text.endswith("\nThere is no light in the simulated room: switch it on with “lighten sim light 240”.\n")
    lighten.output("sim", "light", 30)
    assert "no light" not in lighten.output("curve")


def test_curve_draws_what_was_learned(room, lighten, teach):
    teach(0, {10: 20, 100: 60, 1000: 100})
    lighten.output("sim", "light", 30)
    lighten.output("restore", "-d", 0)
    drawings = lighten.output("curve").split("\n\n")
    assert len(drawings) == 2 and "nothing was learned" in drawings[1]
    lines = drawings[0].splitlines()
    assert lines[0] == "0 Simulated Monitor: 3 points learned"
    assert sum(line.count("●") for line in lines[1:-1]) == 3
    assert sum(line.count("◆") for line in lines[1:-1]) == 1
    assert max(map(len, lines)) == 80
    rows = {line.split("%")[0].strip(): line for line in lines if "% ┤" in line}
    labels, axis = lines[-2], lines[-3]
    for percent, label in [("20", "10"), ("60", "100"), ("100", "1000")]:
        column = rows[percent].index("●")
        place = re.search(rf"\b{label}\b", labels)
        assert axis[column] == "┬" and place.start() <= column < place.end()
    brightness = lighten.output("get", "-d", 0).strip()
    assert lines[-1].endswith(f"┊ 30 lux now   ◆ {brightness}% now")
    assert int(brightness) in range(21, 60)


def test_curve_fits_the_terminal(room, lighten, environment, teach):
    teach(0, {10: 20, 100: 60})
    for columns in (20, 57, 120):
        text = lighten.output_in_terminal("curve", "-d", 0, columns=columns)
        assert "\x1b[" in text
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert max(map(len, plain.splitlines())) == columns
        assert lighten.output_in_terminal("curve", "-d", 0, columns=columns, NO_COLOR="1") == plain
    high = lighten.output_in_terminal("curve", "-d", 0, columns=80, lines=60)
    low = lighten.output_in_terminal("curve", "-d", 0, columns=80, lines=16)
    assert len(low.splitlines()) <= 16 < 24 < len(high.splitlines())
    # The console of Linux has neither braille nor round marks.
    assert lighten.output_in_terminal("curve", "-d", 0, columns=80, TERM="linux").isascii()
    assert "\x1b" not in lighten.output_in_terminal("curve", "-d", 0, columns=80, TERM="dumb")
    environment["COLUMNS"] = "40"
    assert max(map(len, lighten.output("curve", "-d", 0).splitlines())) == 40
    for columns in (1 << 63) - 1, 1 << 62, 100_000, 0, 1, -1, -(1 << 63), 1 << 64:
        environment["COLUMNS"] = str(columns)
        assert max(map(len, lighten.output("curve", "-d", 0).splitlines())) <= 1000
        assert "lighten curve" in lighten.output("curve", "--help")
        assert lighten.run("nonsense").status == 2
    del environment["COLUMNS"]
    assert "lighten curve" in lighten.output_in_terminal("curve", "--help", columns=1)


def test_curve_as_json(room, lighten, teach):
    teach(1, {"10.5": 20, 100: 60})
    curve = json.loads(lighten.output("curve", "--json"))
    assert curve["sensor"] == {"available": True, "level": 100, "unit": "lux", "source": "simulated"}
    assert curve["displays"] == [
        {
            "number": 0, "name": "Simulated Monitor", "brightness": 50, "auto": False, "points": [], "learned": None,
        },
        {
            "number": 1, "name": "Simulated Monitor", "brightness": 60, "auto": False,
            "points": [{"light": 10.5, "brightness": 20}, {"light": 100, "brightness": 60}], "learned": 60,
        },
    ]
    lighten.output("sim", "light", "off")
    curve = json.loads(lighten.output("curve", "-d", 1, "--json"))
    assert curve["sensor"] == NO_LIGHT
    assert [display["number"] for display in curve["displays"]] == [1]
    assert curve["displays"][0]["learned"] is None


def test_curve_as_a_picture(room, lighten, teach, tmp_path):
    teach(0, {10: 20, 100: 60})
    teach(1, {10: 35, 100: 45, 1000: 90})
    file = tmp_path / "curves.svg"
    assert lighten.output("curve", "--svg", file) == ""
    picture = ElementTree.parse(file).getroot()
    assert picture.tag == f"{SVG}svg"
    texts = [element.text for element in picture.iter(f"{SVG}text")]
    assert {"0 Simulated Monitor, 60% now", "1 Simulated Monitor, 90% now"} < set(texts)
    assert {"now 1000 lux", "100%", "light in lux"} < set(texts)
    marks = [element for element in picture.iter() if "s1 point" in element.get("class", "")]
    assert len(marks) == 3 + 1
    # Nothing from elsewhere, and readable for everybody whom the mask lets.
    content = file.read_text()
    assert "href" not in content and "url(" not in content and content.count("http") == 1
    mask = os.umask(0)
    os.umask(mask)
    assert file.stat().st_mode & 0o777 == 0o666 & ~mask
    assert lighten.output("curve", "--svg", "-") == content
    assert lighten.output("curve", "--svg", "/dev/stdout") == content
    one = ElementTree.fromstring(lighten.output("curve", "-d", 1, "--svg", "-"))
    assert one.find(f"{SVG}title").text == "Learned brightness of Simulated Monitor"
    assert list(tmp_path.glob("curves*")) == [file]


def test_a_picture_that_cannot_be_written(room, lighten, tmp_path):
    for path in (tmp_path / "missing" / "curves.svg", tmp_path):
        outcome = lighten.run("curve", "--svg", path)
        assert (outcome.status, outcome.output) == (1, "")
        assert outcome.errors.startswith("lighten: The picture cannot be written: ")
        assert outcome.errors.count("\n") == 1 and "XXXXXX" not in outcome.errors


def test_a_picture_with_strange_names(lightend, client, config, lighten, teach):
    config.write("[display 0]\nalias=<b>\"Me\" & 'you'</b>\n".replace("/", "|"))
    lightend("--simulate=1", "--hurry=20")
    client.wait_for_displays()
    teach(0, {10: 20})
    picture = ElementTree.fromstring(lighten.output("curve", "--svg", "-"))
    assert picture.find(f"{SVG}title").text == "Learned brightness of <b>\"Me\" & 'you'<|b>"


def test_forgetting(room, client, lighten, teach):
    teach(0, {10: 20, 100: 60})
    teach(1, {10: 35, 300: 45})
    outcome = lighten.run("curve", "--forget", 50)
    assert (outcome.status, outcome.output) == (1, "")
    assert outcome.errors == (
        "lighten: 0 (Simulated Monitor): Nothing was learned for 50 lux; "
        "next to it is 20% at 10 lux and 60% at 100 lux.\n"
        "lighten: 1 (Simulated Monitor): Nothing was learned for 50 lux; "
        "next to it is 35% at 10 lux and 45% at 300 lux.\n"
    )
    assert lighten.output("curve", "-d", 0, "--forget", 102) == ""
    assert client.display(0).points() == [(10.0, 20)]
    assert lighten.output("curve", "--forget", 10) == ""
    assert (client.display(0).points(), client.display(1).points()) == ([], [(300.0, 45)])
    outcome = lighten.run("curve", "-d", 0, "--forget", 10)
    assert outcome.status == 1 and "nothing to forget" in outcome.errors
    assert lighten.output("curve", "--forget") == ""
    assert client.display(1).points() == []
    # It does not matter whether there was anything.
    assert lighten.output("curve", "--forget") == ""


def test_curve_of_a_sensor_with_levels_of_its_own(desk, config, lightend, client, lighten):
    sensor = desk.add_hidraw(vendor=0x239A, product=0x8111)
    sensor.set_report(b"\x0030")
    desk.plug("DP-1", Monitor(EDID("DEL", 0xA0C7, 5, name="DELL U2720Q"), brightness=50))
    config.write("[sensor]\nvendor_id=239a\nproduct_id=8111\n")
    lightend("--hurry=20")
    client.wait_for_displays()
    lighten.output("set", 25)
    client.display(0).wait_for_points([(30.0, 25)])
    assert lighten.output("sensor") == "30\n"
    assert lighten.output("status") == "sensor: 30\nmonitor: 25\n"
    lines = lighten.output("curve").splitlines()
    assert lines[0] == "0 Dell U2720Q: 1 point learned"
    assert lines[-3].endswith(" raw") and lines[-2].split() == [str(level) for level in range(0, 55, 5)]
    assert lines[-1] == "● learned   ⠒ curve   ┊ 30 now   ◉ 25% now"


def test_curve_of_what_cannot_be_controlled(desk, lightend, client, lighten):
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    lightend()
    client.wait_for_displays()
    assert "nothing was learned yet" in lighten.output("curve")
    for command in (["curve"], ["curve", "--forget"], ["restore"], ["auto", "on"]):
        outcome = lighten.run(*command[:1], "-d", "DP-1", *command[1:])
        assert outcome.status == 5, outcome
        assert "No permission for /dev/i2c-" in outcome.errors
