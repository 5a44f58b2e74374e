"""A monitor keeps its number N."""

import signal

import pytest

from emulator import EDID, AdapterStyle, Monitor
from support import DISPLAY, display_path

TWINS = pytest.mark.parametrize("serial", [0, 77], ids=["no-serial", "same-serial"])


def connectors(client) -> dict:
    """Connector by N."""
    return {int(path.rpartition("/")[2]): o[DISPLAY]["Connector"] for path, o in client.objects().items()}


def serials(client) -> dict:
    """Serial number by N."""
    return {int(path.rpartition("/")[2]): o[DISPLAY]["Serial"] for path, o in client.objects().items()}


def test_across_a_restart(desk, lightend, client):
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    service = lightend()
    client.wait_for_displays()
    # Found later, though its connector comes first.
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    client.wait_for_added(display_path(1))
    assert serials(client) == {0: "2", 1: "1"}
    service.stop()
    lightend()
    assert serials(client) == {0: "2", 1: "1"}


def test_across_a_crash(desk, lightend, client):
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    service = lightend()
    client.wait_for_displays()
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    client.wait_for_added(display_path(1))
    service.kill()
    client.wait_for_no_service()
    lightend()
    assert serials(client) == {0: "2", 1: "1"}


def test_on_another_port(desk, lightend, client):
    first = desk.plug("DP-1", Monitor(EDID(serial=1)))
    second = desk.plug("DP-2", Monitor(EDID(serial=2)))
    service = lightend()
    assert serials(client) == {0: "1", 1: "2"}
    desk.unplug("DP-1")
    desk.unplug("DP-2")
    for path in map(display_path, (0, 1)):
        client.wait_for_removed(path)
    client.forget_signals()
    desk.plug("HDMI-A-1", second)
    announced = client.wait_for_added(display_path(1))
    assert announced[DISPLAY]["Connector"] == "HDMI-A-1"
    desk.plug("DP-2", first)
    client.wait_for_added(display_path(0))
    assert connectors(client) == {0: "DP-2", 1: "HDMI-A-1"}
    service.stop()
    lightend()
    assert connectors(client) == {0: "DP-2", 1: "HDMI-A-1"}
    assert client.display(0).set(19)
    assert first.brightness == 19


def test_a_new_monitor_gets_a_new_number(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    desk.plug("DP-1", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    service.stop()
    desk.unplug("DP-1")
    desk.plug("DP-1", Monitor(EDID(serial=3)))
    lightend()
    assert serials(client) == {2: "3"}
    assert client.read("Displays") == [display_path(2)]
    assert client.backlight("GetBrightness") == 50


@TWINS
@pytest.mark.parametrize("style", [AdapterStyle.CHILD, AdapterStyle.TRANSIENT])
def test_twins_are_told_apart_by_their_connectors(desk, lightend, client, serial, style):
    monitors = {}
    for name, brightness in [("DP-1", 10), ("DP-2", 20)]:
        monitors[name] = desk.plug(name, Monitor(EDID(serial=serial), brightness=brightness), style=style)
    lightend()
    assert connectors(client) == {0: "DP-1", 1: "DP-2"}
    assert [client.display(n).brightness() for n in (0, 1)] == [10, 20]
    for name in ("DP-1", "DP-2"):
        desk.unplug(name)
    for path in map(display_path, (0, 1)):
        client.wait_for_removed(path)
    client.forget_signals()
    # The second one comes first.
    desk.plug("DP-2", monitors["DP-2"])
    client.wait_for_added(display_path(1))
    desk.plug("DP-1", monitors["DP-1"])
    client.wait_for_added(display_path(0))
    assert connectors(client) == {0: "DP-1", 1: "DP-2"}
    assert client.display(1).set(21)
    assert client.display(0).set(11)
    assert [monitor.brightness for monitor in monitors.values()] == [11, 21]


@TWINS
def test_twins_across_restarts(desk, lightend, client, serial):
    monitors = [desk.plug(name, Monitor(EDID(serial=serial))) for name in ("DP-1", "DP-2")]
    service = lightend()
    assert connectors(client) == {0: "DP-1", 1: "DP-2"}
    service.stop()
    desk.unplug("DP-1")
    service = lightend()
    assert connectors(client) == {1: "DP-2"}
    desk.plug("DP-1", monitors[0])
    client.wait_for_added(display_path(0))
    service.stop()
    lightend()
    assert connectors(client) == {0: "DP-1", 1: "DP-2"}


def test_a_twin_that_joins_gets_its_own_number(desk, lightend, client):
    desk.plug("DP-2", Monitor(EDID(serial=0), brightness=20))
    lightend()
    client.wait_for_displays()
    desk.plug("DP-1", Monitor(EDID(serial=0), brightness=10))
    client.wait_for_added(display_path(1))
    assert connectors(client) == {0: "DP-2", 1: "DP-1"}
    assert [client.display(n).brightness() for n in (0, 1)] == [20, 10]


def test_writes_and_brightness_are_kept_across_restarts(desk, lightend, client):
    # Of seven steps; 33 percent is the second, which would be 29.
    desk.plug("DP-1", Monitor(EDID(serial=1), brightness=7, maximum=7))
    service = lightend()
    client.wait_for_displays()
    for value in (80, 33):
        assert client.display(0).set(value)
    service.stop()
    lightend()
    client.wait_for_displays()
    assert client.display(0).read("Writes") == 2
    assert client.display(0).brightness() == 33
    assert client.display(0).set(60)
    assert client.display(0).read("Writes") == 3


@pytest.mark.parametrize(
    "damaged",
    [
        b"\x00\xff\x13garbage",
        b"",
        b"[lighten]\nversion=1\n",
        b"[lighten]\nversion=99\nnext=0\n",
        b"[lighten]\nversion=1\nnext=1\n[display 0]\nid=\nconnector=DP-1\n",
        b"[lighten]\nversion=1\nnext=-5\n[display x]\nid=a\n",
    ],
    ids=["garbage", "empty", "truncated", "version", "no-id", "numbers"],
)
def test_a_damaged_state_file_is_set_aside(desk, lightend, client, damaged):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    service.stop()
    folder = desk.directory / "home/.local/state/lighten"
    (folder / "displays").write_bytes(damaged)
    service = lightend()
    assert serials(client) == {0: "1"}
    assert client.display(0).set(18)
    service.wait_for_log("damaged")
    service.wait_for_log(str(folder / "displays"))
    aside = [file for file in folder.iterdir() if "damaged" in file.name]
    assert [file.read_bytes() for file in aside] == [damaged]
    service.stop()
    lightend()
    assert serials(client) == {0: "1"}
    assert client.display(0).read("Writes") == 1


def test_a_state_folder_that_cannot_be_written_is_reported(desk, lightend, client):
    folder = desk.directory / "home/.local/state"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lighten").write_text("a file is in the way")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    assert serials(client) == {0: "1"}
    assert client.display(0).set(18)
    service.wait_for_log(str(folder / "lighten"))
    service.send(signal.SIGTERM)
    assert service.wait_for_end() == 0
