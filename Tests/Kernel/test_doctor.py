# SPDX-License-Identifier: MIT
"""`lighten doctor` on a real system: what it prints is run as printed, and the problem is gone."""

import signal
import subprocess
from pathlib import Path

import pytest

from machine import OTHER, TESTER, Doctor, access
from support import NAME, NameOwner

GROUP_RULE = Path("/etc/udev/rules.d/60-lighten-i2c-group.rules")
ADMIN_RULE = Path("/etc/udev/rules.d/60-lighten-i2c.rules")


@pytest.fixture
def monitor(card):
    """A monitor that is plugged in."""
    monitor = card["HDMI-A-1"]
    monitor.plug()
    return monitor


@pytest.fixture
def doctor(environment):
    """Runs `lighten doctor`, and does what it says, in the tester's session."""
    return Doctor(TESTER, environment)


def start(lightend, client):
    """Starts the service; the display of the monitor."""
    lightend()
    client.wait_for_displays()
    return client.display(0)


def test_all_is_well(monitor, lightend, client, doctor):
    start(lightend, client)
    assert doctor.examine().about("HDMI-A-1").severity == "well"


@pytest.fixture
def no_module():
    """i2c-dev is not loaded, and no file says that it should be; at the end all is as before."""
    file, admin = Path("/usr/lib/modules-load.d/lighten.conf"), Path("/etc/modules-load.d/lighten.conf")
    text = file.read_text()
    file.unlink()
    subprocess.run(["modprobe", "-r", "i2c-dev"], check=True)
    yield
    subprocess.run(["modprobe", "i2c-dev"], check=True)
    admin.unlink(missing_ok=True)
    file.write_text(text)


def test_the_module_is_not_loaded(monitor, no_module, lightend, client, doctor):
    display = start(lightend, client)
    finding = doctor.examine().find("i2c-module", "HDMI-A-1 (VDC VDDC Mon 1)")
    assert len(finding.commands) == 2
    doctor.follow(finding)
    assert Path("/etc/modules-load.d/lighten.conf").read_text() == "i2c-dev\n"
    display.wait_for_property("State", "ready")
    assert doctor.examine().about("HDMI-A-1").severity == "well"


def test_a_node_is_missing(monitor, lightend, client, doctor):
    monitor.node.unlink()
    display = start(lightend, client)
    finding = doctor.examine().about("HDMI-A-1")
    assert finding.check == "bus"
    doctor.follow(finding)
    display.wait_for_property("State", "ready")
    assert doctor.examine().about("HDMI-A-1").severity == "well"


@pytest.fixture
def rule():
    """The text of lighten's udev rule, which is not installed; nor is what the doctor writes, at the end."""
    with access.no_rule() as text:
        yield text
        ADMIN_RULE.unlink(missing_ok=True)


def check_permission(lightend, client, doctor, cause: str) -> None:
    """There is no permission for a cause that the doctor names, and then there is."""
    display = start(lightend, client)
    finding = doctor.examine().about("HDMI-A-1")
    assert finding.check == "permission"
    assert cause in finding.sentence
    doctor.follow(finding)
    display.wait_for_property("State", "ready")
    assert doctor.examine().about("HDMI-A-1").severity == "well"


def test_the_udev_rule_is_missing(monitor, rule, lightend, client, doctor):
    check_permission(lightend, client, doctor, "the udev rule is missing")


@pytest.mark.thorough
def test_the_udev_rule_is_not_applied_yet(monitor, rule, lightend, client, doctor):
    # udev keeps in mind that the device had the tag, until the device comes anew.
    monitor.unplug()
    monitor.remove_adapter()
    monitor.wait_for_no_adapter()
    monitor.add_adapter()
    monitor.plug()
    subprocess.run(["udevadm", "settle"], check=True)
    access.RULE.write_text(rule)
    check_permission(lightend, client, doctor, "installed, but not applied")


def test_logind_has_not_handed_the_bus_over(monitor, lightend, client, doctor):
    access.take_away()
    check_permission(lightend, client, doctor, "logind has not handed it over")


@pytest.fixture
def background(login):
    """Somebody else's session is in front; at the end the tester's is."""
    login.start_session(OTHER)
    login.switch_to(OTHER)
    yield
    login.switch_to(TESTER)
    login.end_session(OTHER)


def test_the_session_is_in_the_background(monitor, background, lightend, client, doctor):
    check_permission(lightend, client, doctor, "whoever's session is in the foreground")


def test_the_session_of_a_panel_is_in_the_background(card, background, lightend, client, doctor):
    card["eDP-1"].plug()
    display = start(lightend, client)
    finding = doctor.examine().about("eDP-1")
    assert finding.check == "login"
    doctor.follow(finding)
    assert display.set(40)
    assert doctor.examine().about("eDP-1").severity == "well"


@pytest.fixture
def no_group():
    """There is no group i2c; at the end there is none again."""
    yield
    GROUP_RULE.unlink(missing_ok=True)
    subprocess.run(["groupdel", "i2c"], check=False)
    access.take_away()
    access.apply_rules()


def test_without_a_session_a_group_helps(monitor, no_group, bus, lightend, client):
    OTHER.make_home()
    environment = OTHER.environment(bus.address)
    doctor = Doctor(OTHER, environment)
    service = lightend(person=OTHER)
    client.wait_for_displays()
    finding = doctor.examine().about("HDMI-A-1")
    assert finding.check == "permission"
    doctor.follow(finding)
    # The groups of a process are those of its login: the next one has the new group.
    service.stop()
    client.wait_for_no_service()
    lightend(person=OTHER)
    client.wait_for_displays()
    client.display(0).wait_for_property("State", "ready")
    assert doctor.examine().about("HDMI-A-1").severity == "well"


def test_ddc_was_off_in_the_menu(monitor, lightend, client, doctor):
    monitor.answer(False)
    display = start(lightend, client)
    display.wait_for_property("State", "unresponsive")
    finding = doctor.examine().about("HDMI-A-1")
    assert finding.check == "answer"
    monitor.answer(True)
    doctor.follow(finding)
    assert doctor.examine().about("HDMI-A-1").severity == "well"


@pytest.mark.thorough
def test_the_same_monitor_on_two_connectors(monitor, card, lightend, client, doctor):
    phantom = card["DP-1"]
    phantom.copy_edid(monitor)
    phantom.answer(False)
    phantom.plug()
    start(lightend, client)
    finding = doctor.examine().about("DP-1")
    assert finding.check == "duplicate"
    doctor.follow(finding)
    doctor.wait_for("DP-1", "well")
    assert doctor.examine().about("HDMI-A-1").severity == "well"


@pytest.mark.thorough
def test_the_config_cannot_be_read(doctor):
    file = doctor.write_config("")
    file.chmod(0)
    finding = doctor.examine().find("config")
    doctor.follow(finding)
    assert doctor.examine().find("config").severity == "well"


@pytest.mark.thorough
def test_a_mistake_in_the_config(doctor):
    doctor.write_config("[params]\nwrong_key = 1\n")
    finding = doctor.examine().find("config")
    doctor.follow(finding, before="export EDITOR=/usr/lib/guest/delete-line; ")
    assert doctor.examine().find("config").severity == "well"


def test_a_service_that_does_not_answer(monitor, lightend, client, doctor):
    service = lightend()
    client.wait_for_displays()
    service.send(signal.SIGSTOP)
    finding = doctor.examine().find("service")
    assert "does not answer" in finding.sentence
    doctor.follow(finding)
    service.wait_for_end()
    assert "does not answer" not in doctor.examine().find("service").sentence


@pytest.mark.thorough
@pytest.mark.parametrize("name", [NAME, "com.ddcutil.DdcutilService"])
def test_another_program_is_in_the_way(monitor, bus, doctor, name):
    check = "service" if name == NAME else "rival"
    with NameOwner(bus.address, name, user=TESTER.uid) as program:
        finding = doctor.examine().find(check)
        assert str(program.process_id) in finding.sentence
        doctor.follow(finding)
        program.wait_for_end()
    finding = doctor.examine().find(check)
    assert str(program.process_id) not in finding.sentence


@pytest.mark.thorough
def test_the_worker_is_missing(doctor):
    worker = Path("/usr/libexec/lighten/lighten-ddc")
    hidden = worker.rename(worker.with_suffix(".hidden"))
    try:
        # Not run: contrib/install builds lighten, which needs a network.
        assert doctor.examine().find("worker").commands == ["contrib/install"]
    finally:
        hidden.rename(worker)
    assert "worker" not in doctor.examine().checks("problem")
