"""Each output as JSON is what its schema in contrib/doc/schema says."""

import jsonschema
import pytest

from emulator import EDID, Monitor
from support import schema


@pytest.fixture
def monitors(desk, lightend, client):
    """A monitor that can be controlled and one that cannot."""
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    desk.plug("DP-2", Monitor(EDID(serial=2)), permitted=False)
    lightend()
    client.wait_for_displays()


def test_list(monitors, lighten):
    ready, unsupported = schema.validate("list", lighten.output("list", "--json"))
    assert ready["brightness"] == 50 and unsupported["brightness"] is None


def test_list_of_no_display(lightend, lighten):
    lightend()
    assert schema.validate("list", lighten.output("list", "--json")) == []


def test_sensor_and_status(room, lighten):
    for light in ("off", "41.6"):
        lighten.output("sim", "light", light)
        sensor = schema.validate("sensor", lighten.output("sensor", "--json"))
        assert sensor["level"] == (None if light == "off" else 41.6)
        assert schema.validate("status", lighten.output("status", "--json"))["sensor"] == sensor


def test_curve(room, lighten, client):
    nothing = schema.validate("curve", lighten.output("curve", "--json"))
    assert [display["learned"] for display in nothing["displays"]] == [None, None]
    lighten.output("sim", "light", 40)
    lighten.output("set", "-d", 0, 60)
    client.display(0).wait_for_points([(40.0, 60)])
    taught = schema.validate("curve", lighten.output("curve", "--json"))
    assert taught["displays"][0]["points"] == [{"light": 40, "brightness": 60}]


def test_watch_events(lightend, client, lighten):
    service = lightend("--simulate=1")
    client.wait_for_displays()
    lines = []
    with lighten.watch("--format", "json") as watch:
        lighten.output("set", 41)
        lines += watch.wait_for_line('"client"')
        lighten.output("sim", "plug", "--connector", "DP-9")
        lines += watch.wait_for_line('"added"')
        lighten.output("sim", "fault", "-d", "DP-9", "unresponsive")
        assert lighten.run("set", "-d", "DP-9", 3).status == 1
        lines += watch.wait_for_line('"unresponsive"')
        lighten.output("sim", "unplug", "-d", "DP-9")
        lines += watch.wait_for_line('"removed"')
        service.stop()
        lines += watch.wait_for_line('"stopped"')
        lightend("--simulate=1")
        lines += watch.wait_for_line('"started"')
    events = [schema.validate("watch", line)["event"] for line in lines]
    assert set(events) == {"brightness", "added", "state", "removed", "stopped", "started"}


def test_vcp_get(room, lighten):
    for feature, value in (("contrast", None), ("input", "dp1"), ("0xDF", None)):
        values = schema.validate("vcp-get", lighten.output("vcp", "get", "--json", feature))
        assert [value["valueName"] for value in values] == [value, value]


def test_vcp_get_shows_what_it_could_read(room, lighten):
    lighten.output("sim", "fault", "-d", 0, "unresponsive")
    outcome = lighten.run("vcp", "get", "--json", "input")
    assert outcome.status == 1 and outcome.errors.startswith("lighten: 0 (Simulated Monitor): ")
    (reading,) = schema.validate("vcp-get", outcome.output)
    assert reading == {
        "number": 1, "name": "Simulated Monitor", "feature": 0x60, "featureName": "input", "current": 15,
        "maximum": 255, "valueName": "dp1",
    }


def test_vcp_list(room, lighten):
    for monitor in schema.validate("vcp-list", lighten.output("vcp", "list", "--json")):
        assert (monitor["version"], monitor["type"], monitor["model"]) == ("2.2", "lcd", "Simulated")
        inputs = next(feature for feature in monitor["features"] if feature["featureName"] == "input")
        assert inputs["values"] == [{"value": 15, "valueName": "dp1"}, {"value": 17, "valueName": "hdmi1"}]


def test_doctor(monitors, lighten):
    outcome = lighten.run("doctor", "--json")
    assert (outcome.status, outcome.errors) == (1, "")
    assert schema.validate("doctor", outcome.output)["healthy"] is False


def test_profile(config, lightend, client, lighten):
    config.write("[profile docked]\ndisplays = SIM-1; SIM-2\nbrightness = 60\n[profile alone]\ndisplays = SIM-1\n")
    lightend("--simulate=2")
    client.wait_for_displays()
    profiles = schema.validate("profile", lighten.output("profile", "--json"))
    assert (profiles["matching"], sorted(profiles["names"])) == ("docked", ["alone", "docked"])


def test_the_schemas_are_strict_here(room, lighten):
    """A test that could not fail would be worth nothing."""
    with pytest.raises(jsonschema.ValidationError):
        schema.validate("sensor", '{"available": true, "level": 1, "unit": "lux", "source": "", "new": 1}')
    with pytest.raises(jsonschema.ValidationError):
        schema.validate("list", '[{"number": 0}]')
