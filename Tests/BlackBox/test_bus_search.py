"""Graphics drivers that do not tell which I2C bus leads to which connector."""

import os
import signal

import pytest

from emulator import EDID, AdapterStyle, Faults, Monitor
from support import BACKLIGHT, DISPLAY, display_path


@pytest.fixture
def connect(desk):
    """Plugs a monitor into a connector without the link to its adapter."""

    def connect(name: str, monitor: Monitor, **options) -> Monitor:
        desk.add_connector(name, AdapterStyle.LINKED)
        desk.tree.path(f"{desk.connectors[name].path}/ddc").unlink()
        return desk.plug(name, monitor, **options)

    return connect


def test_each_monitor_is_found_by_its_edid(connect, lightend, client):
    # The buses are in another order than the connectors.
    monitors = {
        name: connect(name, Monitor(EDID(serial=index), brightness=10 * index))
        for index, name in [(3, "HDMI-A-3"), (1, "HDMI-A-1"), (2, "HDMI-A-2")]
    }
    lightend()
    objects = client.objects()
    found = [(o[DISPLAY]["Connector"], o[BACKLIGHT]["Brightness"]) for o in objects.values()]
    assert sorted(found) == [("HDMI-A-1", 10), ("HDMI-A-2", 20), ("HDMI-A-3", 30)]
    for number in range(3):
        assert client.display(number).set(40 + number)
        assert monitors[f"HDMI-A-{number + 1}"].brightness == 40 + number


def test_two_equal_monitors_get_a_bus_each(connect, lightend, client):
    monitors = [connect(name, Monitor(EDID(serial=1))) for name in ("HDMI-A-1", "HDMI-A-2")]
    lightend()
    objects = client.objects()
    assert [o[DISPLAY]["State"] for o in objects.values()] == ["ready", "ready"]
    assert client.display(0).set(40) and client.display(1).set(41)
    assert sorted(monitor.brightness for monitor in monitors) == [40, 41]


def test_one_that_comes_while_another_is_looked_for(desk, connect, lightend, client):
    """The look began before, so that its answer says nothing; it is no answer at all."""
    slow = connect("HDMI-A-1", Monitor(EDID(serial=1), faults=Faults(hang=True)))
    service = lightend()
    desk.wait_for_waiting("HDMI-A-1")
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    slow.heal()
    client.wait_for_added(display_path(0), BACKLIGHT)
    client.display(0).wait_for_property("State", "ready")
    assert "unsupported" not in service.log
    assert client.display(0).set(40)
    assert slow.brightness == 40


def test_one_that_comes_and_goes_disturbs_no_other(desk, connect, lightend, client):
    staying = connect("HDMI-A-1", Monitor(EDID(serial=1)))
    going = connect("HDMI-A-2", Monitor(EDID(serial=2)))
    service = lightend()
    client.wait_for_displays()
    assert len(service.workers()) == 2
    staying.forget_records()
    for value in (60, 61):
        since = len(client.signals)
        desk.unplug("HDMI-A-2")
        client.wait_for_removed(display_path(1), since=since)
        desk.plug("HDMI-A-2", going)
        client.wait_for_added(display_path(1), BACKLIGHT, since=since)
        assert client.display(1).set(value)
        assert going.brightness == value
    client.settle()
    assert [s for s in client.signals if s.path == display_path(0)] == []
    # Its EDID may be looked at, its controls are left alone.
    counts = {kind: count for kind, count in staying.counts.items() if kind != "edid"}
    assert counts == {}
    assert client.display(0).set(50) and client.display(0).set(51)


def test_a_monitor_on_no_bus_has_a_reason(desk, connect, lightend, client):
    connect("HDMI-A-1", Monitor(EDID(serial=1)))
    desk.plug("HDMI-A-2", Monitor(EDID(serial=2)), style=AdapterStyle.NONE)
    lightend()
    objects = client.objects()
    assert objects[display_path(0)][DISPLAY]["State"] == "ready"
    lost = objects[display_path(1)]
    assert BACKLIGHT not in lost
    assert lost[DISPLAY]["State"] in ("unsupported", "unresponsive")
    assert lost[DISPLAY]["Reason"].endswith(".")


@pytest.mark.parametrize("fault", ["hang", "hang_bus"])
def test_a_bus_that_hangs_says_nothing(desk, connect, lightend, client, fault):
    hanging = connect("HDMI-A-1", Monitor(EDID(serial=1), faults=Faults(**{fault: True})))
    connect("HDMI-A-2", Monitor(EDID(serial=2)))
    lightend()
    # It keeps nobody else waiting, whose bus is looked for among the same.
    assert client.objects()[display_path(1)][DISPLAY]["State"] == "ready"
    client.display(0).wait_for_property("State", "unresponsive")
    assert client.display(0).reason.endswith(".")
    hanging.heal()
    client.wait_for_added(display_path(0), BACKLIGHT)
    assert client.display(0).set(40)
    assert hanging.brightness == 40


def test_a_worker_that_ends_during_a_search_says_nothing(desk, connect, lightend, client):
    monitor = connect("HDMI-A-1", Monitor(EDID(serial=1), faults=Faults(hang_bus=True)))
    service = lightend()
    bus = desk.bus_number("HDMI-A-1")
    worker = 0
    for _ in range(3):
        worker = service.wait_for_worker(bus, other_than=worker)
        os.kill(worker, signal.SIGKILL)
    monitor.heal()
    client.wait_for_added(display_path(0), BACKLIGHT)
    assert client.display(0).property_changes("State")[-1] == "ready"
    assert "unsupported" not in client.display(0).property_changes("State")
