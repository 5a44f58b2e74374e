"""The config file: read at the start and whenever it changes."""

import os
import signal

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, DISPLAY, display_path

DESK = "[display DP-1]\nalias = Desk\nminimum = 20\nmaximum = 80\n"


@pytest.fixture
def monitor(desk):
    return desk.plug("DP-1", Monitor(EDID("DEL", 0xA0C7, 5, name="DELL U2720Q"), brightness=50))


def start(lightend, client) -> tuple:
    service = lightend()
    client.wait_for_displays()
    return service, client.display(0)


def test_alias_and_limits(config, monitor, lightend, client):
    config.write(DESK)
    lightend()
    objects = client.objects()[display_path(0)]
    assert (objects[DISPLAY]["Name"], objects[DISPLAY]["Alias"]) == ("Desk", "Desk")
    assert objects[DISPLAY]["Model"] == "U2720Q"
    assert (objects[BACKLIGHT]["Minimum"], objects[BACKLIGHT]["Maximum"]) == (20, 80)
    display = client.display(0)
    assert display.set(0)
    assert monitor.brightness == 20
    assert display.set(100)
    assert monitor.brightness == 80
    assert display.add(10)
    assert display.add(-70)
    assert monitor.brightness == 20
    assert display.start_fade(100, 200).wait()
    assert monitor.brightness == 80
    display.set_feature(0x10, 5)
    assert monitor.brightness == 20
    assert client.backlight("SetBrightness", "(u)", 100)
    assert monitor.brightness == 80
    assert client.manager("SetAll", "(a{ou})", {display.path: 1}) == {}
    assert monitor.brightness == 20


@pytest.mark.parametrize("selector", ["0", "dp-1", "card0-DP-1", "DEL-A0C7-5", "5", "u2720q", "Dell U2720Q"])
def test_a_group_can_name_its_display_in_every_way(config, monitor, lightend, client, selector):
    config.write(f"[display {selector}]\nalias = Desk\n")
    _, display = start(lightend, client)
    assert display.read("Alias") == "Desk"
    assert client.manager("Resolve", "(s)", "desk") == display.path


@pytest.mark.parametrize("way", ["write", "replace"])
def test_a_change_is_read_at_once(config, monitor, lightend, client, way):
    _, display = start(lightend, client)
    assert display.read("Name") == "Dell U2720Q"
    for alias, minimum in [("Desk", 20), ("Other", 30)]:
        getattr(config, way)(f"[display DP-1]\nalias = {alias}\nminimum = {minimum}\n")
        display.wait_for_property("Minimum", minimum)
        display.wait_for_property("Alias", alias)
        assert display.read("Name") == alias
        assert display.property_changes("Name")[-1] == alias
        assert display.set(0)
        assert monitor.brightness == minimum
    config.remove()
    display.wait_for_property("Minimum", 0)
    display.wait_for_property("Name", "Dell U2720Q")
    assert display.read("Alias") == ""


def test_a_new_folder_is_noticed(desk, config, monitor, lightend, client):
    assert not config.path.parent.exists()
    _, display = start(lightend, client)
    config.replace(DESK)
    display.wait_for_property("Alias", "Desk")


def test_a_display_that_shall_be_left_alone(config, monitor, lightend, client):
    config.write("[display U2720Q]\nenabled = false\n")
    service, display = start(lightend, client)
    assert display.interfaces == {DISPLAY}
    assert display.state == "unsupported"
    assert "enabled" in display.reason
    assert service.workers() == {}
    assert dict(monitor.counts) == {}

    config.write("")
    client.wait_for_added(display.path, BACKLIGHT)
    display.wait_for_property("State", "ready")
    assert display.set(33)
    assert monitor.brightness == 33

    config.write("[display U2720Q]\nenabled = false\n")
    client.wait_for_removed(display.path, BACKLIGHT)
    display.wait_for_property("State", "unsupported")
    assert display.interfaces == {DISPLAY}
    assert client.backlight("GetBrightness") == -1


BROKEN = [
    ("[display DP-1]\nalias = x\nminimum = dark\n", 3, "minimum"),
    ("[display DP-1]\nminimum = 101\n", 2, "minimum"),
    ("[display DP-1]\nminimum = 60\nmaximum = 40\n", 0, "maximum"),
    ("\n# comment\n[display DP-1]\nminimun = 5\n", 4, "minimun"),
    ("[display DP-1]\nenabled = maybe\n", 2, "enabled"),
    ("[dispaly DP-1]\nminimum = 5\n", 1, "dispaly"),
    ("[params]\nsensor_interval = soon\n", 2, "sensor_interval"),
    ("[sensor]\nvendor_id = zz\n", 2, "vendor_id"),
    ("[params]\nnormalize_method = moon\n", 2, "normalize_method"),
    ("no group\n", 1, "no group"),
]


@pytest.mark.parametrize("text, line, word", BROKEN, ids=[word for _, _, word in BROKEN])
def test_a_broken_file_is_reported_with_its_line(config, monitor, lightend, client, text, line, word):
    config.write(text)
    service, display = start(lightend, client)
    reports = [entry for entry in service.log.splitlines() if f"{config.path}:{line or ''}" in entry]
    assert any(word in report for report in reports), reports
    # The defaults count, and the monitor works.
    assert (display.read("Minimum"), display.read("Maximum"), display.read("Alias")) == (0, 100, "")
    assert display.set(10)
    assert monitor.brightness == 10


@pytest.mark.parametrize("text, line, word", BROKEN[:2], ids=[word for _, _, word in BROKEN[:2]])
def test_a_file_that_breaks_leaves_what_was_read(config, monitor, lightend, client, text, line, word):
    config.write(DESK)
    service, display = start(lightend, client)
    config.replace(text)
    service.wait_for_log(f"{config.path}:{line}: [display DP-1] {word}: ")
    assert (display.read("Alias"), display.read("Minimum")) == ("Desk", 20)
    config.replace(DESK.replace("Desk", "Table"))
    display.wait_for_property("Alias", "Table")


def test_every_problem_of_a_file_is_reported(config, monitor, lightend, client):
    config.write("[display DP-1]\nminimum = dark\nmaximun = 5\n[nonsense]\n")
    service, _ = start(lightend, client)
    for line in (2, 3, 4):
        service.wait_for_log(f"{config.path}:{line}: ")


def test_the_predecessors_file_is_accepted(config, monitor, lightend, client):
    config.write(
        "[params]\nsensor_interval = 500\nsave_fidelity = 10\nmax_deviation = 150\nchange_rate = 5\n"
        "restore_interval = 10\nrestore_range = 60\nnormalize_method = round\nauto_normalize = true\n"
        "\n[sensor]\nvendor_id = 04d8\nproduct_id = f2e1\n"
    )
    service, display = start(lightend, client)
    assert display.set(15)
    assert str(config.path) not in service.log


def test_sighup_reads_it_again(config, monitor, lightend, client):
    config.write("[display DP-1]\nminimum = dark\n")
    service, display = start(lightend, client)
    assert service.log.count("minimum") == 1
    config.write(DESK)
    service.send(signal.SIGHUP)
    display.wait_for_property("Alias", "Desk")


def test_links_to_dotfiles_are_followed(config, monitor, lightend, client, tmp_path):
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    config.path.parent.mkdir(parents=True)
    (dotfiles / "link").symlink_to("first")
    config.path.symlink_to(dotfiles / "link")
    _, display = start(lightend, client)
    # The target appears, is edited in both ways, and the link is exchanged.
    (dotfiles / "first").write_text(DESK)
    display.wait_for_property("Alias", "Desk")
    (dotfiles / "first").write_text(DESK.replace("Desk", "Edited"))
    display.wait_for_property("Alias", "Edited")
    (dotfiles / "new").write_text(DESK.replace("Desk", "Replaced"))
    (dotfiles / "new").rename(dotfiles / "first")
    display.wait_for_property("Alias", "Replaced")
    (dotfiles / "second").write_text(DESK.replace("Desk", "Second"))
    (dotfiles / "new").symlink_to("second")
    (dotfiles / "new").rename(dotfiles / "link")
    display.wait_for_property("Alias", "Second")
    (dotfiles / "second").write_text(DESK.replace("Desk", "Last"))
    display.wait_for_property("Alias", "Last")
    assert config.path.is_symlink()


@pytest.mark.parametrize("obstacle", ["pipe", "folder", "device", "large"])
def test_what_is_no_file_is_refused(config, monitor, lightend, client, obstacle):
    config.path.parent.mkdir(parents=True)
    make = {
        "pipe": lambda: os.mkfifo(config.path),
        "folder": config.path.mkdir,
        "device": lambda: config.path.symlink_to("/dev/zero"),
        "large": lambda: config.path.write_text("#" * (1 << 20) + "\n" + DESK),
    }
    words = {"pipe": "a named pipe", "folder": "a folder", "device": "a device", "large": "too large"}
    make[obstacle]()
    service, display = start(lightend, client)
    service.wait_for_log(f"cannot read the config {config.path}: it is {words[obstacle]}")
    assert display.set(10)
    service.send(signal.SIGHUP)
    # As soon as it is a file it counts.
    if obstacle == "folder":
        config.path.rmdir()
    config.replace(DESK)
    display.wait_for_property("Alias", "Desk")
    # And a running service refuses it as well, and ends as ever.
    config.remove()
    display.wait_for_property("Alias", "")
    make[obstacle]()
    service.wait_for_log(f"cannot read the config {config.path}: it is {words[obstacle]}", 2)
    service.stop()


def test_auto_from_the_config_until_the_user_decides(config, monitor, lightend, client):
    config.write("[display DP-1]\nauto = true\n")
    service, display = start(lightend, client)
    assert display.read("Auto") is True
    assert display.call(BACKLIGHT, "SetAuto", "(s)", "off") is False
    service.stop()
    _, display = start(lightend, client)
    assert display.read("Auto") is False


def test_a_large_file_does_no_harm(config, monitor, lightend, client):
    config.write("# nothing\n" * 100_000 + DESK)
    _, display = start(lightend, client)
    assert display.read("Alias") == "Desk"
