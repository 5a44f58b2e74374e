"""`lighten`, the command line, as scripts and people use it."""

import json

import pytest

from emulator import EDID, Monitor
from support import ERROR


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2")
    client.wait_for_displays()
    return service


def test_list_is_a_table(two, lighten):
    lines = lighten.output("list").splitlines()
    assert lines[0].split() == ["N", "NAME", "CONNECTOR", "KIND", "STATE", "BRIGHTNESS"]
    assert lines[1].split() == ["0", "Simulated", "Monitor", "SIM-1", "simulated", "ready", "50%"]
    assert len(lines) == 3


def test_list_as_json(two, lighten):
    displays = json.loads(lighten.output("list", "--json"))
    assert [display["number"] for display in displays] == [0, 1]
    assert displays[1] == {
        "number": 1, "name": "Simulated Monitor", "alias": "", "manufacturer": "Simulated",
        "model": "Monitor", "serial": "S0002", "id": "SIM-Monitor-S0002", "connector": "SIM-2",
        "kind": "simulated", "internal": False, "state": "ready", "reason": "", "brightness": 50,
        "minimum": 0, "maximum": 100, "raw": 50, "rawMaximum": 100, "auto": False, "writes": 0,
    }


def test_list_says_why_a_monitor_cannot_be_controlled(desk, lightend, client, lighten):
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    lightend()
    client.wait_for_displays()
    lines = lighten.output("list").splitlines()
    assert lines[1].split()[-2:] == ["unsupported", "-"]
    assert lines[3].startswith("0: No permission for /dev/i2c-")
    (display,) = json.loads(lighten.output("list", "--json"))
    assert display["brightness"] is None and display["state"] == "unsupported"
    outcome = lighten.run("set", 40)
    assert outcome.status == 5 and "No permission" in outcome.errors
    for command in (["set", "-d", 0, 40], ["get", "-d", 0], ["get"]):
        outcome = lighten.run(*command)
        assert outcome.status == 5 and "No permission" in outcome.errors
    assert client.display(0).start_set(40).wait_for_error() == ERROR + "PermissionDenied"


def test_get_is_a_number_for_one_and_lines_for_several(two, lighten):
    lighten.output("set", "-d", 1, 70)
    assert lighten.output("get") == "0 50\n1 70\n"
    assert lighten.output("get", "-d", "sim-2") == "70\n"
    assert lighten.output("get", "-d", 1, "-d", 0) == "1 70\n0 50\n"


@pytest.mark.parametrize(
    "arguments, brightness",
    [
        (["40"], 40), (["+10"], 60), (["-10"], 40), (["--", "-10"], 40), (["= 40"], 40),
        (["+ 10"], 60), (["- 10"], 40), (["=", "40"], 40), (["-", "10"], 40), (["40%"], 40),
        (["0"], 0), (["100"], 100), (["+60"], 100), (["-60"], 0),
    ],
)
def test_set_takes_levels_and_changes(two, lighten, arguments, brightness):
    assert lighten.output("set", "-d", 0, *arguments) == ""
    assert lighten.output("get") == f"0 {brightness}\n1 50\n"


def test_without_a_display_it_means_all(two, lighten):
    lighten.output("set", 20)
    assert lighten.output("get") == "0 20\n1 20\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["set"], ["set", "101"], ["set", "x"], ["set", "--bright", "40"], ["set", "1", "2"], ["fade", "40"],
        ["fade", "+5", "--for", "1s"], ["fade", "40", "--for", "5"], ["fade", "40", "--for", "25h"],
        ["vcp", "get", "colour"], ["vcp", "get", "256"], ["vcp", "set", "contrast", "65536"],
        ["vcp", "set", "contrast"], ["nonsense"], ["list", "--yaml"], ["watch", "--format", "xml"],
    ],
)
def test_wrong_usage_is_status_2(lighten, arguments):
    outcome = lighten.run(*arguments)
    assert outcome.status == 2 and outcome.output == ""
    assert "Error: " in outcome.errors and "Usage: lighten" in outcome.errors


@pytest.mark.parametrize("selector", ["7", "Monitor", "nothing"])
def test_no_such_display_is_status_3(two, lighten, selector):
    for command in (["get"], ["set", "40"], ["fade", "40", "--for", "1s"], ["vcp", "get", "contrast"]):
        outcome = lighten.run(command[0], *command[1:], "-d", selector)
        assert outcome.status == 3, outcome
        assert outcome.errors.startswith("lighten: ") and "0 (" in outcome.errors
    assert lighten.output("get") == "0 50\n1 50\n"


def test_without_a_service_is_status_4(environment, bus, lighten):
    for command in (["list"], ["get"], ["set", "40"], ["watch"], ["refresh"]):
        outcome = lighten.run(*command)
        assert outcome.status == 4 and "lightend" in outcome.errors
    environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
    assert lighten.run("list").status == 4


def test_a_monitor_that_fails_is_status_1_and_named(two, lighten):
    lighten.output("sim", "fault", "-d", 0, "unresponsive")
    outcome = lighten.run("set", 30)
    assert outcome.status == 1
    assert outcome.errors == "lighten: 0 (Simulated Monitor): The simulated monitor does not answer.\n"
    assert lighten.output("get", "-d", 1) == "30\n"


def test_fade_ends_when_it_is_there(two, lighten):
    lighten.output("fade", "-d", 0, 80, "--for", "300ms")
    assert lighten.output("get") == "0 80\n1 50\n"


def test_vcp_features_by_number_and_name(two, lighten):
    assert lighten.output("vcp", "get", "contrast") == "0 75 of 100\n1 75 of 100\n"
    lighten.output("vcp", "set", "-d", 1, "0x12", "0x1E")
    assert lighten.output("vcp", "get", "-d", 1, "18") == "30 of 100\n"
    assert lighten.output("vcp", "capabilities", "-d", 0).startswith("(prot(monitor)")
    outcome = lighten.run("vcp", "get", "-d", 0, "0x99")
    assert outcome.status == 1 and "VCP feature" in outcome.errors


def test_sim_refuses_what_it_does_not_know(two, lighten):
    assert lighten.run("sim", "fault", "-d", 0, "broken").status == 2
    assert lighten.run("sim", "plug", "--maximum", "0").status == 2


def test_simulated_monitors_come_and_go(two, lighten):
    assert lighten.output("sim", "plug", "--manufacturer", "DEL", "--model", "U2720Q", "--connector", "DP-9") == "2\n"
    lighten.output("sim", "press", "-d", "u2720q", 77)
    assert lighten.output("get", "-d", "DP-9") == "77\n"
    lighten.output("sim", "unplug", "-d", 2)
    assert lighten.run("get", "-d", 2).status == 3


def test_sim_needs_simulated_monitors(lightend, client, lighten):
    lightend()
    outcome = lighten.run("sim", "plug")
    assert outcome.status == 1 and "--simulate" in outcome.errors


def test_refresh_sees_what_buttons_did(desk, lightend, client, lighten):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
    lightend()
    client.wait_for_displays()
    monitor.press(35)
    assert lighten.output("get") == "50\n"
    lighten.output("refresh")
    assert lighten.output("get") == "35\n"


def test_watch_shows_each_change(two, lighten):
    with lighten.watch() as watch:
        lighten.output("sim", "plug", "--connector", "DP-9")
        assert watch.wait_for_line("2 Simulated Monitor: added on DP-9, 50%")
        lighten.output("set", "-d", 1, 42)
        assert watch.wait_for_line("1 Simulated Monitor: 42% (client)")
        lighten.output("sim", "press", "-d", 0, 77)
        assert watch.wait_for_line("0 Simulated Monitor: 77% (external)")
        lighten.output("sim", "unplug", "-d", 2)
        assert watch.wait_for_line("2 Simulated Monitor: removed")
        assert watch.interrupt() == 0


def test_watch_as_json_survives_a_restart(two, lightend, lighten, client):
    with lighten.watch("--format", "json") as watch:
        lighten.output("sim", "press", "-d", 0, 30)
        line = json.loads(watch.wait_for_line('"brightness": 30')[-1])
        assert line == {
            "event": "brightness", "number": 0, "name": "Simulated Monitor", "brightness": 30,
            "origin": "external", "sender": "",
        }
        two.stop_if_running()
        assert json.loads(watch.wait_for_line("stopped")[-1]) == {"event": "stopped"}
        lightend("--simulate=1")
        assert json.loads(watch.wait_for_line("started")[-1]) == {"event": "started"}
        added = json.loads(watch.wait_for_line("added")[-1])
        assert added["number"] == 0
        lighten.output("set", 31)
        assert json.loads(watch.wait_for_line('"brightness": 31')[-1])["origin"] == "client"


def test_version_and_help(lighten):
    assert lighten.output("--version").count(".") == 2
    for arguments in (["--help"], ["set", "--help"], ["help", "watch"]):
        assert "USAGE: lighten" in lighten.output(*arguments)
