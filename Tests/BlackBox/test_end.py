"""How lightend ends where something else does not do its part, and what it keeps."""

import os
import signal
import subprocess
import time

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, MANAGER, ROOT, display_path
from support.looking import look_until
from support.processes import wait_until_idle
from support.service import Service, program

#: What is promised; the tests' machine may have other things to do.
END = 2.0
SLACK = 1.5


def end(service: Service, status: int = 0) -> None:
    """Ends a service, and checks that it takes no longer than is promised."""
    began = time.monotonic()
    service.send(signal.SIGTERM)
    assert service.wait_for_end() == status
    assert time.monotonic() - began < END + SLACK


@pytest.fixture
def stopped_bus(bus):
    """Stops the bus in the middle of whatever it does, until the test is over."""
    yield lambda: os.kill(bus.process_id, signal.SIGSTOP)
    os.kill(bus.process_id, signal.SIGCONT)


@pytest.mark.parametrize("fault", [{"hang": True}, {"delay": 0.5}], ids=["hang", "slow"])
def test_a_level_that_is_being_written_is_kept(desk, lightend, client, fault):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
    service = lightend()
    client.wait_for_displays()
    monitor.fail(**fault)
    calls = [client.display(0).start_set(30)]
    desk.wait_for_waiting("DP-1")
    # One more waits for the first.
    calls.append(client.display(0).start_set(31))
    client.settle()
    end(service)
    for call in calls:
        assert call.wait_for_error().endswith(".Gone")
        assert "lightend ends" in call.failure.message
    monitor.heal()
    client.wait_for_no_service()
    lightend()
    client.wait_for_displays()
    monitor.wait_for_value(31)
    assert client.display(0).brightness() == 31


def test_a_fade_is_kept(desk, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
    service = lightend()
    client.wait_for_displays()
    call = client.display(0).start_fade(90, 60_000)
    client.settle()
    end(service)
    assert call.wait_for_error().endswith(".Gone")
    client.wait_for_no_service()
    lightend()
    client.wait_for_displays()
    monitor.wait_for_value(90)


def test_callers_who_wait_for_the_first_look_are_answered(desk, lightend, client):
    monitor = Monitor(EDID(serial=1))
    monitor.fail(hang=True)
    desk.plug("DP-1", monitor)
    service = lightend()
    calls = [
        client.start_call(ROOT, MANAGER, "Refresh"),
        client.start_call(ROOT, MANAGER, "Resolve", "(s)", "0"),
        client.start_call(ROOT, BACKLIGHT, "SetBrightness", "(u)", 20),
        client.start_call(display_path(0), BACKLIGHT, "SetBrightness", "(u)", 20),
    ]
    client.settle()
    end(service)
    for call in calls:
        assert call.wait_for_error().endswith(".Gone")


def test_the_bus_stalls(desk, lightend, client, stopped_bus):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(20)
    stopped_bus()
    end(service)
    assert "brightness=20" in (desk.directory / "home/.local/state/lighten/displays").read_text()


@pytest.mark.parametrize("arguments", [[], ["--replace"]])
def test_the_bus_stalls_at_the_start(desk, environment, stopped_bus, tmp_path, arguments):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    stopped_bus()
    service = Service(["--verbose", *arguments], environment, tmp_path / "log")
    try:
        # It has begun to wait for the bus, on a thread of GDBus.
        look_until(lambda: len(os.listdir(f"/proc/{service.process_id}/task")) > 1)
        wait_until_idle(service.process_id)
        end(service)
    finally:
        service.kill()


def test_the_disk_stalls(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    desk.stall_disk()
    try:
        # It answers as ever.
        assert client.display(0).set(20)
        assert client.display(0).brightness() == 20
        end(service, 1)
    finally:
        desk.resume_disk()
    assert "the state could not be saved in time" in service.log


def test_a_disk_that_stalls_at_the_start_delays_nobody_for_long(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    desk.stall_disk()
    try:
        service = lightend()
        client.wait_for_displays()
        assert list(client.objects()) == [display_path(1000)]
        assert client.display(1000).set(20)
        service.wait_for_log("its disk does not answer")
    finally:
        desk.resume_disk()
    service.wait_for_log("the state file can be used again")
    end(service)


def test_the_disk_stalls_at_the_start(desk, lightend):
    desk.stall_disk()
    try:
        end(lightend())
    finally:
        desk.resume_disk()


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_the_service_starts_without_standard_streams(desk, environment, client, tmp_path, closed):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    command = ["sh", "-c", f'exec "$0" {closed}', program("lightend")]
    with open(tmp_path / "log", "w") as log:
        process = subprocess.Popen(command, env=environment, stdin=log, stdout=log, stderr=log)
    try:
        client.wait_for_service()
        client.wait_for_displays()
        assert client.display(0).set(20)
        for descriptor in range(3):
            if f"{descriptor}<" in closed or f"{descriptor}>" in closed:
                assert os.readlink(f"/proc/{process.pid}/fd/{descriptor}") == "/dev/null"
    finally:
        process.terminate()
        assert process.wait(20) == 0


@pytest.mark.parametrize("arguments, status", [(["lighten-ddc", "--version"], 0), (["lighten", "list"], 0)])
def test_programs_run_without_standard_streams(environment, lightend, client, arguments, status):
    lightend("--simulate=1")
    client.wait_for_displays()
    command = ["sh", "-c", 'exec "$0" "$@" 0<&- 1>&- 2>&-', program(arguments[0]), *arguments[1:]]
    assert subprocess.run(command, env=environment, timeout=20).returncode == status
