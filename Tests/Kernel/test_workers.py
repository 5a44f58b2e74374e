# SPDX-License-Identifier: MIT
"""Workers that end, hang or are left over."""

import os
import signal
import time

import pytest

from support import BACKLIGHT, processes
from support.looking import look_until


@pytest.fixture
def monitor(card):
    """A monitor that is plugged in."""
    monitor = card["DP-1"]
    monitor.plug()
    return monitor


@pytest.fixture
def service(monitor, lightend, client):
    """The service, which controls the monitor."""
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(40)
    return service


def test_a_worker_that_is_killed_is_replaced(service, monitor, client):
    first = service.wait_for_worker(monitor.bus)
    os.kill(first, signal.SIGKILL)
    service.wait_for_worker(monitor.bus, other_than=first)
    assert client.display(0).set(60)
    assert monitor.brightness == 60


def test_a_worker_that_is_killed_in_an_operation_is_replaced(service, monitor, client):
    monitor.reset_counters()
    monitor.hang(count=1)
    call = client.display(0).start_set(60)
    monitor.wait_for_count("faulted", 1)
    os.kill(service.wait_for_worker(monitor.bus), signal.SIGKILL)
    # The kernel ends the process when its transfer is over.
    monitor.recover()
    assert call.wait()
    assert monitor.brightness == 60


def test_a_monitor_that_hangs_is_controlled_again_afterwards(service, monitor, client):
    display = client.display(0)
    monitor.hang()
    assert display.start_set(60).wait_for_error().endswith("Unresponsive")
    display.wait_for_property("State", "unresponsive")
    monitor.recover()
    display.wait_for_property("State", "ready")
    monitor.wait_for_brightness(60)


def test_a_clock_that_is_set_back_does_no_harm(service, monitor, client):
    display = client.display(0)
    now = time.clock_gettime(time.CLOCK_REALTIME)
    try:
        for hours in range(1, 4):
            time.clock_settime(time.CLOCK_REALTIME, now - hours * 3600)
            assert display.set(50 + hours)
            assert monitor.brightness == 50 + hours
            assert display.get_feature(0x12) == (75, 100)
    finally:
        time.clock_settime(time.CLOCK_REALTIME, now)
    assert display.set(90)
    assert monitor.brightness == 90


def test_fifty_plugs_leave_nothing_behind(card, lightend, client):
    monitors = [card["DP-1"], card["DP-2"]]
    for monitor in monitors:
        monitor.come_and_go_with_adapter()
    service = lightend()
    client.wait_for_displays()

    def plug_all():
        displays = [client.display(number).path for number in range(len(monitors))]
        client.forget_signals()
        for monitor in monitors:
            monitor.plug()
        for display in displays:
            client.wait_for_added(display, BACKLIGHT)
        for monitor in monitors:
            monitor.unplug()
        for display in displays:
            client.wait_for_removed(display)
        for monitor in monitors:
            monitor.wait_for_no_adapter()

    # The first time is what later times are compared with.
    plug_all()
    look_until(lambda: not processes.children(service.process_id), lambda: processes.children(service.process_id))
    before = descriptors(service.process_id)
    for _ in range(50 // len(monitors)):
        plug_all()
    look_until(lambda: not processes.children(service.process_id), lambda: processes.children(service.process_id))
    assert descriptors(service.process_id) == before


def descriptors(process_id: int) -> list:
    """What the open descriptors of a process lead to, without the numbers of sockets and pipes."""
    folder = f"/proc/{process_id}/fd"
    return sorted(os.readlink(f"{folder}/{name}").split(":")[0] for name in os.listdir(folder))
