"""Which objects there are, and what calls to others are answered."""

import pytest
from gi.repository import GLib

from emulator import EDID, Monitor
from support import BACKLIGHT, DISPLAY, ERROR, ROOT, SIMULATOR, VCP, BusFailure, contract, display_path
from support.names import INTROSPECTABLE, PEER, PROPERTIES

UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"

MISSING = [
    display_path(1),
    display_path(10**20),
    f"{ROOT}/displays/00",
    f"{ROOT}/displays/x",
    f"{ROOT}/displays/0/x",
    f"{ROOT}/displays/0/x/y",
    f"{ROOT}/Displays/0",
    f"{ROOT}/Displays",
    f"{ROOT}/nothing",
    "/com/github/jcrd/lightend",
    "/x",
]


@pytest.fixture
def monitor(desk, lightend, client):
    """A monitor that the service has found."""
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    client.wait_for_displays()
    return monitor


def introspect(client, path: str) -> str:
    return client.call(path, INTROSPECTABLE, "Introspect")


@pytest.mark.parametrize("path", MISSING)
def test_a_path_without_object(monitor, client, path):
    for interface, method, signature, *arguments in [
        (INTROSPECTABLE, "Introspect", "()"),
        (PROPERTIES, "GetAll", "(s)", DISPLAY),
        (PROPERTIES, "GetAll", "(s)", ""),
        (PROPERTIES, "Get", "(ss)", DISPLAY, "State"),
        (PROPERTIES, "Set", "(ssv)", BACKLIGHT, "Brightness", GLib.Variant("u", 5)),
        ("com.example.Other", "Nothing", "()"),
    ]:
        call = client.start_call(path, interface, method, signature, *arguments)
        assert call.wait_for_error() == UNKNOWN_OBJECT, method
        assert len(call.failure.message) < 200
    # It does not matter where a ping goes, says the specification.
    client.call(path, PEER, "Ping")


def test_our_own_errors_say_more(monitor, client):
    for path in (display_path(1), f"{ROOT}/displays/x"):
        call = client.start_call(path, BACKLIGHT, "SetBrightness", "(u)", 1)
        assert call.wait_for_error() == ERROR + "NoSuchDisplay"
        assert "lighten list" in call.failure.message
    call = client.start_call(f"{ROOT}/displays/0/x", BACKLIGHT, "SetBrightness", "(u)", 1)
    assert call.wait_for_error() == UNKNOWN_OBJECT


def test_the_tree_has_exactly_what_there_is(desk, monitor, client):
    def children(path: str) -> list:
        return sorted(contract.children(introspect(client, path)))

    assert children("/") == ["com"]
    assert children("/com/github/jcrd") == ["lighten"]
    assert children(ROOT) == ["displays"]
    assert children(f"{ROOT}/displays") == ["0"]
    assert list(contract.members(introspect(client, f"{ROOT}/displays"))) == [INTROSPECTABLE]
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    assert children(f"{ROOT}/displays") == ["0", "1"]
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    call = client.start_call(display_path(0), INTROSPECTABLE, "Introspect")
    assert call.wait_for_error() == UNKNOWN_OBJECT
    assert children(f"{ROOT}/displays") == ["1"]
    desk.unplug("DP-2")
    client.wait_for_removed(display_path(1))
    assert children(f"{ROOT}/displays") == []
    assert children(ROOT) == ["displays"]


def test_what_a_display_does_not_have(desk, lightend, client):
    panel = desk.add_panel()
    lightend()
    client.wait_for_displays()
    path = display_path(0)
    assert client.start_call(path, VCP, "Get", "(y)", 0x12).wait_for_error() == ERROR + "Unsupported"
    for method, signature, *arguments in [("GetAll", "(s)", VCP), ("Get", "(ss)", VCP, "Nothing")]:
        error = client.start_call(path, PROPERTIES, method, signature, *arguments).wait_for_error()
        assert error == "org.freedesktop.DBus.Error.InvalidArgs"
    assert panel.brightness == 400


def test_properties_are_waited_for_at_the_start(desk, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=3), brightness=35))
    monitor.fail(hang=True)
    lightend()
    calls = [
        client.start_call(display_path(0), PROPERTIES, "Get", "(ss)", BACKLIGHT, "Brightness"),
        client.start_call(display_path(0), PROPERTIES, "GetAll", "(s)", DISPLAY),
        client.start_call(display_path(7), PROPERTIES, "GetAll", "(s)", DISPLAY),
    ]
    desk.wait_for_waiting("DP-1")
    client.settle()
    assert not any(call.is_answered for call in calls)
    monitor.heal()
    assert calls[0].wait() == 35
    assert calls[1].wait()["State"] == "ready"
    assert calls[2].wait_for_error() == UNKNOWN_OBJECT


def start_simulated(lightend, client) -> None:
    lightend("--simulate=0")
    client.wait_for_displays()
    assert start_plug(client).wait() == display_path(0)


def start_plug(client):
    """Plugs the simulated monitor in that has number 0 since `start_simulated`."""
    return client.start_call(ROOT, SIMULATOR, "Plug", "(a{sv})", {"Serial": GLib.Variant("s", "1")})


def start_unplug(client):
    return client.start_call(ROOT, SIMULATOR, "Unplug", "(o)", display_path(0))


def test_calls_that_meet_an_unplug(lightend, client):
    """Whatever the moment, the caller is told that the monitor is gone."""
    start_simulated(lightend, client)
    display = client.display(0)
    errors = set()
    for _ in range(8):
        unplug = start_unplug(client)
        calls, reads = [], []
        # From before the unplug until after it.
        while not unplug.is_answered or len(calls) < 600:
            calls.append(display.start_call(BACKLIGHT, "SetAuto", "(s)", "off"))
            calls.append(display.start_call(VCP, "Get", "(y)", 0x12))
            reads.append(client.start_call(display.path, PROPERTIES, "Get", "(ss)", DISPLAY, "State"))
            reads.append(client.start_call(display.path, PROPERTIES, "GetAll", "(s)", DISPLAY))
            GLib.MainContext.default().iteration(False)
        errors |= {error_of(call) for call in calls}
        # Properties are there or not.
        assert {error_of(call) for call in reads} <= {"", UNKNOWN_OBJECT}
        assert all(call.failure or call.variant.unpack()[0] for call in reads)
        assert start_plug(client).wait() == display.path
    assert errors - {""} <= {ERROR + "Gone", ERROR + "NoSuchDisplay"}
    assert ERROR + "Gone" in errors


def error_of(call) -> str:
    """The name of the error that a call ends with, empty where it does well."""
    try:
        call.wait()
    except BusFailure as failure:
        return failure.name
    return ""


def test_a_monitor_that_comes_back_at_once(lightend, client):
    start_simulated(lightend, client)
    for _ in range(20):
        since = len(client.signals)
        unplug, plug = start_unplug(client), start_plug(client)
        unplug.wait()
        assert plug.wait() == display_path(0)
        client.wait_for_added(display_path(0), BACKLIGHT, since=since)
        assert client.display(0).set(41)
        assert client.display(0).state == "ready"
