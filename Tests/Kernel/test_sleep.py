# SPDX-License-Identifier: MIT
"""The computer sleeps and wakes up."""

import pytest


@pytest.fixture
def monitor(card, lightend, client):
    """A monitor at 40% that the service controls."""
    monitor = card["DP-1"]
    monitor.plug()
    lightend()
    client.wait_for_displays()
    assert client.display(0).set(40)
    return monitor


def test_a_monitor_that_lost_its_level_gets_it_back(monitor, login, client):
    login.sleep(lambda: monitor.press_button(90))
    monitor.wait_for_brightness(40)
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).brightness() == 40


def test_a_monitor_that_sleeps_on_is_waited_for(monitor, login, client):
    def fall_asleep():
        monitor.press_button(90)
        monitor.be_deaf_while_off()
        monitor.set_feature(0xD6, 4)
        monitor.reset_counters()

    login.sleep(fall_asleep)
    monitor.wait_for_count("nak", 1)
    assert monitor.brightness == 90
    monitor.set_feature(0xD6, 1)
    monitor.wait_for_brightness(40)
    client.display(0).wait_for_property("State", "ready")


def test_a_monitor_that_is_deaf_after_the_wake_is_waited_for(monitor, login, client):
    def go_deaf():
        monitor.press_button(90)
        monitor.fail("nak_all")
        monitor.reset_counters()

    login.sleep(go_deaf)
    monitor.wait_for_count("faulted", 1)
    monitor.recover()
    monitor.wait_for_brightness(40)
    client.display(0).wait_for_property("State", "ready")


def test_a_request_while_the_computer_falls_asleep_is_kept(monitor, login, client):
    call = None

    def ask():
        nonlocal call
        call = client.display(0).start_set(65)
        assert call.wait_for_error().endswith("Asleep")

    login.sleep(ask)
    monitor.wait_for_brightness(65)


def test_a_write_that_the_waking_monitor_drops_is_repeated(monitor, login, client):
    def drop_writes():
        monitor.press_button(90)
        monitor.fail("ignore_set")
        monitor.reset_counters()

    login.sleep(drop_writes)
    monitor.wait_for_count("set", 1)
    monitor.recover()
    monitor.wait_for_brightness(40)
