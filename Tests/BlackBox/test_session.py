"""Another session comes to the foreground, and ours comes back: logind takes access and gives it."""

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, DISPLAY, ERROR, VCP, display_path

FOREGROUND = "the session is in the foreground"
BACKGROUND = "the session is in the background"
NOT_YOURS = ("org.freedesktop.login1.NotYourDevice", "Session is not in foreground, refusing.")


@pytest.fixture
def monitor(desk):
    """A monitor at 44 percent."""
    return desk.plug("DP-1", Monitor(EDID(serial=1), brightness=44))


def start(login, lightend, client, *arguments):
    """A service that has looked at its monitors and knows its session."""
    service = lightend(*arguments)
    client.wait_for_displays()
    service.wait_for_log(FOREGROUND if login.is_active else BACKGROUND)
    return service


def go_to_background(login, service) -> None:
    """Another session comes to the foreground."""
    login.switch(False)
    service.wait_for_log(BACKGROUND)


def come_back(login, service) -> None:
    """Our session is in the foreground again, and the service knows it."""
    count = service.log.count(FOREGROUND)
    login.switch(True)
    service.wait_for_log(FOREGROUND, count + 1)


def test_a_dock_that_is_plugged_in_while_another_session_is_there(desk, login, lightend, client):
    desk.add_connector("DP-1")
    service = start(login, lightend, client, "--hurry=10")
    go_to_background(login, service)
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=44), permitted=False)
    announced = client.wait_for_added(display_path(0))
    assert announced[DISPLAY]["State"] == "unsupported"
    assert BACKLIGHT not in announced
    # No event of udev's tells of the access.
    desk.grant("DP-1", announce=False)
    come_back(login, service)
    assert client.wait_for_added(display_path(0), BACKLIGHT)[BACKLIGHT]["Brightness"] == 44
    client.display(0).wait_for_property("State", "ready")
    assert client.display(0).set(45)
    assert monitor.brightness == 45


def test_a_service_that_starts_in_the_background(desk, login, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    login.is_active = False
    service = start(login, lightend, client)
    assert client.display(0).interfaces == {DISPLAY}
    desk.grant("DP-1", announce=False)
    come_back(login, service)
    client.display(0).wait_for_interface(BACKLIGHT)


def test_access_that_comes_after_the_session(desk, monitor, login, lightend, client):
    service = start(login, lightend, client)
    display = client.display(0)
    go_to_background(login, service)
    # What a worker holds open it may use until it closes it.
    desk.wait_until_released("DP-1")
    desk.deny("DP-1")
    # In the background a denial counts.
    assert display.start_call(VCP, "Get", "(y)", 0x12).wait_for_error() == ERROR + "PermissionDenied"
    assert display.start_set(50).wait_for_error() == ERROR + "PermissionDenied"
    come_back(login, service)
    calls = [display.start_set(60), display.start_call(VCP, "Get", "(y)", 0x12)]
    client.settle()
    assert not any(call.is_answered for call in calls)
    desk.grant("DP-1", announce=False)
    assert calls[0].wait() is True
    calls[1].wait()
    assert monitor.brightness == 60
    assert display.property_changes("State") == []


def test_a_call_to_a_monitor_that_is_given_back(desk, login, lightend, client):
    """It has no brightness on the bus yet: the call waits for it."""
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    login.is_active = False
    service = start(login, lightend, client)
    display = client.display(0)
    assert display.start_set(50).wait_for_error() == ERROR + "PermissionDenied"
    come_back(login, service)
    call = display.start_set(60)
    client.settle()
    assert not call.is_answered
    desk.grant("DP-1", announce=False)
    assert call.wait() is True
    assert desk.monitor("DP-1").brightness == 60


def test_access_that_does_not_come(desk, login, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    login.is_active = False
    service = start(login, lightend, client, "--hurry=10")
    display = client.display(0)
    come_back(login, service)
    # However long it is waited for, the answer comes.
    assert display.start_set(60).wait_for_error() == ERROR + "PermissionDenied"
    assert display.state == "unsupported"
    assert display.property_changes("State") == []
    # A later event counts as ever.
    desk.grant("DP-1")
    display.wait_for_interface(BACKLIGHT)


def test_access_that_comes_after_a_wake(desk, monitor, logind, lightend, client):
    service = lightend()
    client.wait_for_displays()
    logind.wait_for_inhibitors([("sleep", "lightend", "delay")])
    display = client.display(0)
    assert display.set(60)
    client.forget_signals()
    logind.sleep()
    display.wait_for_property("State", "asleep")
    desk.deny("DP-1")
    monitor.press(100)
    logind.wake()
    service.wait_for_log("the computer woke up")
    client.settle()
    desk.grant("DP-1", announce=False)
    monitor.wait_for_value(60)
    display.wait_for_property("State", "ready")
    assert display.property_changes("State") == ["asleep", "probing", "ready"]
    assert client.heard("InterfacesRemoved") == []


def test_a_panel_in_the_background(desk, login, lightend, client):
    panel = desk.add_panel()
    service = start(login, lightend, client)
    display = client.display(0)
    assert display.set(30)
    go_to_background(login, service)
    login.refusal = NOT_YOURS
    assert display.start_set(40).wait_for_error() == ERROR + "PermissionDenied"
    assert panel.brightness == 240
    # Logind may say that we are back before it acts on it.
    login.refusal = None
    login.next_refusals = [NOT_YOURS] * 3
    come_back(login, service)
    assert display.set(50) is True
    assert panel.brightness == 400
    assert login.next_refusals == []


def test_a_new_login(desk, login, lightend, client):
    """A service outside any session has that of its user, which may come later."""
    login.members = set()
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    login.is_active = False
    service = start(login, lightend, client)
    desk.grant("DP-1", announce=False)
    login.is_active = True
    login.announce_session()
    service.wait_for_log(FOREGROUND)
    client.display(0).wait_for_interface(BACKLIGHT)


def test_a_restart_of_logind_is_no_return(desk, monitor, login, lightend, client):
    service = start(login, lightend, client)
    login.restart()
    go_to_background(login, service)
    come_back(login, service)
    assert service.log.count(FOREGROUND) == 2


def test_a_start_in_the_moment_of_the_login(desk, login, lightend, client):
    """Access came after the monitors were looked at, and before the service knew its session."""
    desk.plug("DP-1", Monitor(EDID(serial=1)), permitted=False)
    service = start(login, lightend, client)
    desk.grant("DP-1", announce=False)
    client.display(0).wait_for_interface(BACKLIGHT)
    assert service.log.count(FOREGROUND) == 1
