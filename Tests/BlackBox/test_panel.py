"""Built-in panels: written through logind, watched through udev."""

import contextlib
import socket

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, CURVE, DISPLAY, ERROR, display_path
from support.pending_call import LONGEST


@pytest.fixture
def panel(desk):
    """A panel of 800 steps at 50 percent."""
    return desk.add_panel()


def start(lightend, client):
    lightend()
    client.wait_for_displays()
    return client.display(0)


def test_a_panel_is_listed(desk, panel, login, lightend, client):
    lightend()
    objects = client.objects()
    assert set(objects) == {display_path(0)}
    assert set(objects[display_path(0)]) == {DISPLAY, BACKLIGHT, CURVE}
    display = objects[display_path(0)][DISPLAY]
    assert (display["Kind"], display["Internal"], display["State"]) == ("panel", True, "ready")
    assert (display["Connector"], display["Manufacturer"], display["Model"]) == ("eDP-1", "BOE", "NE135FBM")
    assert display["Serial"] == ""
    assert display["SysPath"] == panel.device.path
    backlight = objects[display_path(0)][BACKLIGHT]
    assert (backlight["Brightness"], backlight["RawBrightness"], backlight["RawMaximum"]) == (50, 400, 800)
    assert (backlight["Minimum"], backlight["Maximum"]) == (1, 100)


def test_logind_is_asked(panel, login, lightend, client):
    service = lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert display.set(30) is True
    assert login.brightness_calls() == [(login.session_path, "backlight", "intel_backlight", 240)]
    assert ("GetSessionByPID", service.process_id) in login.calls
    assert panel.brightness == 240
    client.settle()
    assert display.changes()[0] == (30, "client", client.unique_name)
    assert display.read("Writes") == 1
    # Later writes need no second search for the session.
    login.calls.clear()
    assert display.set(31)
    assert [call[0] for call in login.calls] == ["SetBrightness"]


def test_the_session_of_the_environment(panel, login, environment, lightend, client):
    environment["XDG_SESSION_ID"] = login.session
    display = start(lightend, client)
    assert display.set(30)
    assert login.calls[0] == ("GetSession", login.session)
    assert login.brightness_calls()[0][0] == login.session_path


def test_a_service_outside_any_session(panel, login, lightend, client):
    login.members = set()
    display = start(lightend, client)
    assert display.set(30)
    assert login.brightness_calls()[0][0] == "/org/freedesktop/login1/session/auto"


def test_its_own_event_is_not_external(panel, login, lightend, client):
    display = start(lightend, client)
    for value in range(20, 80):
        assert display.set(value)
    calls = [display.start_set(value) for value in range(20, 80)]
    assert all(call.wait() for call in calls)
    # A key press after all that marks the end of the events.
    panel.hotkey(80)
    client.wait_for_signal("BrightnessChanged", where=lambda s: s.arguments[0] == 10)
    assert {change[1:] for change in display.changes()[:-1]} == {("client", client.unique_name)}
    values = [change[0] for change in display.changes()]
    assert values[:60] == list(range(20, 80))
    assert values[-2:] == [79, 10]
    assert display.changes()[-1] == (10, "external", "")


def test_a_hotkey_is_external(panel, login, lightend, client):
    display = start(lightend, client)
    panel.hotkey(600)
    client.wait_for_signal("BrightnessChanged", display.path)
    client.settle()
    assert display.changes() == [(75, "external", "")]
    assert display.brightness() == 75
    assert display.read("RawBrightness") == 600
    assert login.brightness_calls() == []
    assert display.read("Writes") == 0
    # It counts from where it is now.
    assert display.add(5)
    assert panel.brightness == 640


def test_another_program_is_external(panel, login, lightend, client):
    display = start(lightend, client)
    panel.set(8)
    client.wait_for_signal("BrightnessChanged", display.path)
    assert display.changes() == [(1, "external", "")]
    panel.set(0)
    client.wait_for_signal("BrightnessChanged", where=lambda s: s.arguments[0] == 0)
    assert display.brightness() == 0


def test_zero_cannot_black_it_out(panel, login, lightend, client):
    display = start(lightend, client)
    assert display.set(0)
    assert panel.brightness == 8
    assert display.brightness() == 1
    assert display.add(-100)
    assert display.start_fade(0, 100).wait()
    assert client.backlight("SetBrightness", "(u)", 0)
    assert panel.brightness == 8


def test_on_coarse_panels_one_percent_is_not_dark(desk, login, lightend, client):
    panel = desk.add_panel(brightness=4, maximum=7)
    display = start(lightend, client)
    assert display.set(0)
    assert panel.brightness == 1
    assert display.add(1)
    assert panel.brightness == 2


def test_the_config_may_allow_zero(config, panel, login, lightend, client):
    config.write("[display eDP-1]\nminimum = 0\n")
    display = start(lightend, client)
    assert display.set(0)
    assert panel.brightness == 0


def test_logind_refuses(panel, login, lightend, client):
    login.refusal = ("org.freedesktop.DBus.Error.AccessDenied", "Only session owners may.")
    display = start(lightend, client)
    assert display.start_set(30).wait_for_error() == ERROR + "PermissionDenied"
    assert panel.brightness == 400
    assert display.brightness() == 50
    client.settle()
    assert display.changes() == []
    assert BACKLIGHT in display.interfaces
    login.refusal = None
    assert display.set(30)
    assert panel.brightness == 240


@pytest.mark.parametrize("missing", ["bus", "service", "method"])
def test_without_logind_the_file_is_written(panel, request, lightend, client, missing):
    if missing != "bus":
        login = request.getfixturevalue("login")
        if missing == "service":
            login.close()
        else:
            login.refusal = ("org.freedesktop.DBus.Error.UnknownMethod", "An old logind.")
    display = start(lightend, client)
    assert display.set(30) is True
    # The desk hears of the write through inotify, on a thread of its own.
    panel.wait_until(lambda panel: panel.writes == [240])
    client.settle()
    assert display.changes() == [(30, "client", client.unique_name)]


@pytest.mark.parametrize(
    "refusal",
    [
        ("org.freedesktop.DBus.Error.UnknownObject", "Unknown object '/org/freedesktop/login1/session/auto'."),
        ("org.freedesktop.login1.NoSuchSession", "No session 'c7' known."),
        ("org.freedesktop.DBus.Error.NoReply", "Message recipient disconnected from message bus without replying"),
    ],
)
def test_logind_that_restarts(panel, login, lightend, client, refusal):
    display = start(lightend, client)
    assert display.set(30)
    login.calls.clear()
    login.restart()
    # It does not know its sessions at once.
    login.next_refusals = [refusal] * 4
    assert display.set(31) is True
    # The file was not written: logind was asked until it answered.
    assert [call[3] for call in login.brightness_calls()] == [248] * 5
    assert panel.brightness == 248
    assert display.set(32)
    assert panel.brightness == 256


def test_a_session_that_logind_never_knows(panel, login, lightend, client):
    display = start(lightend, client)
    login.refusal = ("org.freedesktop.login1.NoSuchSession", "No session known.")
    # After some seconds it is no logind that starts: the file is written.
    assert display.set(31) is True
    panel.wait_until(lambda panel: panel.writes == [248])


@pytest.mark.parametrize(
    "name, error",
    [
        ("System.Error.EIO", "Failed"),
        ("System.Error.EPROTO", "Failed"),
        ("org.freedesktop.DBus.Error.IOError", "Failed"),
        ("org.freedesktop.DBus.Error.InvalidArgs", "Failed"),
        ("org.freedesktop.DBus.Error.NotSupported", "Failed"),
        ("org.freedesktop.DBus.Error.LimitsExceeded", "Failed"),
        ("com.example.Unheard", "Failed"),
        ("System.Error.ENODEV", "Gone"),
        ("org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", "PermissionDenied"),
        ("org.freedesktop.login1.NotYourDevice", "PermissionDenied"),
    ],
)
def test_each_error_of_logind_has_its_meaning(panel, login, lightend, client, name, error):
    display = start(lightend, client)
    login.refusal = (name, "Session is not in foreground, refusing.")
    call = display.start_set(31)
    assert call.wait_for_error() == ERROR + error
    assert call.failure.message.endswith("Session is not in foreground, refusing.")
    assert panel.brightness == 400
    login.refusal = None
    assert display.set(31)


def test_logind_hangs_while_the_session_is_searched_for(panel, login, lightend, client):
    service = lightend()
    client.wait_for_displays()
    service.wait_for_log("the session is in the foreground")
    with login.hanging():
        # The service does not know its session any more, and searches for it.
        login.announce_session()
        client.settle()
        call = client.display(0).start_set(30)
        # As with any logind that cannot do it, the file is written.
        assert call.wait() is True
        assert call.seconds < LONGEST
    assert panel.writes == [240]


def test_a_system_bus_that_hangs(panel, environment, tmp_path, lightend, client):
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as bus:
        bus.bind(str(tmp_path / "bus"))
        bus.listen()
        environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={tmp_path}/bus"
        lightend()
        client.wait_for_displays()
        call = client.display(0).start_set(30)
        assert call.wait() is True
        assert call.seconds < LONGEST
    assert panel.writes == [240]


def test_firmware_is_preferred(desk, panel, login, lightend, client):
    firmware = desk.add_firmware_backlight()
    lightend()
    objects = client.objects()
    assert set(objects) == {display_path(0)}
    assert objects[display_path(0)][DISPLAY]["SysPath"] == firmware.device.path
    assert objects[display_path(0)][BACKLIGHT]["RawMaximum"] == 15
    assert client.display(0).set(100)
    assert [call[2:] for call in login.brightness_calls()] == [("acpi_video0", 15)]
    assert panel.brightness == 400


def test_a_panel_without_a_backlight(desk, login, lightend, client):
    desk.add_connector("eDP-1")
    panel = desk.plug("eDP-1", Monitor(EDID("BOE", 1, 0, name="Panel")))
    service = lightend()
    display = client.objects()[display_path(0)]
    assert set(display) == {DISPLAY}
    assert (display[DISPLAY]["State"], display[DISPLAY]["Kind"]) == ("unsupported", "panel")
    assert "backlight" in display[DISPLAY]["Reason"]
    # Nobody speaks DDC/CI to a panel.
    assert service.workers() == {}
    assert dict(panel.counts) == {}


def test_a_backlight_that_comes_later(desk, login, lightend, client):
    desk.add_connector("eDP-1")
    desk.plug("eDP-1", Monitor(EDID("BOE", 1, 0, name="Panel"), ddc=False))
    lightend()
    client.wait_for_displays()
    backlight = desk.add_firmware_backlight(brightness=3)
    desk.emit(("add", backlight.device, {}))
    added = client.wait_for_added(display_path(0), BACKLIGHT)
    assert added[BACKLIGHT]["Brightness"] == 20
    client.display(0).wait_for_property("State", "ready")
    path = client.display(0).read("SysPath")
    assert path.endswith("/backlight/acpi_video0")
    assert client.display(0).property_changes("SysPath") == [path]
    assert client.display(0).set(100)
    assert backlight.brightness == 15


def test_panel_and_monitor_side_by_side(desk, panel, login, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    kinds = {path: o[DISPLAY]["Kind"] for path, o in client.objects().items()}
    assert kinds == {display_path(0): "ddc", display_path(1): "panel"}
    assert client.backlight("SetBrightness", "(u)", 25) is True
    assert (monitor.brightness, panel.brightness) == (25, 200)
    # A monitor that hangs does not keep the panel.
    monitor.fail(hang=True)
    stuck = client.display(0).start_set(30)
    desk.wait_for_waiting("DP-1")
    assert client.display(1).set(35)
    assert panel.brightness == 280
    assert not stuck.is_answered
    monitor.heal()
    assert stuck.wait()


def test_a_hotkey_ends_a_fade(panel, login, lightend, client):
    display = start(lightend, client)
    fade = display.start_fade(100, 60_000)
    client.wait_for_signal("BrightnessChanged", display.path)
    panel.hotkey(80)
    client.wait_for_signal("BrightnessChanged", where=lambda s: s.arguments[1] == "external")
    assert fade.wait() is False
    assert display.brightness() == 10
    assert panel.brightness == 80


def test_the_panel_keeps_its_number_and_percentage(desk, panel, login, lightend, client):
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(33)
    service.stop()
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    client.wait_for_displays()
    assert client.display(0).read("Kind") == "panel"
    assert client.display(0).brightness() == 33
    assert client.display(1).read("Kind") == "ddc"
