"""Workers that end: each is reaped, and none starts before the one on its bus is gone."""

import os
import signal
from collections import Counter

import pytest

from emulator import EDID, AdapterStyle, Monitor
from support import BACKLIGHT, ERROR, display_path, processes
from support.looking import look_until
from support.names import MANAGER, ROOT
from support.pending_call import LONGEST

#: How often things happen, so that what is left behind each time adds up.
TIMES = 10


def kinds(service) -> Counter:
    """The open descriptors of a service by kind; the numbers in `socket:[1234]` say nothing."""
    return Counter(target.split("[")[0] for target in processes.descriptors(service.process_id).values())


def assert_nothing_left(service, before: Counter, workers: int) -> None:
    """Every worker that ended is reaped, and no descriptor of it is left."""
    processes.wait_for_no_zombies(service.process_id)
    look_until(lambda: kinds(service) == before, lambda: f"{kinds(service)}, before {before}")
    assert len(service.workers()) == workers
    assert len(processes.children(service.process_id)) == workers


@pytest.mark.parametrize("style", [AdapterStyle.LINKED, AdapterStyle.TRANSIENT])
def test_fifty_plugs(desk, lightend, client, style):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)), style=style)
    service = lightend()
    client.wait_for_displays()
    before = kinds(service)
    for _ in range(50):
        since = len(client.signals)
        desk.unplug("DP-1")
        client.wait_for_removed(display_path(0), since=since)
        desk.plug("DP-1", monitor)
        client.wait_for_added(display_path(0), BACKLIGHT, since=since)
    assert_nothing_left(service, before, workers=1)


def test_plugs_of_a_monitor_that_has_to_be_found(desk, lightend, client):
    desk.add_connector("HDMI-A-1", AdapterStyle.LINKED)
    desk.tree.path(f"{desk.connectors['HDMI-A-1'].path}/ddc").unlink()
    monitor = desk.plug("HDMI-A-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    before = kinds(service)
    for _ in range(TIMES):
        since = len(client.signals)
        desk.unplug("HDMI-A-1")
        client.wait_for_removed(display_path(0), since=since)
        desk.plug("HDMI-A-1", monitor)
        client.wait_for_added(display_path(0), BACKLIGHT, since=since)
    assert_nothing_left(service, before, workers=1)


def test_a_display_that_is_switched_off_and_on(desk, lightend, client, config):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    config.write("")
    service = lightend()
    client.wait_for_displays()
    before = kinds(service)
    for _ in range(TIMES):
        config.write("[display DP-1]\nenabled = false\n")
        client.display(0).wait_for_property("State", "unsupported")
        config.write("")
        client.display(0).wait_for_property("State", "ready")
    assert_nothing_left(service, before, workers=1)


def test_adapters_that_change_their_number(desk, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)), style=AdapterStyle.TRANSIENT, bus=7)
    service = lightend()
    client.wait_for_displays()
    before = kinds(service)
    for bus in range(8, 8 + TIMES):
        worker = service.workers()[bus - 1]
        desk.unplug("DP-1", announce=False)
        desk.plug("DP-1", monitor, bus=bus)
        service.wait_for_worker(bus)
        processes.wait_until_ended(worker)
    assert client.display(0).set(20)
    assert_nothing_left(service, before, workers=1)


def test_workers_that_are_killed(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    before = kinds(service)
    bus = desk.bus_number("DP-1")
    for value in range(20, 20 + TIMES):
        worker = service.workers()[bus]
        os.kill(worker, signal.SIGKILL)
        service.wait_for_worker(bus, other_than=worker)
        # A greeting alone says little: the next wait is as short as the first only after an answer.
        assert client.display(0).set(value)
    assert_nothing_left(service, before, workers=1)


def test_workers_end_with_the_service(desk, lightend, client):
    for name in ("DP-1", "DP-2"):
        desk.plug(name)
    service = lightend()
    client.wait_for_displays()
    workers = list(service.workers().values())
    service.send(signal.SIGTERM)
    service.wait_for_end()
    # Lightend has waited for them: the next one may start its own at once.
    assert [worker for worker in workers if processes.is_there(worker)] == []


@pytest.mark.parametrize("way", ["plug", "another-monitor", "switch-on", "refresh"])
def test_no_worker_starts_before_the_one_on_its_bus_is_gone(desk, lightend, client, config, way):
    """The kernel lets a worker that was killed go only when its transfer ends."""
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    config.write("")
    service = lightend()
    client.wait_for_displays()
    before = kinds(service)
    bus = desk.bus_number("DP-1")
    worker = service.workers()[bus]
    number = 0
    with desk.lacking("kills"):
        monitor.fail(hang=True)
        call = client.display(0).start_set(30)
        desk.wait_for_waiting("DP-1")
        if way == "plug":
            desk.unplug("DP-1")
            client.wait_for_removed(display_path(0))
            desk.plug("DP-1", monitor)
        elif way == "another-monitor":
            desk.unplug("DP-1", announce=False)
            monitor = desk.plug("DP-1", Monitor(EDID(serial=2)))
            number = 1
        elif way == "switch-on":
            config.write("[display DP-1]\nenabled = false\n")
            client.display(0).wait_for_property("State", "unsupported")
            config.write("")
            client.wait_for_signal("PropertiesChanged", where=lambda signal: "State" in signal.arguments[1])
        refresh = client.start_call(ROOT, MANAGER, "Refresh")
        # Whoever asks is answered nevertheless.
        assert call.wait_for_error() in [ERROR + name for name in ("Gone", "Unresponsive", "Unsupported")]
        refresh.wait()
        assert max(call.seconds, refresh.seconds) < LONGEST
        assert processes.children(service.process_id) == [worker]
    monitor.heal()
    service.wait_for_worker(bus, other_than=worker)
    processes.wait_until_ended(worker)
    client.display(number).wait_for_interface(BACKLIGHT)
    client.display(number).wait_for_property("State", "ready")
    assert client.display(number).set(31)
    assert monitor.brightness == 31
    assert_nothing_left(service, before, workers=1)
