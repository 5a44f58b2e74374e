"""How lightend starts and ends, and what its programs are made of."""

import signal
import subprocess
import time

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, Client, display_path
from support.service import program

LIMIT = 60


def run(environment: dict, *arguments, name: str = "lightend") -> subprocess.CompletedProcess:
    """Runs a program to its end."""
    command = [program(name), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT)


def test_a_second_instance_leaves_the_first_alone(desk, environment, lightend, client):
    desk.plug("DP-1")
    lightend()
    client.wait_for_displays()
    owner = client.owner
    second = run(environment)
    assert second.returncode == 4
    assert "another instance" in second.stderr and "--replace" in second.stderr
    assert client.owner == owner
    assert client.display(0).set(20)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGILL])
def test_a_crash_ends_it_at_once(lightend, client, number):
    # Where Swift is installed, its crash handler would keep it, and nobody would start it anew.
    service = lightend("--simulate=1")
    client.wait_for_displays()
    assert client.display(0).set(20)
    service.send(number)
    assert service.wait_for_end() == -number
    lightend("--simulate=1")
    client.wait_for_displays()
    assert client.display(0).set(21)


def test_replace_takes_over(desk, environment, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    first = lightend()
    client.wait_for_displays()
    assert client.display(0).set(20)
    lightend("--replace")
    assert first.wait_for_end() == 0
    client.wait_for_displays()
    assert client.display(0).set(21)
    assert monitor.brightness == 21


def test_replace_without_another_instance(desk, lightend, client):
    desk.plug("DP-1")
    lightend("--replace")
    client.wait_for_displays()
    assert client.display(0).set(20)


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", None, "nonsense"])
def test_no_session_bus(environment, address):
    del environment["DBUS_SESSION_BUS_ADDRESS"]
    if address:
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
    result = run(environment)
    assert result.returncode == 4
    assert "session bus" in result.stderr
    assert result.stdout == ""


def test_the_bus_ends(bus, desk, lightend, client):
    desk.plug("DP-1")
    service = lightend()
    client.wait_for_displays()
    workers = service.workers().values()
    assert len(workers) == 1
    bus.stop()
    assert service.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_signals_end_it_cleanly(desk, lightend, client, number, busy):
    monitors = [desk.plug(f"DP-{n}", Monitor(EDID(serial=n))) for n in (1, 2)]
    service = lightend()
    client.wait_for_displays()
    calls = []
    if busy:
        monitors[0].fail(hang=True)
        calls = [client.display(0).start_set(30), client.display(1).start_fade(90, 60_000)]
        desk.wait_for_waiting("DP-1")
    began = time.monotonic()
    service.send(number)
    assert service.wait_for_end() == 0
    # A second is promised; this machine may have other things to do.
    assert time.monotonic() - began < 3
    for call in calls:
        call.wait_for_error()
    client.wait_for_no_service()
    for name in ("DP-1", "DP-2"):
        desk.wait_until_released(name)


def test_it_can_end_while_it_starts(desk, lightend):
    desk.plug("DP-1")
    service = lightend()
    service.send(signal.SIGTERM)
    assert service.wait_for_end() == 0


def test_what_was_set_is_saved_at_the_end(desk, lightend, client):
    desk.plug("DP-1")
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(20)
    service.stop()
    lightend()
    client.wait_for_displays()
    assert client.display(0).read("Writes") == 1


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_questions_about_the_program(environment, arguments):
    del environment["DBUS_SESSION_BUS_ADDRESS"]
    result = run(environment, *arguments)
    assert result.returncode == 0
    assert result.stderr == ""
    words = ["0."] if arguments == ["--version"] else ["--simulate", "--replace", "--verbose"]
    assert all(word in result.stdout for word in words)


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["word"]]
    + [[f"--simulate={count}"] for count in ("many", -1, 100000)]
    + [[f"--time-scale={factor}"] for factor in ("slow", "nan", "inf", 0, 0.009, -1, 1000.5)]
    + [["--hurry=1001"]],
)
def test_wrong_options(environment, arguments):
    result = run(environment, *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert arguments[0].split("=")[-1] in result.stderr


def test_the_worker_is_not_for_people(environment):
    for arguments in ([], ["--help"], ["-1"], ["3", "4"]):
        result = run(environment, *arguments, name="lighten-ddc")
        assert result.returncode == 2
        assert "lightend" in result.stderr


def libraries(name: str) -> str:
    """The libraries of a program, with those that they need."""
    result = subprocess.run(["ldd", program(name)], capture_output=True, text=True, timeout=LIMIT, check=True)
    return result.stdout


def test_lightend_links_neither_foundation_nor_libddcutil():
    found = libraries("lightend")
    assert "libglib-2.0" in found
    assert "Foundation" not in found
    assert "libddcutil" not in found


def test_the_worker_links_libddcutil_but_not_foundation():
    found = libraries("lighten-ddc")
    assert "libddcutil" in found
    assert "Foundation" not in found


def test_the_terminal_gets_one_plain_line_for_a_monitor(desk, environment, client, tmp_path):
    desk.plug("DP-1", Monitor(EDID("DEL", 0xA0C7, 5, name="DELL U2720Q")))
    with open(tmp_path / "output", "w") as output:
        process = subprocess.Popen([program("lightend")], env=environment, stdout=output, stderr=output)
    try:
        client.wait_for_service()
        client.wait_for_displays()
        assert client.display(0).set(20)
    finally:
        process.terminate()
        assert process.wait(LIMIT) == 0
    lines = (tmp_path / "output").read_text().splitlines()
    assert len(lines) == 1, lines
    assert "Dell U2720Q" in lines[0] and "DP-1" in lines[0]


def test_clients_that_leave_do_no_harm(bus, desk, lightend, client):
    monitor = desk.plug("DP-1")
    lightend()
    client.wait_for_displays()
    monitor.fail(delay=0.3)
    with Client(bus.address) as other:
        other.start_call(display_path(0), BACKLIGHT, "SetBrightness", "(u)", 77)
        other.connection.flush_sync(None)
    monitor.wait_for_value(77)
    monitor.heal()
    assert client.display(0).set(20)
