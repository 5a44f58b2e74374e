"""Many requests at once: the latest wins, every caller is answered, displays run in parallel."""

from emulator import EDID, Monitor
from support import ERROR, MANAGER, ROOT, VCP, Client, display_path


def test_a_thousand_requests_end_at_the_last_value(desk, lightend, client):
    monitor = desk.plug("DP-1")
    lightend()
    display = client.display(0)
    client.wait_for_displays()
    values = [(index * 37) % 101 for index in range(999)] + [77]
    calls = [display.start_set(value) for value in values]
    assert [call.wait() for call in calls] == [True] * 1000
    assert monitor.brightness == 77
    assert len(monitor.written()) <= 60
    client.settle()
    # One signal for each write, in their order, and none for what was passed over.
    assert [change[0] for change in display.changes()] == monitor.written()
    assert display.brightness() == 77
    assert display.read("Writes") == len(monitor.written())


def test_a_flood_on_one_display_starves_nothing_else(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    other = desk.plug("DP-2", Monitor(EDID(serial=2)))
    lightend()
    client.wait_for_displays()
    calls = [client.display(0).start_set(index % 101) for index in range(500)]
    feature = client.display(0).start_call(VCP, "Get", "(y)", 0x12)
    calls += [client.display(0).start_set(index % 101) for index in range(500)]
    assert client.display(1).set(12)
    assert other.brightness == 12
    assert feature.wait() == (70, 100)
    assert all(call.wait() for call in calls)


def test_several_clients_are_all_answered(bus, desk, lightend, client):
    monitor = desk.plug("DP-1")
    lightend()
    client.wait_for_displays()
    with Client(bus.address) as second, Client(bus.address) as third:
        clients = [client, second, third]
        calls = [c.display(0).start_set(20 + index) for index in range(20) for c in clients]
        assert all(call.wait() for call in calls)
        # In which order the bus passes them on is its own affair.
        assert {c.display(0).brightness() for c in clients} == {monitor.brightness}
        assert len(monitor.written()) <= 30
        client.settle()
        assert {change[2] for change in client.display(0).changes()} <= {c.unique_name for c in clients}


def test_four_monitors_are_written_to_at_the_same_time(desk, lightend, client):
    monitors = {f"DP-{n}": desk.plug(f"DP-{n}", Monitor(EDID(serial=n))) for n in (1, 2, 3, 4)}
    lightend()
    client.wait_for_displays()
    levels = {display_path(number): 30 for number in range(4)}
    for start in (
        lambda: [client.display(number).start_set(20) for number in range(4)],
        lambda: [client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", levels)],
    ):
        for monitor in monitors.values():
            monitor.fail(hang=True)
        calls = start()
        # None of them has ended when the last one begins.
        for name in monitors:
            desk.wait_for_waiting(name)
        assert not any(call.is_answered for call in calls)
        for monitor in monitors.values():
            monitor.heal()
        assert all(call.wait() in (True, {}) for call in calls)
    assert [monitor.written() for monitor in monitors.values()] == [[20, 30]] * 4


def test_a_monitor_that_hangs_delays_no_other(desk, lightend, client):
    hanging = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
    other = desk.plug("DP-2", Monitor(EDID(serial=2), brightness=50))
    lightend()
    client.wait_for_displays()
    hanging.fail(hang=True)
    stuck = client.display(0).start_set(30)
    desk.wait_for_waiting("DP-1")

    for value in (10, 20, 30):
        assert client.display(1).set(value)
        assert client.display(0).brightness() == 50
        assert client.display(1).brightness() == value
    assert other.written() == [10, 20, 30]
    assert client.backlight("GetBrightness") == 50
    assert set(client.objects()) == {display_path(0), display_path(1)}
    assert not stuck.is_answered

    assert stuck.wait_for_error() == ERROR + "Unresponsive"
    assert stuck.seconds > 4
    assert client.display(0).state == "unresponsive"
    assert client.display(0).reason.endswith(".")
    assert client.display(1).state == "ready"

    # The last wish is written when it is back.
    client.forget_signals()
    hanging.heal()
    hanging.wait_for_value(30)
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).reason == ""
    client.wait_for_signal("BrightnessChanged", display_path(0))
    assert client.display(0).brightness() == 30
    assert client.display(0).set(35)


def test_requests_that_wait_behind_a_hanging_write_fail_with_it(desk, lightend, client):
    hanging = desk.plug("DP-1")
    lightend()
    display = client.display(0)
    client.wait_for_displays()
    hanging.fail(hang=True)
    calls = [display.start_set(value) for value in (30, 31, 32)]
    assert [call.wait_for_error() for call in calls] == [ERROR + "Unresponsive"] * 3
    assert max(call.seconds for call in calls) < 9
    hanging.heal()
    hanging.wait_for_value(32)
    display.wait_for_property("State", "ready")
