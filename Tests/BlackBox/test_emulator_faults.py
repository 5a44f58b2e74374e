"""Each fault of an emulated monitor is one that libddcutil meets, and can be mended."""

import errno
import time

import pytest

from emulator import EDID, AdapterStyle, Faults, Monitor

PLACE = "DP-1"


@pytest.fixture
def monitor(desk):
    """A monitor at 50 %."""
    return desk.plug(PLACE)


@pytest.fixture
def client(desk, monitor, ddc_client):
    """libddcutil, which has seen the monitor while it was sound."""
    client = ddc_client()
    assert len(client.list()) == 1
    return client


@pytest.mark.parametrize(
    "fault",
    [
        {"asleep": True},
        {"nak": True},
        {"nak": True, "nak_errno": errno.EREMOTEIO},
        {"null_replies": True},
        {"corrupt_checksum": True},
        {"write_only": True},
        {"adapter_error": True},
    ],
)
def test_a_read_fails_until_the_fault_is_mended(desk, monitor, client, fault):
    bus = desk.bus_number(PLACE)
    monitor.fail(**fault)
    assert client.ask(f"get {bus} 0x10").status < 0
    monitor.heal()
    assert client.get(bus) == (50, 100)


@pytest.mark.parametrize("fault", ["asleep", "nak", "adapter_error"])
def test_a_write_fails_and_does_not_arrive(desk, monitor, client, fault):
    monitor.fail(**{fault: True})
    assert client.set(desk.bus_number(PLACE), 70).status < 0
    assert monitor.writes == []
    assert monitor.counts["refused"] > 0


def test_a_sleeping_monitor_has_an_edid_but_no_ddc(desk, ddc_client):
    monitor = desk.plug(PLACE, Monitor(faults=Faults(asleep=True)))
    client = ddc_client()
    assert client.list() == []
    assert monitor.counts["get"] == 0
    assert monitor.counts["refused"] > 0, "it was asked"
    assert desk.tree.path("/sys/class/drm/card0-DP-1/edid").read_bytes() == monitor.edid


def test_a_monitor_that_only_takes_writes(desk, monitor, client):
    monitor.fail(write_only=True)
    assert client.set(desk.bus_number(PLACE), 70).status == 0
    assert monitor.brightness == 70


def test_a_read_only_monitor_acknowledges_and_ignores(desk, monitor, client):
    monitor.fail(read_only=True)
    assert client.set(desk.bus_number(PLACE), 70).status == 0
    assert monitor.written() == [70]
    assert not monitor.writes[0].applied
    assert client.get(desk.bus_number(PLACE)) == (50, 100)


def test_lost_writes_are_lost_and_the_next_is_not(desk, monitor, client):
    monitor.fail(lose_writes=2)
    for value in (61, 62, 63):
        assert client.set(desk.bus_number(PLACE), value).status == 0
    assert [write.applied for write in monitor.writes] == [False, False, True]
    assert monitor.brightness == 63


def test_a_delay_is_added_to_each_transfer(desk, monitor, client):
    bus = desk.bus_number(PLACE)
    monitor.fail(delay=0.3)
    assert client.get(bus) == (50, 100)
    assert client.ask(f"get {bus} 0x10").milliseconds >= 600


def test_one_monitors_delay_is_not_anothers(desk, monitor, client, ddc_client):
    desk.plug("DP-2")
    slow_bus, fast_bus = desk.bus_number(PLACE), desk.bus_number("DP-2")
    other = ddc_client()
    other.list()
    monitor.fail(delay=5)
    client.say(f"get {slow_bus} 0x10")
    desk.wait_for_waiting(PLACE)
    assert other.set(fast_bus, 20).status == 0
    assert desk.connectors[PLACE].adapter.bus.waiting, "the slow transfer was over first"


def test_a_transfer_hangs_until_it_is_released(desk, monitor, client, ddc_client):
    bus = desk.bus_number(PLACE)
    desk.plug("DP-2")
    other = ddc_client()
    other.list()
    monitor.fail(hang=True)
    client.say(f"set {bus} 0x10 33")
    desk.wait_for_waiting(PLACE)
    assert other.set(desk.bus_number("DP-2"), 44).status == 0, "another bus goes on"
    assert monitor.written() == []
    released = time.monotonic()
    monitor.heal()
    assert client.answer().status == 0
    assert monitor.written() == [33]
    assert monitor.writes[0].at >= released


def test_unplugging_ends_a_transfer_that_hangs(desk, monitor, client):
    monitor.fail(hang=True)
    client.say(f"set {desk.bus_number(PLACE)} 0x10 33")
    desk.wait_for_waiting(PLACE)
    desk.unplug(PLACE)
    assert client.answer().status < 0
    assert monitor.written() == []


def test_a_hanging_process_can_be_killed(desk, monitor, client):
    monitor.fail(hang=True)
    client.say(f"set {desk.bus_number(PLACE)} 0x10 33")
    desk.wait_for_waiting(PLACE)
    client.kill()
    desk.wait_until_released(PLACE)
    monitor.heal()
    assert monitor.written() == [], "a transfer ends with the process that waits for it"


def test_a_whole_bus_that_hangs_keeps_its_edid_back(desk, ddc_client):
    monitor = desk.plug(PLACE, Monitor(faults=Faults(hang_bus=True)))
    client = ddc_client()
    client.say("list")
    desk.wait_for_waiting(PLACE)
    assert monitor.counts["edid"] == 0
    monitor.heal()
    assert len(client.answer().lines) == 1


def test_monitors_without_ddc_and_with_a_broken_edid(desk, ddc_client):
    desk.plug("HDMI-A-1", Monitor(ddc=False))
    desk.plug("HDMI-A-2", Monitor(EDID(serial=2).with_broken_header(), name="broken"))
    desk.plug("HDMI-A-3", Monitor(b"", name="none"))
    desk.plug("HDMI-A-4", Monitor(EDID(serial=4)), style=AdapterStyle.LINKED)
    assert [display.serial for display in ddc_client().list()] == [4]
