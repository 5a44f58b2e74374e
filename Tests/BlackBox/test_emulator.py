"""The emulated monitors are real to an unmodified libddcutil."""

import pytest

from clients import LineProcess
from emulator import CONTRAST, EDID, AdapterStyle, Desk, Monitor
from emulator.ddcci import EDID_ADDRESS
from support.looking import look_until

PLACES = [
    ("HDMI-A-{}", AdapterStyle.LINKED),
    ("DP-{}", AdapterStyle.CHILD),
    ("DP-{}", AdapterStyle.TRANSIENT),
]


def plug_many(desk: Desk, count: int) -> dict:
    """Monitors by bus number, on connectors of all styles."""
    monitors = {}
    for number in range(count):
        name, style = PLACES[number % len(PLACES)]
        connector = name.format(number + 1)
        edid = EDID("LTN", 0x1000 + number, 7000 + number, name=f"Model {number}", serial_text=f"SN{number}")
        monitor = desk.plug(connector, Monitor(edid, name=connector, brightness=20 + number), style=style)
        monitors[desk.bus_number(connector)] = monitor
    return monitors


@pytest.mark.parametrize("count", [1, 2, 8])
def test_every_monitor_is_listed_read_and_written(desk, ddc_client, count):
    monitors = plug_many(desk, count)
    client = ddc_client()
    found = client.list()
    assert [display.bus for display in found] == sorted(monitors)
    for display in found:
        monitor = monitors[display.bus]
        identity = monitor.identity
        assert (display.manufacturer, display.product, display.serial, display.model, display.serial_text) == (
            identity.manufacturer,
            identity.product,
            identity.serial,
            identity.name,
            identity.serial_text,
        )
        assert client.get(display.bus) == (monitor.brightness, 100)
        assert client.set(display.bus, 60 + display.bus).status == 0
        assert monitor.written() == [60 + display.bus]
        assert monitor.brightness == 60 + display.bus
        assert client.get(display.bus) == (60 + display.bus, 100)


def test_two_processes_use_the_monitors_at_once(desk, ddc_client):
    monitors = plug_many(desk, 2)
    (first_bus, first), (second_bus, second) = monitors.items()
    clients = []
    # One after the other: detection talks to all monitors, and without a lock two
    # processes take each other's replies.
    for _ in range(2):
        clients.append(ddc_client())
        assert len(clients[-1].list()) == 2
    for round_number in range(5):
        clients[0].say(f"set {first_bus} 0x10 {30 + round_number}")
        clients[1].say(f"set {second_bus} 0x10 {40 + round_number}")
        assert [client.answer().status for client in clients] == [0, 0]
    assert first.written() == [30, 31, 32, 33, 34]
    assert second.written() == [40, 41, 42, 43, 44]


def test_other_features_and_the_capabilities(desk, ddc_client):
    monitor = Monitor(capabilities="(prot(monitor)type(lcd)vcp(10 12 DF)mccs_ver(2.2))", version=(2, 2))
    desk.plug("DP-1", monitor)
    bus = desk.bus_number("DP-1")
    client = ddc_client()
    client.list()
    assert client.get(bus, CONTRAST) == (70, 100)
    assert client.get(bus, 0xDF)[0] & 0xFFFF == 0x0202
    assert client.ask(f"capabilities {bus}").lines == ["@capabilities " + monitor.capabilities.decode()]
    assert client.ask(f"get {bus} 0x99").status in (-3005, -3012), "an unknown feature is reported as unsupported"


def test_a_large_maximum_and_a_value_beyond_it(desk, ddc_client):
    monitor = desk.plug("DP-1", Monitor(brightness=300, maximum=1000))
    client = ddc_client()
    client.list()
    bus = desk.bus_number("DP-1")
    assert client.get(bus) == (300, 1000)
    client.set(bus, 5000)
    assert monitor.written() == [5000]
    assert client.get(bus) == (1000, 1000)


def test_the_monitors_own_buttons(desk, ddc_client):
    monitor = desk.plug("DP-1")
    client = ddc_client()
    client.list()
    monitor.press(83)
    assert client.get(desk.bus_number("DP-1")) == (83, 100)
    assert monitor.writes == []


def test_transfers_are_counted_by_kind(desk, ddc_client):
    monitor = desk.plug("DP-1")
    client = ddc_client()
    client.list()
    assert monitor.counts["get"] > 0
    monitor.forget_records()
    bus = desk.bus_number("DP-1")
    client.get(bus)
    client.set(bus, 10)
    client.get(bus)
    assert (monitor.counts["get"], monitor.counts["set"], monitor.counts["edid"]) == (2, 1, 0)
    monitor.receive(EDID_ADDRESS, b"\0")
    assert monitor.send(EDID_ADDRESS, 128) == monitor.edid
    assert monitor.counts["edid"] == 1


def test_wire_time_is_that_of_100_kilohertz(desk, client_program):
    for number in range(2):
        desk.plug(f"DP-{number}", Monitor(maximum=1000 + 3 + number))

    def transfer_time(buses: int, threads: int, rounds: int = 200) -> float:
        command = [client_program("i2c_client"), 3, buses, threads, rounds]
        with LineProcess(command, desk.environment()) as client:
            return float(client.wait_for_line(lambda line: True).split()[1])

    # Two messages with their addresses: 6 and 13 bytes of 90 µs.
    wire = (6 + 13) * 90 / 2
    assert transfer_time(buses=1, threads=1) >= wire
    # Two threads on one bus wait for each other's bytes, on two buses they do not: whatever else the
    # computer does, some run there is faster than any on one bus can be.
    shared = wire * 1.8
    assert transfer_time(buses=1, threads=2) >= shared
    look_until(lambda: transfer_time(buses=2, threads=2, rounds=20) < shared, lambda: "runs as slow as on one bus")


def test_many_threads_and_descriptors(client_program):
    with Desk(wire_time=False) as desk:
        for number in range(8):
            desk.plug(f"DP-{number}", Monitor(maximum=1000 + 3 + number))
        # A thread for each bus: two on one bus would take each other's replies, as on a real one.
        command = [client_program("i2c_client"), 3, 8, 8, 4000, "hold"]
        with LineProcess(command, desk.environment()) as client:
            assert client.wait_for_line(lambda line: True, timeout=120).split()[0] == "0"
            assert client.wait_for_line(lambda line: True) == "0 held"
        desk.wait_until_released("DP-0")


def test_a_program_can_hide_nodes_from_its_libraries(desk, client_program):
    monitors = list(plug_many(desk, 3).items())
    seen_bus, _ = monitors[1]
    command = [client_program("wrapping_client"), f"/dev/i2c-{seen_bus}"]
    with LineProcess(command, desk.environment()) as client:
        assert client.wait_for_end() == 0
    assert [line for line in client.lines if line.startswith("@")] == [f"@bus {seen_bus}"]
    talked_to = [bus for bus, monitor in monitors if monitor.counts["get"]]
    assert talked_to == [seen_bus]
