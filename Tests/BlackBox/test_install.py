"""contrib/install: what it installs, that it works from there, and that it can be taken away."""

import os
import subprocess
from pathlib import Path

import pytest

from emulator import EDID, Monitor
from support import Client, PrivateBus, processes
from support.loop import DEADLINE
from support.names import NAME
from support.service import program

REPOSITORY = Path(__file__).resolve().parents[2]
BUS = "org.freedesktop.DBus"


def run_install(*arguments, stage: Path, working_directory: Path = REPOSITORY) -> subprocess.CompletedProcess:
    """Runs contrib/install on a staging folder, with the programs under test."""
    return subprocess.run(
        [REPOSITORY / "contrib/install", *arguments],
        env={**os.environ, "DESTDIR": str(stage)},
        cwd=working_directory,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=3 * DEADLINE,
    )


def install(stage: Path, prefix: str) -> None:
    done = run_install("--prefix", prefix, "--programs", Path(program("lightend")).parent, stage=stage)
    assert (done.returncode, done.stderr) == (0, "")


def files(stage: Path) -> set:
    """The absolute paths that the files in a stage are meant for."""
    return {f"/{file.relative_to(stage)}" for file in stage.rglob("*") if not file.is_dir()}


def is_program(file: Path) -> bool:
    """Whether people or the service run an installed file."""
    return file.parent.name == "bin" or file.name == "lighten-ddc" or file.read_bytes().startswith(b"#!")


@pytest.mark.parametrize(
    "prefix, system, units",
    [
        ("/usr", "/usr/lib", "/usr/lib/systemd/user"),
        ("/usr/local", "/etc", "/usr/local/lib/systemd/user"),
        ("/home/somebody/.local", "/etc", "/home/somebody/.local/share/systemd/user"),
    ],
)
def test_everything_is_where_it_is_looked_for(tmp_path, prefix, system, units):
    install(tmp_path, prefix)
    assert files(tmp_path) >= {
        f"{prefix}/bin/lighten",
        f"{prefix}/bin/lightend",
        f"{prefix}/libexec/lighten/lighten-ddc",
        f"{prefix}/share/dbus-1/services/{NAME}.service",
        f"{prefix}/share/dbus-1/interfaces/{NAME}.xml",
        f"{prefix}/share/dbus-1/interfaces/{NAME}.Display.xml",
        *(f"{prefix}/share/man/man{page.suffix[1:]}/{page.name}" for page in REPOSITORY.glob("contrib/man/*.[1-8]")),
        f"{prefix}/share/bash-completion/completions/lighten",
        f"{prefix}/share/fish/vendor_completions.d/lighten.fish",
        f"{prefix}/share/doc/lighten/LICENSE",
        f"{prefix}/share/doc/lighten/examples/lightend.conf",
        f"{prefix}/share/doc/lighten/examples/listen.py",
        f"{prefix}/share/doc/lighten/examples/widgets/waybar/lighten.jsonc",
        f"{prefix}/share/doc/lighten/schema/list.json",
        f"{units}/lightend.service",
        *(f"{system}/udev/rules.d/{rules.name}" for rules in REPOSITORY.glob("config/*.rules")),
        f"{system}/modules-load.d/lighten.conf",
    }
    unit = tmp_path / units[1:] / "lightend.service"
    service = tmp_path / prefix[1:] / f"share/dbus-1/services/{NAME}.service"
    assert f"ExecStart={prefix}/bin/lightend\n" in unit.read_text()
    assert f"Exec={prefix}/bin/lightend\n" in service.read_text()
    for file in tmp_path.rglob("*"):
        mode = 0o755 if file.is_dir() or is_program(file) else 0o644
        assert file.stat().st_mode & 0o777 == mode, file


@pytest.mark.parametrize("prefix", ["/usr", "/usr/local"])
def test_uninstalling_leaves_nothing_and_takes_nothing_else(tmp_path, prefix):
    foreign = tmp_path / prefix[1:] / "bin/something-else"
    foreign.parent.mkdir(parents=True)
    foreign.touch()
    install(tmp_path, prefix)
    assert len(files(tmp_path)) > 10
    done = run_install("--uninstall", "--prefix", prefix, stage=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path) == {f"{prefix}/bin/something-else"}
    assert not list(tmp_path.rglob("lighten*")), "a folder of lighten's own"
    # Once more: there is nothing to take away.
    assert run_install("--uninstall", "--prefix", prefix, stage=tmp_path).returncode == 0


def test_folders_are_those_of_the_caller(tmp_path):
    programs = os.path.relpath(Path(program("lightend")).parent, tmp_path)
    done = run_install("--programs", programs, stage=Path("stage"), working_directory=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "stage/usr/local/bin/lighten").is_file()


def test_the_bus_starts_what_was_installed(desk, environment, tmp_path):
    # The prefix leads into the stage, so that the paths in the installed files are good.
    prefix = tmp_path / "prefix"
    stage = tmp_path / "stage"
    prefix.symlink_to(stage / str(prefix)[1:])
    install(stage, str(prefix))
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))

    with PrivateBus(tmp_path, "installed", services=prefix / "share/dbus-1/services") as bus:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.address
        with Client(bus.address) as client:
            bus_object = ("/org/freedesktop/DBus", BUS)
            client.call(*bus_object, "UpdateActivationEnvironment", "(a{ss})", environment, destination=BUS)
            command = [prefix / "bin/lighten", "set", "-d", "DP-1", "20"]
            subprocess.run(command, env=environment, check=True, timeout=DEADLINE)
            assert monitor.brightness == 20, "the worker is found where it was installed"
            process = client.call(*bus_object, "GetConnectionUnixProcessID", "(s)", NAME, destination=BUS)
            assert processes.command_line(process) == [f"{prefix}/bin/lightend"]
    processes.wait_until_ended(process)


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--prefix"], "--prefix needs a folder"),
        (["--prefix", "usr"], "must be an absolute path, not “usr”"),
        (["--prefix", "/a b"], "letters, digits"),
        (["--prefix", "/"], "a folder below /"),
        (["--frobnicate"], "“--frobnicate” is not known; see contrib/install --help"),
    ],
)
def test_wrong_arguments(tmp_path, arguments, message):
    done = run_install(*arguments, stage=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and message in done.stderr
    assert not files(tmp_path)


def test_programs_that_are_not_there(tmp_path):
    done = run_install("--programs", "/nonexistent", stage=tmp_path)
    assert (done.returncode, done.stderr) == (1, "install: there is no lightend in /nonexistent\n")
    assert not files(tmp_path)
