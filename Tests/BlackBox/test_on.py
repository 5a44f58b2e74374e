"""`lighten on`: a command for each event."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from support import Command, PrivateBus
from support.automation import VARIABLES, Record
from support.looking import look_until
from support.loop import DEADLINE
from support.processes import wait_until_idle
from support.service import program


class On:
    """A running `lighten on`."""

    def __init__(self, arguments: list, environment: dict, errors: Path, bus: PrivateBus):
        self._errors = errors
        self._bus = bus
        with open(errors, "w") as file:
            self.process = subprocess.Popen(
                [program("lighten"), "on", *map(str, arguments)], env=environment, stdin=subprocess.DEVNULL, stderr=file
            )

    @property
    def errors(self) -> str:
        return self._errors.read_text()

    def wait_for_error(self, wanted: str) -> None:
        look_until(lambda: wanted in self.errors, lambda: self.errors)

    def wait_until_heard(self) -> None:
        """Waits until it has handled every signal that was sent on the session bus by now."""
        # It says nothing of what it keeps in mind. But who sleeps has nothing left to read.
        wait_until_idle(self._bus.process_id)
        wait_until_idle(self.process.pid)

    def end(self, number: int = signal.SIGINT) -> int:
        os.kill(self.process.pid, number)
        return self.process.wait(DEADLINE)


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record")


@pytest.fixture
def on(environment, bus, client, tmp_path):
    """Starts `lighten on`, and waits until it listens: then it watches the service's name."""
    started = []

    def start(*arguments) -> On:
        rules = match_rules(client)
        started.append(On(arguments, environment, tmp_path / f"on-{len(started)}.log", bus))
        # Its signals and the name of the service. Then it asks for the displays, and what comes
        # before the answer is not lost.
        look_until(lambda: match_rules(client) >= rules + 2, lambda: f"{match_rules(client)} rules, {started[-1].errors}")
        return started[-1]

    yield start
    for process in started:
        process.process.kill()
        process.process.wait()


def match_rules(client) -> int:
    """How many connections listen to the name of the service."""
    statistics = client.call(
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.Debug.Stats",
        "GetAllMatchRules",
        destination="org.freedesktop.DBus",
    )
    return sum(
        "com.github.jcrd.lighten" in rule
        for rules in statistics.values()
        for rule in rules
    )


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2")
    client.wait_for_displays()
    return service


def test_a_change_with_all_that_is_known_of_it(two, config, client, lighten, record, on, tmp_path):
    config.write("[display SIM-2]\nalias = desk\n")
    client.display(1).wait_for_property("Alias", "desk")
    variables = tmp_path / "variables"
    on("changed", "-d", "desk", "--", "sh", "-c", f"env >{variables}; {record.shell()}")
    lighten.output("set", "-d", 0, 20)
    assert client.display(1).set(30)
    record.wait_for(["changed 1"])
    found = dict(line.split("=", 1) for line in variables.read_text().splitlines() if line.startswith("LIGHTEN_"))
    found.pop("LIGHTEN_BIN", None)
    assert found == {
        "LIGHTEN_EVENT": "changed",
        "LIGHTEN_DISPLAY": "1",
        "LIGHTEN_NAME": "desk",
        "LIGHTEN_ALIAS": "desk",
        "LIGHTEN_CONNECTOR": "SIM-2",
        "LIGHTEN_ID": "SIM-Monitor-S0002",
        "LIGHTEN_SERIAL": "S0002",
        "LIGHTEN_KIND": "simulated",
        "LIGHTEN_STATE": "ready",
        "LIGHTEN_BRIGHTNESS": "30",
        "LIGHTEN_ORIGIN": "client",
        "LIGHTEN_SENDER": client.unique_name,
        "LIGHTEN_PROFILE": "",
    }
    assert set(found) == set(VARIABLES)


def test_added_and_removed(two, lighten, record, on):
    text = "$LIGHTEN_EVENT $LIGHTEN_DISPLAY $LIGHTEN_NAME $LIGHTEN_CONNECTOR $LIGHTEN_BRIGHTNESS"
    on("added", "--", "sh", "-c", record.shell(text))
    on("removed", "-d", "DP-9", "--", "sh", "-c", record.shell(text))
    lighten.output("sim", "plug", "--connector", "DP-9", "--model", "U2720Q", "--brightness", 40)
    added = "added 2 Simulated U2720Q DP-9 40"
    record.wait_for([added])
    lighten.output("sim", "unplug", "-d", 0)
    lighten.output("sim", "unplug", "-d", "DP-9")
    removed = "removed 2 Simulated U2720Q DP-9 40"
    record.wait_for([added, removed])
    # It gets the brightness back that it had.
    lighten.output("sim", "plug", "--connector", "DP-9", "--model", "U2720Q", "--serial", "S0003")
    record.wait_for([added, removed, added])


@pytest.mark.parametrize("way", ["stop", "kill", "replace"])
def test_a_restart_adds_and_removes_nothing(two, lightend, client, lighten, record, on, way):
    for event in ("added", "changed"):
        on(event, "--", "sh", "-c", record.shell("$LIGHTEN_EVENT $LIGHTEN_CONNECTOR $LIGHTEN_BRIGHTNESS"))
    if way == "replace":
        lightend("--simulate=2", "--replace")
        two.wait_for_end()
    else:
        getattr(two, way)()
        client.wait_for_no_service()
        lightend("--simulate=2")
    client.wait_for_displays()
    lighten.output("sim", "plug", "--connector", "DP-9")
    record.wait_for(["added DP-9 50"])
    lighten.output("set", "-d", 1, 70)
    record.wait_for(["added DP-9 50", "changed SIM-2 70"])


def test_plugged_and_unplugged_while_no_service_ran(two, lightend, client, record, on):
    for event in ("added", "removed"):
        on(event, "--", "sh", "-c", record.shell())
    two.stop()
    client.wait_for_no_service()
    third = lightend("--simulate=3")
    record.wait_for(["added 2"])
    third.stop()
    client.wait_for_no_service()
    lightend("--simulate=1")
    record.wait_for(["added 2", "removed 1", "removed 2"])


def test_of_many_changes_the_newest_is_kept(two, lighten, record, on, tmp_path):
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    text = "$LIGHTEN_DISPLAY $LIGHTEN_BRIGHTNESS"
    # The first run waits until somebody opens the gate.
    command = f'{record.shell(text)}; if [ -p "{gate}" ]; then cat "{gate}"; rm "{gate}"; fi'
    process = on("changed", "--", "sh", "-c", command)
    lighten.output("set", "-d", 0, 10)
    record.wait_for(["0 10"])
    for brightness in (20, 30, 40):
        lighten.output("set", "-d", 0, brightness)
        lighten.output("set", "-d", 1, brightness + 1)
    process.wait_until_heard()
    with open(gate, "w"):
        pass
    record.wait_for(["0 10", "0 40", "1 41"])
    lighten.output("set", "-d", 0, 60)
    record.wait_for(["0 10", "0 40", "1 41", "0 60"])


def test_a_command_that_fails_is_named_and_run_again(two, lighten, record, on):
    process = on("changed", "--", "sh", "-c", f'{record.shell()}; [ $LIGHTEN_BRIGHTNESS = 20 ] && kill -9 $$; exit 7')
    lighten.output("set", "-d", 0, 10)
    process.wait_for_error("lighten: sh (changed, display 0) ended with status 7.\n")
    lighten.output("set", "-d", 0, 20)
    process.wait_for_error("lighten: sh (changed, display 0) was ended by signal 9.\n")
    assert record.lines() == ["changed 0"] * 2


def test_a_display_that_is_not_there_yet(two, lighten, record, on):
    process = on("added", "-d", "DP-9", "--", "sh", "-c", record.shell())
    process.wait_for_error("lighten: No display “DP-9”: connected are 0 (")
    lighten.output("sim", "plug", "--connector", "DP-8")
    lighten.output("sim", "plug", "--connector", "DP-9")
    record.wait_for(["added 3"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(two, lighten, record, on, number):
    process = on("changed", "--", "sh", "-c", f"trap 'echo told >>{record.path}; exit' TERM; {record.shell()}; sleep 60 & wait")
    lighten.output("set", "-d", 0, 10)
    record.wait_for(["changed 0"])
    assert process.end(number) == 0
    record.wait_for(["changed 0", "told"])
    assert process.errors == ""


def test_the_computer_woke_up(two, logind, lightend, client, record, on):
    on("wake", "--", "sh", "-c", record.shell("$LIGHTEN_EVENT:$LIGHTEN_DISPLAY"))
    logind.sleep()
    logind.wake()
    record.wait_for(["wake:"])


def test_a_display_answers_after_waking_up(logind, lightend, client, lighten, record, on):
    lightend("--simulate=2", "--hurry=10")
    client.wait_for_displays()
    logind.wait_for_inhibitors([("sleep", "lightend", "delay")])
    process = on("wake", "-d", 1, "--", "sh", "-c", record.shell("$LIGHTEN_EVENT $LIGHTEN_DISPLAY $LIGHTEN_STATE"))
    for count in (1, 2):
        logind.sleep()
        client.display(0).wait_for_property("State", "asleep")
        client.display(1).wait_for_property("State", "asleep")
        logind.wait_for_inhibitors([])
        lighten.output("sim", "fault", "-d", 1, "unresponsive")
        # That it woke up comes on another bus, and may be faster.
        process.wait_until_heard()
        logind.wake()
        client.display(0).wait_for_property("State", "ready")
        assert len(record.lines()) == count - 1
        lighten.output("sim", "fault", "-d", 1, "none")
        record.wait_for(["wake 1 ready"] * count)
        logind.wait_for_inhibitors([("sleep", "lightend", "delay")])


def test_without_a_system_bus(two, lighten):
    outcome = lighten.run("on", "wake", "--", "true")
    assert outcome.status == 1
    assert outcome.errors.startswith("lighten: there is no system bus to hear from that the computer woke up: ")


def test_wrong_arguments(two, lighten, tmp_path):
    outcome = lighten.run("on", "added", "--", "no-such-program")
    assert (outcome.status, outcome.errors) == (
        1,
        "lighten: there is no command “no-such-program” in PATH; give its path, or correct its name.\n",
    )
    file = tmp_path / "notes"
    file.write_text("")
    outcome = lighten.run("on", "added", "--", file)
    assert (outcome.status, outcome.errors) == (
        1,
        f"lighten: “{file}” is not a program that you may execute; “chmod +x” may help.\n",
    )
    outcome = lighten.run("on", "added", "--", tmp_path / "nothing")
    assert (outcome.status, outcome.errors) == (1, f"lighten: there is no program “{tmp_path}/nothing”.\n")
    for arguments in [("added",), ("added", "--"), ("plugged", "--", "true"), ("added", "ls", "-l"), ()]:
        outcome = lighten.run("on", *arguments)
        assert outcome.status == 2
        assert "lighten on <event> [--display <display> ...] [--quiet] -- <command>" in outcome.errors


def test_without_a_service(environment, bus):
    outcome = Command(environment).run("on", "added", "--", "true")
    assert outcome.status == 4
    assert outcome.errors.startswith("lighten: lightend is not running; ")
