"""Shells complete commands, displays, features and values; with the files of contrib/completions."""

import signal
import subprocess
import time

import pytest

from support import NAME, shells
from support.looking import look_until
from support.loop import DEADLINE

STARTS = [
    ("lighten set -d DP", "lighten set -d DP-9"),
    ("lighten vcp set power stan", "lighten vcp set power standby"),
    ("lighten vcp get sharp", "lighten vcp get sharpness"),
    ("lighten ref", "lighten refresh"),
    ("lighten watch --format way", "lighten watch --format waybar"),
]


@pytest.fixture
def complete(environment):
    """What bash offers for the last of some words."""
    return lambda *words: sorted(shells.complete_in_bash(environment, *words))


@pytest.fixture
def complete_something(complete):
    """What bash offers where it has something to offer: a service that does not answer within a
    second is not waited for, and then it is asked again."""
    return lambda *words: look_until(lambda: complete(*words))


@pytest.fixture(params=["bash", "zsh"])
def shell(request, environment, tmp_path):
    """A shell in a terminal."""
    with shells.Shell(request.param, environment, tmp_path) as shell:
        yield shell


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2")
    client.wait_for_displays()
    return service


def test_displays_are_those_of_the_running_service(two, lighten, complete_something):
    lighten.output("sim", "plug", "--manufacturer", "DEL", "--model", "U2720Q", "--connector", "DP-9")
    everything = ["0", "1", "2", "DP-9", "SIM-1", "SIM-2", "U2720Q"]
    assert complete_something("lighten", "set", "-d", "") == everything
    assert complete_something("lighten", "vcp", "get", "--display", "") == everything
    assert complete_something("lighten", "sim", "unplug", "-d", "") == everything
    assert complete_something("lighten", "get", "-d", "SIM-1", "-d", "S") == ["SIM-1", "SIM-2"]


@pytest.mark.parametrize("start, line", STARTS)
def test_every_shell_completes_what_is_typed(two, lighten, shell, start, line):
    lighten.output("sim", "plug", "--connector", "DP-9")
    shell.complete(start, line)


# What the program itself completes needs a command line, which fish has with a terminal only.
@pytest.mark.parametrize("start, line", STARTS[2:])
def test_fish_completes_what_is_asked(environment, start, line):
    assert shells.complete_in_fish(environment, start) == [line.split()[-1]]


def test_nothing_starts_the_service(bus, client, lighten, complete, tmp_path):
    started = tmp_path / "started"
    service = f"[D-BUS Service]\nName={NAME}\nExec=/bin/sh -c 'touch {started}; false'\n"
    (bus.services / f"{NAME}.service").write_text(service)
    client.call("/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig", destination="org.freedesktop.DBus")
    assert complete("lighten", "set", "-d", "") == []
    assert not started.exists()
    # Other commands do start it.
    assert lighten.run("list").status == 4
    assert started.exists()


def test_a_service_that_hangs_keeps_nobody_waiting(two, complete):
    two.send(signal.SIGSTOP)
    try:
        start = time.monotonic()
        assert complete("lighten", "set", "-d", "") == []
        assert time.monotonic() - start < DEADLINE
    finally:
        two.send(signal.SIGCONT)


def test_no_session_bus_is_no_displays(environment, complete):
    environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    assert complete("lighten", "set", "-d", "") == []


def test_commands(environment, complete):
    assert {"list", "set", "vcp", "watch"} <= set(complete("lighten", ""))
    assert complete("lighten", "vc") == ["vcp"]
    assert {"get", "set", "list", "capabilities"} <= set(complete("lighten", "vcp", ""))
    assert complete("lighten", "watch", "--format", "wa") == ["waybar"]


def test_features_and_their_values(environment, complete):
    assert complete("lighten", "vcp", "get", "contr") == ["contrast", "controller"]
    assert complete("lighten", "vcp", "set", "input", "hdmi") == ["hdmi1", "hdmi2"]
    assert complete("lighten", "vcp", "set", "power", "") == ["hard-off", "off", "on", "standby", "suspend"]
    assert complete("lighten", "vcp", "set", "contrast", "") == []


@pytest.mark.parametrize(
    "shell, file", [("bash", "lighten.bash"), ("zsh", "_lighten"), ("fish", "lighten.fish")]
)
def test_the_shells_can_read_them(shell, file):
    done = subprocess.run([shell, "-n", shells.COMPLETIONS / file], capture_output=True, text=True, timeout=DEADLINE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
