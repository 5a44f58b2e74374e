"""Profiles: how displays shall be while exactly some monitors are connected."""

import json

import pytest
from gi.repository import GLib

from support import ERROR, INVALID_ARGUMENTS, PROFILES, ROOT, BusFailure
from support.automation import Record
from support.looking import look_until

#: The two seconds of quiet become a fifth of one.
HURRY = "--hurry=10"
#: They stay two: for what must be over before they have passed.
NO_HURRY = "--hurry=1"
INPUT = 0x60

CONFIG = """
[display SIM-1]
alias = left

[profile alone]
displays = left
brightness = 40

[profile docked]
displays = SIM-2; left
brightness = 60

[profile docked SIM-2]
brightness = 80
minimum = 20
input = hdmi1

[profile meeting-room]
displays = Simulated Monitor; Projector; Simulated Monitor
brightness = 100
"""


@pytest.fixture
def docked(config, lightend, client):
    """A service with two monitors, whose profile has been applied."""
    config.write(CONFIG)
    service = lightend("--simulate=2", HURRY)
    wait_for_active(client, "docked")
    wait_for_levels(client, {0: 60, 1: 80})
    client.forget_signals()
    return service


def active(client) -> str:
    return client.read("Active", interface=PROFILES)


def wait_for_active(client, name: str) -> None:
    while active(client) != name:
        since = len(client.signals)
        if active(client) != name:
            client.wait_for_signal("PropertiesChanged", where=lambda s: "Active" in s.arguments[1], since=since)


def wait_for_levels(client, levels: dict) -> None:
    for number, brightness in levels.items():
        client.display(number).wait_for_property("Brightness", brightness)


def apply(client, name: str) -> None:
    client.call(ROOT, PROFILES, "Apply", "(s)", name)


def plug(client, connector: str, **description) -> str:
    """Plugs a simulated monitor in, quicker than a process could."""
    words = {"Connector": connector, **description}
    return client.simulator("Plug", "(a{sv})", {name: GLib.Variant("s", word) for name, word in words.items()})


def unplug(client, path: str) -> None:
    client.simulator("Unplug", "(o)", path)


def wait_for_decision(client, number: int, brightness: int) -> None:
    """Waits until a decision that was due has been made, which nobody sees where it changes nothing:
    it comes after two seconds, and what a user sets is learned after three."""
    client.shine(100)
    assert client.display(number).set(brightness)
    client.display(number).wait_for_points([(100.0, brightness)])


def test_applied_at_the_start(docked, client):
    assert client.read("Names", interface=PROFILES) == ["alone", "docked", "meeting-room"]
    assert client.read("Matching", interface=PROFILES) == "docked"
    assert [client.display(n).read("Minimum") for n in range(2)] == [0, 20]
    # Nobody is said to have asked for it.
    docked.wait_for_log("profile docked is active\n")


def test_the_monitors_decide(docked, client, lighten):
    lighten.output("sim", "plug", "--model", "Projector", "--connector", "HDMI-A-1")
    wait_for_levels(client, {0: 100, 1: 100, 2: 100})
    assert active(client) == "meeting-room"
    # The limit of the other profile counts no more.
    assert client.display(1).read("Minimum") == 0
    assert client.display(1).changes() == [(100, "restore", "")]
    lighten.output("sim", "unplug", "-d", 2)
    wait_for_levels(client, {0: 60, 1: 80})
    lighten.output("sim", "unplug", "-d", 1)
    wait_for_levels(client, {0: 40})
    assert active(client) == "alone"
    lighten.output("sim", "unplug", "-d", 0)
    wait_for_active(client, "")
    changes = [s.arguments[1]["Active"] for s in client.heard("PropertiesChanged") if "Active" in s.arguments[1]]
    assert changes == ["meeting-room", "docked", "alone", ""]


def test_a_restart_changes_nothing(hooks_record, docked, client, lightend, lighten):
    hooks_record.wait_for(["profile docked"])
    assert client.display(0).set(33)
    docked.stop()
    service = lightend("--simulate=2", HURRY)
    wait_for_active(client, "docked")
    # The limits count, the brightness is the user's.
    client.display(1).wait_for_property("Minimum", 20)
    assert client.display(0).brightness() == 33
    apply(client, "meeting-room")
    wait_for_levels(client, {0: 100, 1: 100})
    # The end of the service is the end of a hook too.
    hooks_record.wait_for(["profile docked", "profile meeting-room"])
    assert client.display(0).set(70)
    service.stop()
    # Nor is one forgotten that was chosen by hand.
    lightend("--simulate=2", HURRY)
    wait_for_active(client, "meeting-room")
    assert client.read("Matching", interface=PROFILES) == "docked"
    assert client.display(0).brightness() == 70
    lighten.output("sim", "unplug", "-d", 1)
    wait_for_levels(client, {0: 40})
    hooks_record.wait_for(["profile docked", "profile meeting-room", "profile alone"])


def test_other_monitors_after_a_restart(hooks_record, docked, client, lightend):
    hooks_record.wait_for(["profile docked"])
    docked.stop()
    lightend("--simulate=1", HURRY)
    wait_for_active(client, "alone")
    wait_for_levels(client, {0: 40})
    hooks_record.wait_for(["profile docked", "profile alone"])


def test_it_is_applied_once(hooks_record, config, lightend, client):
    config.write(CONFIG)
    lightend("--simulate=2", NO_HURRY)
    wait_for_active(client, "docked")
    wait_for_levels(client, {0: 60, 1: 80})
    client.forget_signals()
    assert client.display(0).set(33)
    # A monitor that comes and goes at once changes nothing.
    unplug(client, plug(client, "DP-9"))
    wait_for_decision(client, 1, 44)
    # As is seen when the next decision has been made.
    unplug(client, client.display(1).path)
    wait_for_active(client, "alone")
    wait_for_levels(client, {0: 40})
    assert client.display(0).changes() == [(33, "client", client.unique_name), (40, "restore", "")]
    hooks_record.wait_for(["profile docked", "profile alone"])


@pytest.fixture
def hooks_record(config, tmp_path):
    """What a hook hears of profiles."""
    record = Record(tmp_path / "record")
    folder = config.path.parent / "hooks.d"
    folder.mkdir(parents=True, exist_ok=True)
    hook = folder / "profile"
    hook.write_text(f'#!/bin/sh\n[ $1 != profile ] || {record.shell("$1 $LIGHTEN_PROFILE")}\n')
    hook.chmod(0o755)
    return record


def test_monitors_of_a_dock_count_together(config, lightend, client, hooks_record):
    config.write(CONFIG + "\n[profile passing]\ndisplays = left; SIM-3\nbrightness = 1\n")
    lightend("--simulate=1", NO_HURRY)
    wait_for_active(client, "alone")
    hooks_record.wait_for(["profile alone"])
    client.forget_signals()
    # For a moment there are those of another profile.
    unplug(client, plug(client, "SIM-3", Serial="X"))
    plug(client, "SIM-2")
    wait_for_active(client, "docked")
    wait_for_levels(client, {0: 60})
    hooks_record.wait_for(["profile alone", "profile docked"])
    assert client.display(0).changes() == [(60, "restore", "")]


def test_by_hand(hooks_record, docked, client, lighten):
    lighten.output("set", "-d", 1, 33)
    assert lighten.output("profile") == "NAME          STATUS\nalone\ndocked        active, matches\nmeeting-room\n"
    assert lighten.output("profile", "Alone") == ""
    # It is done, for the displays that it is about.
    assert [client.display(n).brightness() for n in range(2)] == [40, 33]
    assert client.display(1).read("Minimum") == 0
    assert lighten.output("profile").splitlines()[1:3] == ["alone         active", "docked        matches"]
    assert json.loads(lighten.output("profile", "--json")) == {
        "active": "alone",
        "matching": "docked",
        "names": ["alone", "docked", "meeting-room"],
    }
    # The same once more counts too.
    lighten.output("set", "-d", 0, 22)
    apply(client, "alone")
    assert client.display(0).brightness() == 40
    hooks_record.wait_for(["profile docked", "profile alone", "profile alone"])
    # Until monitors come or go.
    lighten.output("sim", "unplug", "-d", 1)
    hooks_record.wait_for(["profile docked"] + ["profile alone"] * 3)
    lighten.output("sim", "plug", "--connector", "SIM-2", "--serial", "S0002")
    wait_for_active(client, "docked")


def test_a_name_that_is_none(docked, client, lighten):
    outcome = lighten.run("profile", "dockd")
    assert (outcome.status, outcome.errors) == (2, "lighten: There is no profile “dockd”; did you mean “docked”?\n")
    with pytest.raises(BusFailure) as failure:
        apply(client, "x")
    assert failure.value.name == INVALID_ARGUMENTS
    assert failure.value.message.endswith(": There is no profile “x”; there are alone, docked, meeting-room.")
    assert lighten.run("profile", "--json", "docked").status == 2
    assert active(client) == "docked"


def test_none_of_its_monitors(docked, client, lighten):
    lighten.output("sim", "unplug", "-d", 0)
    wait_for_active(client, "")
    outcome = lighten.run("profile", "alone")
    assert (outcome.status, outcome.errors) == (
        3,
        "lighten: None of the displays of the profile “alone” is connected: left.\n",
    )


def test_a_monitor_that_does_not_take_it(docked, client, lighten):
    lighten.output("set", "-d", 0, 11)
    lighten.output("sim", "fault", "-d", 0, "unresponsive")
    with pytest.raises(BusFailure) as failure:
        apply(client, "docked")
    assert failure.value.name == ERROR + "Failed"
    assert failure.value.message.endswith(": docked is active, but: 0 (left): The simulated monitor does not answer.")
    # It is given it when it answers again.
    lighten.output("sim", "fault", "-d", 0, "none")
    wait_for_levels(client, {0: 60})


def test_an_input_is_switched_only_when_it_is_another(docked, client):
    # The last thing that is done; there is no signal of a feature that nobody had asked for.
    look_until(lambda: client.display(1).get_feature(INPUT)[0] == 0x11)
    assert client.display(0).get_feature(INPUT)[0] == 0x0F
    client.display(1).set_feature(INPUT, 0x0F)
    client.forget_signals()
    apply(client, "docked")
    apply(client, "docked")
    client.settle()
    assert [s.arguments for s in client.heard("FeatureChanged") if s.arguments[0] == INPUT] == [(INPUT, 0x11)]


def test_a_config_that_changes(docked, config, client):
    # What stands elsewhere in the file changes nothing.
    assert client.display(0).set(33)
    mark = "[display SIM-2]\nalias = right\n"
    # In one step: a file that is empty for a moment has no profile, and that could take longer.
    config.replace(mark + CONFIG.replace("brightness = 100", "brightness = 99"))
    client.display(1).wait_for_property("Alias", "right")
    wait_for_decision(client, 1, 44)
    assert client.display(0).brightness() == 33
    assert active(client) == "docked"
    config.write(CONFIG.replace("brightness = 60", "brightness = 70"))
    wait_for_levels(client, {0: 70})
    config.replace(CONFIG.replace("[profile docked", "[profile desk"))
    wait_for_active(client, "desk")
    config.replace("[display SIM-1]\nalias = left\n")
    wait_for_active(client, "")
    assert client.read("Names", interface=PROFILES) == []
    assert client.display(1).read("Minimum") == 0


def test_a_wrong_profile_changes_nothing(docked, config, client, lighten):
    config.replace(CONFIG.replace("input = hdmi1", "input = hdmi7"))
    docked.wait_for_log("[profile docked SIM-2] input: “hdmi7” is no input; did you mean “hdmi1”?\n")
    wait_for_decision(client, 1, 44)
    assert active(client) == "docked"
    assert lighten.output("profile").splitlines()[2] == "docked        active, matches"


def test_automatic_brightness_learns_nothing_from_it(config, lightend, client):
    # Learned is what has stood for three seconds, here a twentieth of that.
    config.write(CONFIG.replace("brightness = 60", "brightness = 60\nauto = true"))
    lightend("--simulate=2", "--hurry=20")
    client.wait_for_displays()
    client.shine(100)
    wait_for_active(client, "docked")
    wait_for_levels(client, {0: 60, 1: 80})
    assert client.display(0).read("Auto") is True
    # Once more, as it may have been dark until then.
    for name, levels in [("meeting-room", {0: 100, 1: 100}), ("docked", {0: 60, 1: 80})]:
        apply(client, name)
        wait_for_levels(client, levels)
    # What a user sets is learned, and would have been later than the profile's.
    assert client.display(0).set(30)
    client.display(0).wait_for_points([(100.0, 30)])
    assert client.display(1).points() == []


def test_without_profiles(lightend, client, lighten):
    lightend("--simulate=1")
    client.wait_for_displays()
    outcome = lighten.run("profile")
    assert outcome == (0, "", "lighten: There is no profile: write one into lightend.conf.\n")
    assert json.loads(lighten.output("profile", "--json")) == {"active": None, "matching": None, "names": []}
    assert lighten.run("profile", "docked").status == 2
