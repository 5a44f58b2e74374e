"""The worker processes of lighten-ddc: killed, stopped, broken; lightend does not mind."""

import os
import random
import shutil
import signal
import stat

import pytest

from emulator import CONTRAST, EDID, AdapterStyle, Monitor
from support import BACKLIGHT, DISPLAY, ERROR, VCP, BusFailure, display_path
from support.names import MANAGER, ROOT
from support.pending_call import LONGEST
from support.service import program


@pytest.fixture
def two(desk, lightend, client):
    """The service with a monitor on DP-1 and a neighbour on DP-9 that nothing may disturb."""
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    desk.plug("DP-9", Monitor(EDID(serial=9)))
    service = lightend()
    client.wait_for_displays()
    desk.monitor("DP-9").forget_records()
    return service


def assert_neighbour_undisturbed(desk, client) -> None:
    client.settle()
    assert dict(desk.monitor("DP-9").counts) == {}
    assert [s for s in client.signals if s.path == display_path(1)] == []
    assert client.heard("InterfacesRemoved") == client.heard("InterfacesAdded") == []


def test_each_monitor_has_a_worker_of_its_own(desk, two):
    assert set(two.workers()) == {desk.bus_number("DP-1"), desk.bus_number("DP-9")}


def test_a_worker_has_its_standard_streams(desk, two, client):
    # What is written to a missing one would go to the monitor's bus.
    assert client.display(0).set(23)
    worker = two.workers()[desk.bus_number("DP-1")]
    streams = [os.readlink(f"/proc/{worker}/fd/{number}") for number in (0, 1, 2)]
    errors = os.readlink(f"/proc/{two.process_id}/fd/2")
    assert streams == ["/dev/null", errors, errors]


def test_an_idle_worker_is_killed(desk, two, client):
    bus = desk.bus_number("DP-1")
    worker = two.workers()[bus]
    os.kill(worker, signal.SIGKILL)
    two.wait_for_worker(bus, other_than=worker)
    assert client.display(0).set(23)
    assert desk.monitor("DP-1").brightness == 23
    assert client.display(0).state == "ready"
    assert client.display(0).property_changes("State") == []
    assert_neighbour_undisturbed(desk, client)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM])
def test_a_worker_dies_during_a_write(desk, two, client, number):
    monitor = desk.monitor("DP-1")
    bus = desk.bus_number("DP-1")
    monitor.fail(delay=1.0)
    call = client.display(0).start_set(24)
    desk.wait_for_waiting("DP-1")
    os.kill(two.workers()[bus], number)
    monitor.heal()
    assert call.wait() is True
    assert monitor.brightness == 24
    assert client.display(0).state == "ready"
    client.settle()
    assert [change[0] for change in client.display(0).changes()] == [24]
    assert_neighbour_undisturbed(desk, client)


def test_a_worker_dies_during_a_read(desk, two, client):
    monitor = desk.monitor("DP-1")
    monitor.fail(delay=1.0)
    call = client.display(0).start_call(VCP, "Get", "(y)", CONTRAST)
    desk.wait_for_waiting("DP-1")
    os.kill(two.workers()[desk.bus_number("DP-1")], signal.SIGKILL)
    monitor.heal()
    assert call.wait() == (70, 100)


@pytest.mark.parametrize("times", [3, 6])
def test_a_worker_dies_again_and_again(desk, two, client, times):
    bus = desk.bus_number("DP-1")
    desk.monitor("DP-1").fail(hang=True)
    call = client.display(0).start_set(25)
    worker = 0
    for _ in range(times):
        worker = two.wait_for_worker(bus, other_than=worker)
        os.kill(worker, signal.SIGKILL)
    desk.monitor("DP-1").heal()
    # A caller does not wait forever, but what was asked for is done in the end.
    try:
        assert call.wait() is True
    except BusFailure as failure:
        assert failure.name == ERROR + "Unresponsive" and times > 3
    desk.monitor("DP-1").wait_for_value(25)
    client.display(0).wait_for_property("State", "ready")
    assert_neighbour_undisturbed(desk, client)


def test_a_stopped_worker_is_replaced(desk, two, client):
    bus = desk.bus_number("DP-1")
    worker = two.workers()[bus]
    os.kill(worker, signal.SIGSTOP)
    call = client.display(0).start_set(26)
    assert client.display(0).brightness() == 50
    assert call.wait_for_error() == ERROR + "Unresponsive"
    assert call.seconds > 4
    # The last wish is written by the next one.
    desk.monitor("DP-1").wait_for_value(26)
    client.display(0).wait_for_property("State", "ready")
    assert two.wait_for_worker(bus) != worker
    assert client.display(0).set(27)
    assert_neighbour_undisturbed(desk, client)


def test_lightend_dies_and_takes_its_workers_along(desk, two):
    two.kill()
    assert two.process.returncode == -signal.SIGKILL


BROKEN_WORKERS = {
    "ends": "exit 1",
    "aborts": "kill -ABRT $$",
    "talks-nonsense": "head -c 4096 /dev/urandom >&3; exec sleep 1000",
    "writes-to-stdout": "yes x | head -c 100000; echo error >&2; exit 0",
}


@pytest.fixture
def start_with_worker(lightend, tmp_path):
    """Starts lightend in a folder whose lighten-ddc is another program, or missing."""

    def start(script):
        folder = tmp_path / "broken"
        folder.mkdir()
        shutil.copy(program("lightend"), folder / "lightend")
        if script is not None:
            worker = folder / "lighten-ddc"
            worker.write_text(f"#!/bin/sh\necho started >> {tmp_path}/starts\n{script}\n")
            worker.chmod(stat.S_IRWXU)
        return lightend(executable=str(folder / "lightend"))

    return start


@pytest.mark.parametrize("script", BROKEN_WORKERS.values(), ids=BROKEN_WORKERS)
def test_a_worker_that_never_works(desk, start_with_worker, client, tmp_path, script):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    desk.add_panel(brightness=400)
    start_with_worker(script)
    objects = client.objects()
    display = objects[display_path(0)]
    assert display[DISPLAY]["Connector"] == "DP-1"
    assert BACKLIGHT not in display
    assert display[DISPLAY]["State"] in ("unresponsive", "probing")
    assert display[DISPLAY]["Reason"].endswith(".")
    # The rest works, and nobody starts workers as fast as the machine can.
    assert client.display(1).set(30)
    starts = (tmp_path / "starts").read_text().count("started")
    assert 1 <= starts <= 15


SLOW_WORKERS = {
    "ends": "exit 1",
    "ends-late": "sleep 2; exit 1",
    "never-greets": "exec sleep 1000",
    "greets-late": 'sleep 4; exec "$LIGHTEN_BIN/lighten-ddc" "$@"',
}


@pytest.mark.parametrize("script", SLOW_WORKERS.values(), ids=SLOW_WORKERS)
def test_a_worker_that_never_works_keeps_nobody_waiting(desk, start_with_worker, client, script):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    start_with_worker(script)
    client.wait_for_displays()
    display = client.display(0)
    for _ in range(2):
        calls = [
            client.start_call(ROOT, MANAGER, "Refresh"),
            display.start_call(VCP, "Get", "(y)", CONTRAST),
            display.start_call(VCP, "Capabilities"),
            client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", {display.path: 20}),
        ]
        for call in calls:
            try:
                call.wait()
            except BusFailure as failure:
                assert failure.name == ERROR + "Unresponsive"
            assert call.seconds < LONGEST


def test_a_worker_of_another_version(desk, start_with_worker, client):
    # The package was upgraded under the lightend that runs.
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    start_with_worker("printf 'lighten-ddc 2\\nwhatever' >&3; exec sleep 1000")
    display = client.objects()[display_path(0)][DISPLAY]
    assert display["State"] == "unsupported"
    assert display["Reason"].endswith("restart lightend: systemctl --user restart lightend.")


def test_a_worker_that_is_missing(desk, start_with_worker, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    start_with_worker(None)
    display = client.objects()[display_path(0)]
    assert BACKLIGHT not in display
    assert display[DISPLAY]["State"] == "unsupported"
    assert "lighten-ddc" in display[DISPLAY]["Reason"]
    client.manager("Refresh")
    assert client.display(0).interfaces >= {DISPLAY}


def test_everything_at_once(desk, lightend, client):
    """Plugs, kills, stops, faults and requests in a random but repeatable order."""
    chance = random.Random(20240229)
    names = ["DP-1", "DP-2", "HDMI-A-1"]
    monitors = {}
    for number, name in enumerate(names):
        style = AdapterStyle.TRANSIENT if name == "DP-2" else None
        monitors[name] = desk.plug(name, Monitor(EDID(serial=number + 1)), style=style)
    service = lightend()
    client.wait_for_displays()
    calls = []

    def unplug_or_plug(name):
        if desk.monitor(name):
            desk.unplug(name)
        else:
            desk.plug(name, monitors[name])

    def signal_worker(name):
        for worker in service.workers().values():
            if chance.random() < 0.5:
                try:
                    os.kill(worker, chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGABRT]))
                except ProcessLookupError:
                    pass  # It was faster.

    def break_or_heal(name):
        fault = chance.choice(["nak", "delay", "corrupt_checksum", ""])
        if fault:
            monitors[name].fail(**{fault: 0.2 if fault == "delay" else True})
        else:
            monitors[name].heal()

    def ask(name):
        display = client.display(chance.randrange(3))
        calls.extend(display.start_set(chance.randrange(101)) for _ in range(5))

    actions = [unplug_or_plug, signal_worker, break_or_heal, ask, ask]
    for _ in range(60):
        chance.choice(actions)(chance.choice(names))
        client.objects()

    for name in names:
        monitors[name].heal()
        if not desk.monitor(name):
            desk.plug(name, monitors[name])
    client.manager("Refresh")
    for call in calls:
        try:
            assert call.wait() is True
        except BusFailure as failure:
            assert failure.name.startswith(ERROR) or failure.name.endswith("UnknownMethod"), failure
    for number, name in enumerate(names):
        client.display(number).wait_for_interface(BACKLIGHT)
        assert client.display(number).set(40 + number)
        assert monitors[name].brightness == 40 + number
    assert service.process.poll() is None
