"""The programs in contrib/examples do what they say."""

import configparser
import os
import subprocess
from pathlib import Path

import pytest

from clients import LineProcess
from support.automation import Record
from support.lines import LineReader
from support.looking import look_until
from support.loop import DEADLINE
from support.service import program

EXAMPLES = Path(__file__).resolve().parents[2] / "contrib/examples"


@pytest.fixture
def environment(environment):
    """With the built programs in PATH."""
    return {**environment, "PATH": f"{Path(program('lighten')).parent}:{environment['PATH']}"}


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record")


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2")
    client.wait_for_displays()
    return service


@pytest.fixture
def run(environment):
    """Starts an example; it ends with the test."""
    started = []

    def start(*command) -> LineProcess:
        started.append(LineProcess([EXAMPLES / command[0], *command[1:]], environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def test_notify_plug(environment, config, record, tmp_path, lightend, client, lighten):
    # The desktop's program is another one here.
    programs = tmp_path / "programs"
    programs.mkdir()
    notify = programs / "notify-send"
    notify.write_text(f"#!/bin/sh\n{record.shell('$1: $2')}\n")
    notify.chmod(0o755)
    environment["PATH"] = f"{programs}:{environment['PATH']}"
    hooks = config.path.parent / "hooks.d"
    hooks.mkdir(parents=True)
    # As the user's own, whoever owns the sources.
    (hooks / "notify-plug").write_bytes((EXAMPLES / "notify-plug").read_bytes())
    (hooks / "notify-plug").chmod(0o755)
    lightend("--simulate=1")
    client.wait_for_displays()
    lighten.output("sim", "plug", "--manufacturer", "DEL", "--model", "U2720Q", "--connector", "DP-9")
    added = "Dell U2720Q: is connected to DP-9"
    record.wait_for([added])
    assert client.display(0).set(20)
    lighten.output("sim", "unplug", "-d", "DP-9")
    record.wait_for([added, "Dell U2720Q: was unplugged from DP-9"])


def test_switch_input(two, client, lighten, run, environment):
    # It says that the monitor is not there yet when it listens.
    process = subprocess.Popen(
        [EXAMPLES / "switch-input", "DP-9", "0x11", "70"], env=environment, stderr=subprocess.PIPE
    )
    try:
        assert LineReader(process.stderr).next().startswith("lighten: No display “DP-9”")
        lighten.output("sim", "plug", "--connector", "DP-9")
        client.display(2).wait_for_property("Brightness", 70)
        look_until(lambda: client.display(2).get_feature(0x60)[0] == 0x11)
        assert client.display(0).brightness() == 50
        assert client.display(0).get_feature(0x60)[0] == 0x0F
    finally:
        process.terminate()
        assert process.wait(DEADLINE) == 0
        process.stderr.close()
    outcome = subprocess.run(
        [EXAMPLES / "switch-input"], env=environment, capture_output=True, text=True, timeout=DEADLINE
    )
    assert (outcome.returncode, outcome.stderr[:19]) == (2, "usage: switch-input")


def test_dim_at_night(two, client, environment):
    folder = EXAMPLES / "dim-at-night"
    subprocess.run([folder / "dim", "20", "300ms"], env=environment, check=True, timeout=DEADLINE)
    assert [client.display(n).brightness() for n in range(2)] == [20, 20]
    assert {origin for _, origin, _ in client.display(0).changes()} == {"fade"}
    # The arguments of the service are those that it understands.
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read(folder / "dim.service")
    command, *arguments = unit["Service"]["ExecStart"].split()
    assert command == "%h/.local/bin/dim"
    assert client.display(0).set(100)
    process = subprocess.Popen([folder / "dim", *arguments], env=environment)
    try:
        # 70 steps in ten minutes.
        client.display(0).wait_for_property("Brightness", 99)
    finally:
        process.terminate()
        process.wait(DEADLINE)
    wrong = subprocess.run([folder / "dim", "dark"], env=environment, stderr=subprocess.DEVNULL, timeout=DEADLINE)
    assert wrong.returncode == 2


def test_sync_brightness(two, client, lighten, run, environment):
    process = run("sync-brightness", "SIM-1", "SIM-2")
    process.wait_for_line(lambda line: line == "ready")
    assert client.display(0).set(30)
    client.display(1).wait_for_property("Brightness", 30)
    lighten.output("sim", "press", "-d", 1, 65)
    client.display(0).wait_for_property("Brightness", 65)
    client.settle()
    # Each change once: neither answers the other's echo.
    assert [change[0] for change in client.display(0).changes()] == [30, 65]
    assert [change[0] for change in client.display(1).changes()] == [30, 65]
    for arguments, message in [((), "usage: sync-brightness"), (("SIM-1", "DP-7"), "sync-brightness: No display “DP-7”")]:
        outcome = subprocess.run(
            [EXAMPLES / "sync-brightness", *arguments], env=environment, capture_output=True, text=True, timeout=DEADLINE
        )
        assert outcome.returncode == 1
        assert outcome.stderr.startswith(message)


def test_every_example_is_run_here():
    names = {path.name for path in EXAMPLES.iterdir()}
    tests = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert names - {"README.md"} <= tests
    for path in EXAMPLES.rglob("*"):
        assert path.suffix or path.is_dir() or os.access(path, os.X_OK)
