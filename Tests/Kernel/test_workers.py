# SPDX-License-Identifier: MIT
"""Workers that end and monitors that hang."""

import os
import signal
import time

import pytest


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
    # libddcutil 1.4 does not survive this; its worker is replaced.
    service.forbidden.remove("Assertion")
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
