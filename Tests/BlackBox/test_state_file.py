"""The state file where it is not what it should be, and where several services would use it."""

import errno
import os
import signal
from pathlib import Path

import pytest

from emulator import EDID, Monitor
from support import DISPLAY, Client, PrivateBus, display_path
from support.looking import look_until
from support.service import Service

STATE = "[lighten]\nversion=1\nnext=1\n[display 0]\nid=LTN-1234-1\nconnector=card0-DP-1\n"


@pytest.fixture
def folder(desk):
    """The folder with the state file, which is not there yet."""
    folder = desk.directory / "home/.local/state/lighten"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def other_bus(tmp_path):
    """The bus of another session of the user."""
    with PrivateBus(tmp_path, "other") as bus:
        yield bus


def numbers(client) -> dict:
    """N by serial number."""
    return {o[DISPLAY]["Serial"]: int(path.rpartition("/")[2]) for path, o in client.objects().items()}


OBSTACLES = {
    "pipe": (os.mkfifo, "a named pipe"),
    "folder": (Path.mkdir, "a folder"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "a device"),
    "large": (lambda path: path.write_text("#" * (1 << 20) + "\n"), "too large"),
    "circle": (lambda path: path.symlink_to(path.name), "symbolic links"),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_cannot_be_read_is_left_alone(desk, lightend, client, folder, obstacle):
    make, word = OBSTACLES[obstacle]
    path = folder / "displays"
    make(path)
    before = os.lstat(path)
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    assert numbers(client) == {"1": 1000}
    service.wait_for_log(f"the state file {path} is not used: ")
    assert word in service.log and f"{path}: " not in service.log
    assert client.display(1000).set(30)
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1001))
    # The user puts it in order; monitors that are there keep their number until they are unplugged.
    path.rename(folder / "aside")
    path.write_text(STATE)
    client.manager("Refresh")
    service.wait_for_log("the state file can be used again")
    assert numbers(client) == {"1": 1000, "2": 1001}
    for name, path_then, path_now in [("DP-1", 1000, 1), ("DP-2", 1001, 2)]:
        monitor = desk.unplug(name)
        client.wait_for_removed(display_path(path_then))
        desk.plug(name, monitor)
        client.wait_for_added(display_path(path_now))
    service.stop()
    assert os.lstat(folder / "aside").st_ino == before.st_ino
    text = path.read_text()
    assert "[display 0]" in text and "[display 1]" in text and "[display 1000]" not in text


@pytest.mark.parametrize("call, reason", [("open", errno.EACCES), ("open", errno.EIO), ("read", errno.EIO)])
def test_a_file_that_the_disk_does_not_give(desk, lightend, client, folder, call, reason):
    path = folder / "displays"
    path.write_text(STATE)
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    with desk.failing_disk(call, reason):
        service = lightend()
        assert numbers(client) == {"1": 1000}
        service.wait_for_log(f"the state file {path} is not used: {os.strerror(reason)}. ")
        assert client.display(1000).set(30)
    assert path.read_text() == STATE
    client.manager("Refresh")
    service.wait_for_log("the state file can be used again")
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    assert numbers(client) == {"1": 1000, "2": 1}
    service.stop()
    text = path.read_text()
    assert "[display 0]" in text and "[display 1]" in text and "[display 1000]" not in text
    assert sorted(file.name for file in folder.iterdir()) == ["displays", "displays.lock"]


def test_a_profile_of_numbers_that_are_not_saved(desk, config, lightend, client, lighten, folder):
    os.mkfifo(folder / "displays")
    config.write("[profile desk]\ndisplays = DP-1\nbrightness = 40\n")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    assert numbers(client) == {"1": 1000}
    lighten.output("profile", "desk")
    (folder / "displays").unlink()
    (folder / "displays").write_text(STATE.replace("next=1", "next=1\nprofile=old\nprofile-displays=0"))
    client.manager("Refresh")
    service.wait_for_log("the state file can be used again")
    service.stop()
    text = (folder / "displays").read_text()
    assert "[display 0]" in text and "profile" not in text and "1000" not in text


def test_a_plug_looks_again_too(desk, lightend, client, folder):
    os.mkfifo(folder / "displays")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    assert numbers(client) == {"1": 1000}
    (folder / "displays").unlink()
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(0))
    assert numbers(client) == {"1": 1000, "2": 0}


def test_a_link_stays_a_link(desk, lightend, client, folder, tmp_path):
    (folder / "displays").symlink_to(tmp_path / "dotfile")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    assert client.display(0).set(33)
    service.stop()
    assert (folder / "displays").is_symlink()
    assert "brightness=33" in (tmp_path / "dotfile").read_text()
    lightend()
    assert numbers(client) == {"1": 0}


def test_a_second_service_of_the_user_leaves_it_alone(desk, environment, lightend, client, other_bus, folder, tmp_path):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    first = lightend()
    client.wait_for_displays()
    before = (folder / "displays").read_text()
    second = Service(
        ["--verbose"], {**environment, "DBUS_SESSION_BUS_ADDRESS": other_bus.address}, tmp_path / "second.log"
    )
    try:
        with Client(other_bus.address) as other:
            other.wait_for_service()
            assert numbers(other) == {"1": 1000}
            second.wait_for_log(f"another lightend (process {first.process_id}) uses it")
            assert other.display(1000).set(77)
            assert (folder / "displays").read_text() == before
            first.stop()
            other.manager("Refresh")
            second.wait_for_log("the state file can be used again")
            assert numbers(other) == {"1": 1000}
    finally:
        second.stop_if_running()


def test_a_stopped_predecessor_never_overwrites(desk, lightend, client, folder):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    first = lightend()
    client.wait_for_displays()
    assert client.display(0).set(20)
    first.send(signal.SIGSTOP)
    second = lightend("--replace")
    client.wait_for_displays()
    assert numbers(client) == {"1": 0}
    desk.plug("DP-2", Monitor(EDID(serial=2)))
    client.wait_for_added(display_path(1))
    assert client.display(0).set(60)
    first.send(signal.SIGCONT)
    assert first.wait_for_end() == 0
    assert "another lightend" in first.log
    second.stop()
    text = (folder / "displays").read_text()
    assert "brightness=60" in text and "[display 1]" in text
    assert sorted(file.name for file in folder.iterdir()) == ["displays", "displays.lock"]


def test_a_number_is_saved_before_anybody_sees_it(desk, lightend, client, folder):
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    # A disk that does not answer is waited for, for three seconds: thirty here.
    service = lightend("--time-scale=0.1")
    client.wait_for_displays()
    known = len(service.workers())
    desk.stall_disk()
    try:
        desk.plug("DP-2", Monitor(EDID(serial=2)))
        # It has been looked at, and could be shown.
        service.wait_for_log("libddcutil ", known + 1)
        client.settle()
        assert numbers(client) == {"1": 0}
    finally:
        desk.resume_disk()
    client.wait_for_added(display_path(1))
    assert "[display 1]" in (folder / "displays").read_text()


def test_what_an_interrupted_save_left_is_removed(desk, lightend, client, folder):
    backups = ["displays.241126", "displays.BACKUP", "displays.backup", "displays.new-2-mine", "displays.old123"]
    for name in ("displays.X7f2aQ", "displays.new-123", *backups):
        (folder / name).write_text(STATE)
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    client.wait_for_displays()
    look_until(lambda: (folder / "displays").exists())
    assert sorted(file.name for file in folder.iterdir()) == sorted(["displays", "displays.lock", *backups])


def test_what_a_later_version_added_is_kept(desk, lightend, client, folder):
    (folder / "displays").write_text(
        STATE.replace("next=1", "next=1\nlater=a\\sb") + "moon=1;2\n[moon]\nphase=\\x\n"
    )
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    service.stop()
    text = (folder / "displays").read_text()
    assert "[display 1]" in text
    assert all(line in text for line in ("later=a\\sb\n", "moon=1;2\n", "[moon]\nphase=\\x\n"))
    assert "damaged" not in service.log
