"""Monitors come and go as on a real machine: sysfs, nodes and udev events agree."""

import errno
import re
import subprocess

import pytest

from clients import LineProcess
from emulator import EDID, AdapterStyle, Monitor

ALL_STYLES = [AdapterStyle.LINKED, AdapterStyle.CHILD, AdapterStyle.TRANSIENT]


def events(process: LineProcess, count: int) -> list:
    """The next events that a program with one udev monitor heard."""
    return [process.wait_for_line(lambda line: True).split(" ", 1)[1] for _ in range(count)]


def test_each_of_several_processes_hears_each_event_once_and_in_order(desk, listener):
    processes = [listener() for _ in range(3)]
    desk.plug("HDMI-A-1")
    desk.plug("DP-2", style=AdapterStyle.TRANSIENT)
    desk.unplug("DP-2")
    desk.unplug("HDMI-A-1")
    card = "change drm card0 1 -"
    expected = [card, "add i2c-dev i2c-4 - -", card, "remove i2c-dev i2c-4 - -", card, card]
    for process in processes:
        assert events(process, len(expected)) == expected


def test_each_monitor_of_a_process_hears_each_event(desk, listener):
    process = listener(monitors=4)
    desk.plug("HDMI-A-1")
    heard = {process.wait_for_line(lambda line: True) for _ in range(4)}
    assert heard == {f"{number} change drm card0 1 -" for number in range(4)}


def test_a_burst_is_heard_whole(desk, listener):
    processes = [listener(), listener()]
    desk.send_hotplugs(500)
    for process in processes:
        assert events(process, 500) == ["change drm card0 1 -"] * 500


def test_a_process_that_ends_does_not_disturb_the_others(desk, listener):
    first, second = listener(), listener()
    desk.emulator.wait_for_listeners(lambda ids: {first.process_id, second.process_id} <= set(ids))
    first.kill()
    desk.emulator.wait_for_listeners(lambda ids: first.process_id not in ids)
    desk.send_hotplugs(1)
    assert events(second, 1) == ["change drm card0 1 -"]


@pytest.mark.parametrize("style", ALL_STYLES)
def test_a_monitor_is_found_lost_and_found_again(desk, ddc_client, style):
    desk.add_connector("X-1", style)
    first, second = Monitor(EDID(serial=1)), Monitor(EDID(serial=2))
    desk.plug("X-1", first)
    bus = desk.bus_number("X-1")
    client = ddc_client()
    assert [display.serial for display in client.list()] == [1]
    desk.unplug("X-1")
    assert client.ask(f"get {bus} 0x10").status < 0
    client.ask("redetect")
    assert client.list() == []
    desk.plug("X-1", second, bus=bus if style is AdapterStyle.TRANSIENT else None)
    client.ask("redetect")
    assert [display.serial for display in client.list()] == [2]
    client.set(bus, 25)
    assert (first.written(), second.written()) == ([], [25])


@pytest.mark.parametrize("style", ALL_STYLES)
def test_an_open_descriptor_outlives_the_monitor(desk, ddc_client, style):
    desk.plug("DP-1", style=style)
    bus = desk.bus_number("DP-1")
    client = ddc_client()
    client.list()
    assert client.ask(f"open {bus}").status == 0
    desk.wait_until_held("DP-1")
    monitor = desk.unplug("DP-1")
    assert client.set(bus, 10).status < 0
    assert monitor.written() == []
    client.kill()


def test_the_desk_knows_who_holds_a_node(desk, ddc_client):
    desk.plug("DP-1")
    bus = desk.bus_number("DP-1")
    client = ddc_client()
    client.list()
    desk.wait_until_released("DP-1")
    client.ask(f"open {bus}")
    desk.wait_until_held("DP-1")
    assert desk.connectors["DP-1"].adapter.bus.holders == [client.process_id]
    client.ask(f"close {bus}")
    desk.wait_until_released("DP-1")


@pytest.mark.parametrize("state, expected", [("open", 0), ("closed", errno.EACCES), ("missing", errno.ENOENT)])
def test_every_question_about_a_node_has_the_same_answer(desk, client_program, state, expected):
    desk.plug("DP-1", permitted=state != "closed", style=AdapterStyle.TRANSIENT)
    bus = desk.bus_number("DP-1")
    if state == "missing":
        desk.unplug("DP-1")
    with LineProcess([client_program("node_client"), f"/dev/i2c-{bus}"], desk.environment()) as client:
        assert client.wait_for_end() == 0
    answers = {name: int(number) for name, _, number in map(str.split, client.lines)}
    assert len(answers) == 15
    for name, number in answers.items():
        # A node without permission is there all the same.
        only_looks = re.search("stat|exists", name)
        assert number == (0 if only_looks and state == "closed" else expected), name


def test_a_lock_is_seen_by_other_processes(desk):
    desk.plug("DP-1")
    command = ["flock", "--nonblock", f"/dev/i2c-{desk.bus_number('DP-1')}", "true"]

    def take_lock() -> int:
        return subprocess.run(command, env=desk.environment(), timeout=30).returncode

    assert take_lock() == 0
    with desk.locked("DP-1"):
        assert take_lock() != 0
    assert take_lock() == 0


def test_permission_that_comes_later(desk, listener, ddc_client):
    process = listener()
    desk.plug("DP-1", permitted=False)
    assert events(process, 1) == ["change drm card0 1 -"]
    client = ddc_client()
    assert client.list() == []
    desk.grant("DP-1")
    assert events(process, 1) == ["change i2c-dev i2c-3 - -"]
    assert len(ddc_client().list()) == 1
    desk.deny("DP-1")
    assert ddc_client().list() == []


def test_the_connector_says_what_is_plugged_in(desk):
    monitor = desk.plug("HDMI-A-1")
    path = desk.tree.path("/sys/class/drm/card0-HDMI-A-1")
    assert (path / "status").read_text() == "connected\n"
    assert (path / "edid").read_bytes() == monitor.edid
    assert (path / "dpms").read_text() == "On\n"
    assert (path / "ddc/i2c-dev/i2c-3").is_dir()
    desk.connectors["HDMI-A-1"].set_dpms("Off")
    assert (path / "dpms").read_text() == "Off\n"
    desk.unplug("HDMI-A-1")
    assert (path / "status").read_text() == "disconnected\n"
    assert (path / "edid").read_bytes() == b""


def test_two_cards_can_have_the_same_connector(desk, ddc_client):
    desk.add_card("amdgpu")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    desk.plug("card1-DP-1", Monitor(EDID(serial=2)))
    assert [display.serial for display in ddc_client().list()] == [1, 2]
    assert desk.tree.path("/sys/class/drm/card1-DP-1/status").read_text() == "connected\n"
