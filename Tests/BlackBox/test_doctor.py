"""`lighten doctor`: each cause is there, and it is named with what mends it."""

import os
import shutil
import stat
import subprocess

import pytest

from emulator import EDID, AdapterStyle, Monitor
from support import NAME, Command, Diagnosis, NameOwner
from support.service import program

DELL = EDID("DEL", 0xA0C7, 5, name="DELL U2720Q")


@pytest.fixture
def examine(environment):
    """Runs `lighten doctor` without the rights of root over files."""
    return lambda: Diagnosis(Command(environment, may_open_all=False))


@pytest.fixture
def activatable(bus, client):
    """Has the bus know how to start the service, as where lighten is installed."""

    def install(executable: str = "/bin/false") -> None:
        text = f"[D-BUS Service]\nName={NAME}\nExec={executable}\n"
        (bus.services / f"{NAME}.service").write_text(text)
        daemon = "org.freedesktop.DBus"
        client.call("/org/freedesktop/DBus", daemon, "ReloadConfig", destination=daemon)

    return install


@pytest.fixture(params=["running", "not running"])
def maybe_lightend(request, lightend, client):
    """Starts lightend, or does not."""

    def start() -> bool:
        if request.param == "running":
            lightend()
            client.wait_for_displays()
        return request.param == "running"

    return start


def run_commands(finding, environment) -> None:
    """Does what a finding says, as a person would."""
    assert finding.commands
    for command in finding.commands:
        subprocess.run(["sh", "-c", command], env=environment, check=True, timeout=60)


# All is well.


def advice(diagnosis) -> list:
    """The advice, but for that on this system's libddcutil: for 2.2.0 there always is some."""
    return [found for found in diagnosis.findings if found.severity == "advice" and found.check != "libddcutil"]


def test_all_is_well(desk, login, activatable, config, lightend, client, examine):
    desk.plug("DP-1", Monitor(DELL))
    desk.add_panel()
    config.write("[display DP-1]\nminimum = 10\n")
    activatable()
    lightend()
    client.wait_for_displays()
    diagnosis = examine()
    assert diagnosis.is_healthy
    assert diagnosis.checks("problem") == advice(diagnosis) == []
    assert diagnosis.find("service").sentence.startswith("lightend 0.")
    assert diagnosis.find("config").sentence == "The config file is in order."
    assert "libddcutil" in diagnosis.find("libddcutil").sentence
    assert diagnosis.about("DP-1").sentence == "It can be controlled."
    assert diagnosis.about("DP-1").monitor == "DP-1 (Dell U2720Q)"
    assert diagnosis.about("eDP-1").severity == "well"


def test_the_text_for_people(desk, lightend, client, lighten):
    desk.plug("DP-1", Monitor(DELL))
    desk.plug("DP-2", Monitor(EDID(serial=2)), style=AdapterStyle.NONE)
    lightend()
    client.wait_for_displays()
    outcome = lighten.run("doctor")
    assert (outcome.status, outcome.errors) == (1, "")
    well, *rest = outcome.output.split("\n\n")
    assert "ok       DP-1 (Dell U2720Q): It can be controlled." in well.splitlines()
    assert all(line.startswith("ok ") for line in well.splitlines())
    assert rest[0].startswith("problem  DP-2") and rest[1].startswith("advice  ")
    # A command is alone on its line, behind blanks only.
    assert rest[1].splitlines()[1].startswith("    ")
    assert "\x1b" not in outcome.output


def test_colours_in_a_terminal(desk, lightend, client, lighten):
    desk.plug("DP-1", Monitor(DELL))
    lightend()
    client.wait_for_displays()
    assert "\x1b[32mok" in lighten.output_in_terminal("doctor", columns=100)
    assert "\x1b" not in lighten.output_in_terminal("doctor", columns=100, NO_COLOR="1")


def test_no_monitor(lightend, examine):
    lightend()
    finding = examine().find("monitor")
    assert finding.severity == "advice"
    assert finding.sentence.startswith("No monitor is connected")


def test_wrong_arguments(lighten):
    outcome = lighten.run("doctor", "DP-1")
    assert (outcome.status, outcome.output) == (2, "")


# The service.


def test_no_service(desk, examine):
    desk.plug("DP-1", Monitor(DELL))
    diagnosis = examine()
    finding = diagnosis.find("service")
    assert finding.sentence == "lightend does not run, and the bus cannot start it."
    assert finding.commands == ["contrib/install"]
    # Sysfs has something to say all the same.
    assert diagnosis.about("DP-1").sentence == "Nothing stands in its way."


def test_a_service_that_cannot_be_started(activatable, examine):
    activatable("/bin/false")
    finding = examine().find("service")
    assert finding.sentence.startswith("The bus cannot start lightend: ")
    assert finding.severity == "problem"


def test_an_activation_file_that_the_bus_does_not_know(environment, bus, examine):
    folder = bus.services.parent / "data/dbus-1/services"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec=/bin/false\n")
    environment["XDG_DATA_DIRS"] = str(bus.services.parent / "data")
    finding = examine().find("service")
    assert finding.severity == "problem"
    assert finding.commands[0].endswith("ReloadConfig")


@pytest.mark.parametrize("socket", [True, False])
def test_no_session_bus(environment, desk, examine, socket):
    del environment["DBUS_SESSION_BUS_ADDRESS"]
    environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus"
    if socket:
        (desk.directory / "run/bus").touch()
    finding = examine().find("service")
    assert finding.sentence.startswith("There is no session bus: ")
    if socket:
        assert finding.commands == [f"export DBUS_SESSION_BUS_ADDRESS=unix:path={desk.directory}/run/bus"]
    else:
        assert finding.commands[0].startswith("dbus-run-session ")


def test_another_program_has_the_name(bus, examine, environment):
    with NameOwner(bus.address, NAME) as owner:
        finding = examine().find("service")
        assert f"(process {owner.process_id}, " in finding.sentence and NAME in finding.sentence
        run_commands(finding, environment)
        owner.wait_for_end()
    assert examine().find("service").sentence.startswith("lightend does not run")


def test_started_by_hand(desk, lightend, client, examine):
    desk.plug("DP-1", Monitor(DELL))
    lightend()
    client.wait_for_displays()
    diagnosis = examine()
    assert diagnosis.is_healthy
    assert [finding.check for finding in advice(diagnosis)] == ["service"]
    assert "started by hand" in advice(diagnosis)[0].sentence


def test_simulated_monitors(lightend, client, lighten, examine):
    lightend("--simulate=2")
    client.wait_for_displays()
    diagnosis = examine()
    assert any("simulated" in f.sentence and f.commands[0].endswith("--replace") for f in diagnosis.findings)
    assert diagnosis.about("SIM-1").sentence == "It can be controlled."
    lighten.output("sim", "fault", "-d", 1, "unresponsive")
    lighten.run("refresh")
    client.display(1).wait_for_property("State", "unresponsive")
    assert examine().about("SIM-2").check == "answer"


# External monitors.


def test_i2c_dev_is_not_loaded(desk, maybe_lightend, examine):
    desk.plug("DP-1", Monitor(DELL))
    desk.unload_i2c_dev()
    maybe_lightend()
    finding = examine().about("DP-1")
    assert finding.check == "i2c-module"
    assert finding.sentence.startswith("The kernel module i2c-dev is not loaded")
    assert finding.commands[0] == "sudo modprobe i2c-dev"


def test_a_node_is_missing(desk, maybe_lightend, examine):
    desk.plug("DP-1", Monitor(DELL))
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    desk.remove_node("DP-1")
    maybe_lightend()
    finding = examine().about("DP-1")
    assert finding.check == "bus"
    assert f"/dev/i2c-{desk.bus_number('DP-1')} is missing" in finding.sentence
    assert finding.commands == ["sudo modprobe -r i2c-dev && sudo modprobe i2c-dev"]


def test_no_bus_leads_to_it(desk, maybe_lightend, examine):
    desk.plug("DP-1", Monitor(DELL), style=AdapterStyle.NONE)
    maybe_lightend()
    finding = examine().about("DP-1")
    assert finding.check == "bus"
    assert finding.sentence.startswith("No I2C bus leads to it")


@pytest.fixture
def denied(desk, maybe_lightend):
    """A monitor whose node may not be opened."""
    desk.plug("DP-1", Monitor(DELL), permitted=False)
    return maybe_lightend


def test_no_permission_and_no_session(desk, denied, examine):
    denied()
    finding = examine().about("DP-1")
    assert finding.check == "permission"
    assert f"/dev/i2c-{desk.bus_number('DP-1')}" in finding.sentence
    assert "no session on a seat" in finding.sentence
    assert finding.commands[-1] == 'sudo usermod -aG i2c "$USER"'


def test_no_permission_from_outside(denied, login, examine):
    login.seat = ""
    denied()
    assert "no session on a seat" in examine().about("DP-1").sentence


def test_no_permission_at_a_seat(denied, login, examine):
    denied()
    finding = examine().about("DP-1")
    # Whether the rule is installed is up to the computer that runs this test.
    assert "the udev rule" in finding.sentence
    assert finding.commands[-1].endswith("udevadm trigger --subsystem-match=i2c-dev")


def test_no_permission_though_tagged(desk, denied, login, examine):
    desk.tag("DP-1")
    denied()
    finding = examine().about("DP-1")
    assert "logind has not handed it over" in finding.sentence


def test_no_permission_in_the_background(denied, login, examine):
    login.is_active = False
    denied()
    assert examine().about("DP-1").commands == [f"sudo loginctl activate {login.session}"]


def test_standby(desk, maybe_lightend, environment, examine):
    desk.plug("DP-1", Monitor(DELL)).fail(asleep=True)
    desk.connectors["DP-1"].set_dpms("Off")
    environment["SWAYSOCK"] = "/run/sway"
    maybe_lightend()
    finding = examine().about("DP-1")
    assert finding.check == "standby"
    assert finding.sentence.startswith("It is in standby")
    assert finding.commands == ["swaymsg 'output * power on'"]


def test_not_in_use(desk, maybe_lightend, environment, examine):
    desk.plug("DP-1", Monitor(DELL)).fail(asleep=True)
    desk.connectors["DP-1"].set_enabled(False)
    environment["XDG_CURRENT_DESKTOP"] = "KDE"
    maybe_lightend()
    finding = examine().about("DP-1")
    assert finding.check == "standby"
    assert "display settings" in finding.sentence
    assert finding.commands == ["kscreen-doctor output.DP-1.enable"]


def test_ddc_is_switched_off_in_the_menu(desk, lightend, client, examine, environment, lighten):
    monitor = desk.plug("DP-1", Monitor(DELL))
    monitor.fail(nak=True)
    lightend()
    client.wait_for_displays()
    finding = examine().about("DP-1")
    assert finding.check == "answer"
    assert "check that DDC/CI is enabled in its on-screen menu" in finding.sentence
    assert finding.commands == ["lighten refresh"]
    # Switched on, it is found at once.
    monitor.heal()
    lighten.output(*finding.commands[0].split()[1:])
    client.display(0).wait_for_property("State", "ready")
    assert examine().about("DP-1").severity == "well"


def test_a_second_connector_of_the_same_monitor(desk, maybe_lightend, environment, examine, config, client):
    desk.plug("DP-1", Monitor(DELL))
    desk.plug("DP-2", Monitor(DELL, ddc=False))
    desk.connectors["DP-2"].set_enabled(False)
    is_running = maybe_lightend()
    diagnosis = examine()
    assert diagnosis.about("DP-1").severity == "well"
    finding = diagnosis.about("DP-2")
    assert finding.check == "duplicate"
    assert finding.sentence.startswith("It is the same monitor as DP-1 (Dell U2720Q), a second time")
    run_commands(finding, environment)
    assert config.path.read_text().endswith("[display DP-2]\nenabled = false\n")
    assert examine().about("DP-2").sentence == "Left alone, as the config says."
    if is_running:
        client.wait_for_signal(
            "PropertiesChanged", where=lambda s: "enabled = false" in s.arguments[1].get("Reason", "")
        )


def test_two_of_a_model_are_no_duplicates(desk, lightend, client, examine):
    twin = EDID("DEL", 0xA0C7, 0, name="DELL U2720Q", serial_text=None)
    desk.plug("DP-1", Monitor(twin))
    desk.plug("DP-2", Monitor(twin)).fail(nak=True)
    lightend()
    client.wait_for_displays()
    assert examine().about("DP-2").check == "answer"


# Panels.


def test_a_panel_without_a_backlight(desk, maybe_lightend, examine):
    desk.add_connector("eDP-1")
    desk.plug("eDP-1", Monitor(EDID("BOE", 1, 0, name="Panel"), ddc=False))
    maybe_lightend()
    finding = examine().about("eDP-1")
    assert finding.check == "backlight"
    assert "no backlight in /sys/class/backlight" in finding.sentence


@pytest.fixture
def panel(desk):
    """A panel whose backlight is root's, as on every computer."""
    panel = desk.add_panel()
    desk.tree.path(f"{panel.device.path}/brightness").chmod(0o444)
    return panel


def test_a_panel_without_logind(panel, maybe_lightend, examine):
    maybe_lightend()
    finding = examine().about("eDP-1")
    assert finding.check == "login"
    assert finding.sentence.startswith("Neither logind nor elogind answers")
    assert finding.commands == ["sudo systemctl start systemd-logind"]


def test_a_panel_without_a_session(panel, logind, maybe_lightend, examine):
    maybe_lightend()
    finding = examine().about("eDP-1")
    assert finding.sentence.startswith("You have no session in logind")


def test_a_panel_from_outside(panel, login, maybe_lightend, examine):
    login.seat = ""
    maybe_lightend()
    finding = examine().about("eDP-1")
    assert f"Your session {login.session} is not at the computer's own seat" in finding.sentence
    assert finding.commands == ["systemctl --user restart lightend"]


def test_a_panel_in_the_background(panel, login, maybe_lightend, examine):
    login.is_active = False
    maybe_lightend()
    assert examine().about("eDP-1").commands == [f"sudo loginctl activate {login.session}"]


# Other programs.


@pytest.mark.parametrize(
    ("name", "called", "command"),
    [
        ("com.ddcutil.DdcutilService", "ddcutil-service", "kill {process}"),
        ("org.kde.Solid.PowerManagement", "PowerDevil", "plasma-powerdevil"),
        ("org.kde.ScreenBrightness", "PowerDevil", "plasma-powerdevil"),
    ],
)
def test_a_rival(desk, bus, examine, name, called, command):
    desk.plug("DP-1", Monitor(DELL))
    assert examine().find("rival").severity == "well"
    with NameOwner(bus.address, name) as owner:
        finding = examine().find("rival")
        assert finding.severity == "problem"
        assert finding.sentence.startswith(f"{called} (process {owner.process_id}) drives the brightness")
        assert command.format(process=owner.process_id) in finding.commands[-1]


def test_a_rival_on_the_system_bus(desk, system_bus, examine):
    desk.plug("DP-1", Monitor(DELL))
    with NameOwner(system_bus.address, "org.clightd.clightd"):
        assert examine().find("rival").sentence.startswith("clightd ")


def test_powerdevil_that_keeps_away(desk, bus, examine):
    desk.plug("DP-1", Monitor(DELL))
    with NameOwner(bus.address, "org.kde.Solid.PowerManagement", POWERDEVIL_NO_DDCUTIL="1"):
        assert examine().find("rival").severity == "well"


def test_for_panels_nobody_is_a_rival(desk, login, bus, examine):
    desk.add_panel()
    with NameOwner(bus.address, "org.kde.Solid.PowerManagement"):
        assert [f for f in examine().findings if f.check == "rival"] == []


# The installation.


@pytest.fixture
def start_with_worker(lightend, client, tmp_path):
    """Starts lightend in a folder whose lighten-ddc is another program, or missing."""

    def start(script):
        folder = tmp_path / "broken"
        folder.mkdir()
        shutil.copy(program("lightend"), folder / "lightend")
        if script:
            (folder / "lighten-ddc").write_text(f"#!/bin/sh\n{script}\n")
            (folder / "lighten-ddc").chmod(stat.S_IRWXU)
        lightend(executable=str(folder / "lightend"))
        client.wait_for_displays()
        return folder / "lighten-ddc"

    return start


def test_the_worker_is_missing(desk, start_with_worker, examine):
    path = start_with_worker(None)
    finding = examine().find("worker")
    assert finding.sentence.startswith(f"{path} is missing")
    assert finding.commands == ["contrib/install"]


def test_the_worker_cannot_run(desk, start_with_worker, examine):
    path = start_with_worker("echo 'cannot open libddcutil.so.5' >&2; exit 127")
    assert examine().find("worker").sentence == f"{path} cannot run: cannot open libddcutil.so.5."


def test_the_worker_crashes(desk, start_with_worker, examine):
    path = start_with_worker("kill -SEGV $$")
    assert examine().find("worker").sentence.startswith(f"{path} cannot run: it crashes")


@pytest.mark.parametrize(
    ("version", "severity"),
    [("1.4.0", "problem"), ("2.1.2", "problem"), ("2.2.0", "advice"), ("2.2.1", "well"), ("1.4.1", "well")],
)
def test_dangerous_versions_of_libddcutil(desk, start_with_worker, examine, version, severity):
    start_with_worker(f"echo noise; echo libddcutil {version}")
    finding = examine().find("libddcutil")
    assert finding.severity == severity
    assert f"libddcutil {version}" in finding.sentence
    assert (severity == "well") == (finding.commands == [])


def test_the_worker_tells_its_library():
    result = subprocess.run([program("lighten-ddc"), "--version"], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0
    name, version = result.stdout.splitlines()[-1].split(" ")
    assert name == "libddcutil" and version[0].isdigit()


# The config.


def test_mistakes_in_the_config(config, maybe_lightend, examine):
    config.write("[params]\nsensor_interval = soon\n\n[display DP-1]\nmaximun = 3\n")
    maybe_lightend()
    found = [finding for finding in examine().findings if finding.check == "config"]
    assert [f"{config.path}:{line}: " in f.sentence for f, line in zip(found, (2, 5))] == [True, True]
    assert len(found) == 2 and "maximum" in found[1].sentence
    assert found[1].commands == [f"${{EDITOR:-vi}} +5 {config.path}"]


def test_a_config_that_cannot_be_read(config, examine, environment):
    config.write("")
    config.path.chmod(0)
    finding = examine().find("config")
    assert f"{config.path} cannot be read" in finding.sentence
    run_commands(finding, environment)
    assert examine().find("config").severity == "well"


def test_a_config_that_is_no_file(config, examine, environment):
    config.path.parent.mkdir(parents=True)
    os.mkfifo(config.path)
    finding = examine().find("config")
    assert finding.sentence == f"The config file {config.path} cannot be read: it is a named pipe, not a file."
    run_commands(finding, environment)
    assert "config" not in [found.check for found in examine().findings]


# The state file.


@pytest.mark.parametrize("obstacle", ["pipe", "forbidden"])
def test_a_state_file_that_cannot_be_read(desk, lightend, client, examine, environment, obstacle):
    path = desk.directory / "home/.local/state/lighten/displays"
    path.parent.mkdir(parents=True)
    if obstacle == "pipe":
        os.mkfifo(path)
    else:
        path.write_text("[lighten]\nversion=1\nnext=0\n")
        path.chmod(0)
    finding = examine().find("state")
    reason = "it is a named pipe, not a file" if obstacle == "pipe" else "Permission denied"
    assert finding.sentence == f"The state file {path} cannot be read: {reason}."
    desk.plug("DP-1", Monitor(DELL))
    if obstacle == "pipe":
        first = lightend()
        client.wait_for_displays()
        finding = examine().find("state")
        assert finding.sentence.endswith(f"{reason}. Displays have numbers from 1000 up, which are not kept.")
        assert finding.commands[1].endswith("lightend --replace")
        # What the second command starts is ended by the test.
        subprocess.run(["sh", "-c", finding.commands[0]], env=environment, check=True, timeout=60)
        assert "could not be read" in examine().find("state").sentence
        lightend("--replace")
        assert first.wait_for_end() == 0
        client.wait_for_displays()
    else:
        run_commands(finding, environment)
    assert "state" not in [found.check for found in examine().findings]


# The light sensor.


@pytest.fixture
def sensor_config(config):
    """A config that names a light sensor."""
    config.write("[sensor]\nvendor_id = 04d8\nproduct_id = f2e1\n")


def test_a_sensor_that_is_not_plugged_in(sensor_config, maybe_lightend, examine):
    maybe_lightend()
    finding = examine().find("sensor")
    assert finding.sentence == "The light sensor 04d8:f2e1 of the config is not plugged in."


def test_a_sensor_without_permission(desk, sensor_config, maybe_lightend, examine):
    sensor = desk.add_hidraw()
    sensor.set_report(b"\x0042")
    desk.tree.path(f"/dev/hidraw{sensor.number}").chmod(0)
    maybe_lightend()
    finding = examine().find("sensor")
    assert finding.sentence.startswith(f"No permission for the light sensor 04d8:f2e1 at /dev/hidraw{sensor.number}")
    assert 'ATTRS{idVendor}=="04d8"' in finding.commands[0]
    assert finding.commands[1].endswith("--subsystem-match=hidraw")


@pytest.mark.parametrize("report", [b"\x0042", b"\x00-1"])
def test_a_sensor(desk, sensor_config, maybe_lightend, examine, report):
    desk.add_hidraw().set_report(report)
    is_running = maybe_lightend()
    finding = examine().find("sensor")
    if is_running and report == b"\x00-1":
        assert "does not measure" in finding.sentence
    else:
        assert finding.severity == "well"
