"""The scripts in contrib on a machine that lacks something: each says what, and none ends without a word.

contrib/lib/bare-machine sees them install what is missing in real Debian systems.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from support.bare_machine import REPOSITORY, BareMachine, scripts
from support.service import program

NEEDS_SWIFT = ["start", "test", "install", "package", "generate", "pictures", "benchmark"]


@pytest.fixture
def machine(tmp_path):
    """A machine without Swift, and without apt."""
    return BareMachine(tmp_path / "machine")


def assert_fails(done, *sentences: str, status: int = 1) -> None:
    """A script said why it failed, with its name, and nothing else."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    said = done.stderr
    for sentence in sentences:
        assert sentence in said
    name = Path(done.args[0]).name
    assert re.search(rf"^{name}: ", said, re.MULTILINE)
    assert " line " not in said, "this was foreseen"


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("script", scripts())
def test_help_needs_nothing(machine, script, option):
    done = machine.run(script, option, HOME="")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    usage = [line for line in lines if line.startswith(f"  contrib/{script}")]
    assert usage, done.stdout
    explained = "\n".join(line for line in lines if line not in usage)
    for name in re.findall(r"--[a-z]+", " ".join(usage)):
        assert name in explained, f"what {name} does"
    assert "#" not in done.stdout and "set -e" not in done.stdout


def test_the_measures_of_the_benchmark_are_in_its_help(machine):
    said = machine.run("benchmark", "--help").stdout
    for measure in (REPOSITORY / "contrib/lib/benchmark/measures").glob("[a-z]*.py"):
        assert measure.stem.replace("_", "-") in said


@pytest.mark.parametrize("script", scripts())
def test_wrong_options(machine, script):
    done = machine.run(script, "--frobnicate")
    assert_fails(done, f"{script}: “--frobnicate” is not known; see contrib/{script} --help", status=2)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "script, arguments",
    [
        ("start", ["--simulate", "3"]),
        ("test", ["--repeat", "0"]),
        ("test", ["--debian"]),
        ("test", ["--debian", "99"]),
        ("test", ["--all"]),
        ("test", ["--kernel", "--repeat", "2"]),
        ("test", ["--debian", "13", "--kernel"]),
        ("package", ["--output"]),
        ("package", ["--debian", "99"]),
        ("generate", ["--programs"]),
        ("benchmark", ["--effort", "2"]),
        ("benchmark", ["nothing"]),
    ],
)
def test_wrong_values(machine, script, arguments):
    machine.put_swift()
    done = machine.run(script, *arguments)
    assert_fails(done, status=2)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("script", NEEDS_SWIFT)
def test_no_swift(machine, script):
    machine.put_debian()
    done = machine.run(script)
    assert_fails(done, f"{script}: Swift is not installed. lighten needs Swift 6.2 or later.")
    assert machine.installed == []


@pytest.mark.parametrize("script", NEEDS_SWIFT)
def test_a_swift_that_cannot_run(machine, script):
    machine.put_debian()
    machine.put("swift", "echo 'swift: error while loading shared libraries: libfirst.so.1' >&2", "exit 127")
    done = machine.run(script)
    assert_fails(done, f"{script}: “swift --version” fails with status 127:", "libfirst.so.1")


@pytest.mark.parametrize(
    "version, sentence",
    [("6.1.3", "Swift 6.1.3 is too old."), ("5", "Swift 5 is too old."), ("?", "does not say its version")],
)
def test_a_swift_that_is_too_old(machine, version, sentence):
    machine.put_debian()
    machine.put_swift(version=version)
    assert_fails(machine.run("start"), sentence)


@pytest.mark.parametrize("version", ["6.2", "6.10", "6.2.1-dev", "7"])
def test_a_swift_that_is_new_enough(machine, version):
    machine.put_debian()
    machine.put_swift(version=version)
    assert "packages" not in machine.run("start").stderr
    assert machine.installed


def lack_libraries(machine, *libraries: str, comes_with: str = "nothing") -> None:
    """Swift's programs lack libraries, until apt-get has been told to install a package."""
    missing = "".join(f"\\t{library} => not found\\n" for library in libraries)
    machine.put(
        "ldd",
        r"printf '\tlibc.so.6 => /lib/libc.so.6 (0x00007f0000000000)\n'",
        f"grep -q ' {comes_with}' \"$here/apt\" 2>/dev/null || printf '{missing}'",
        "echo 'ldd: warning' >&2",
        "exit 1",
    )


def test_libraries_of_swift_are_installed(machine):
    machine.put_debian()
    machine.put_swift("exit 1")
    lack_libraries(machine, "libcurl.so.4", "libform.so.6", "libncurses.so.6", comes_with="libncurses6")
    done = machine.run("install")
    update, libraries, *others = machine.installed
    assert update.startswith("update ")
    assert libraries.endswith(" libcurl4 libncurses6")
    assert "Installing libcurl4 libncurses6 …\n" in done.stderr
    # The rest follows, and nothing is fetched twice.
    assert len(others) == 1 and " libddcutil-dev " in others[0]


def test_a_library_that_no_package_is_known_for(machine):
    machine.put_debian()
    machine.put_swift()
    lack_libraries(machine, "libcurl.so.4", "libsecond.so.2")
    assert_fails(machine.run("test"), "test: Swift cannot run without libsecond.so.2; install the package that has it")
    assert machine.installed == []


def test_a_library_that_its_package_does_not_bring(machine):
    machine.put_debian()
    machine.put_swift()
    lack_libraries(machine, "libxml2.so.2")
    assert_fails(machine.run("test"), "test: Swift cannot run without libxml2.so.2, which libxml2 should have")


def test_packages_are_installed_without_noise(machine):
    machine.put_debian()
    machine.put_swift("exit 1")
    done = machine.run("install")
    _, packages = machine.installed
    assert " libglib2.0-dev libddcutil-dev " in packages
    first, *_ = done.stderr.splitlines()
    assert re.fullmatch("Installing libglib2.0-dev .* …", first)
    assert "debconf" not in done.stdout + done.stderr
    assert "unselected" not in done.stdout + done.stderr


def test_what_apt_says_is_shown_when_it_fails(machine):
    machine.put_debian()
    machine.put_swift()
    machine.put(
        "apt-get",
        "echo 'Reading package lists...'",
        "echo 'W: Failed to fetch http://debian.example/InRelease' >&2",
        '[ "$1" = update ] || { echo "E: Unable to locate package libddcutil-dev" >&2; exit 100; }',
    )
    done = machine.run("start")
    assert_fails(done, "start: apt-get could not install libglib2.0-dev libddcutil-dev")
    assert done.stderr.endswith(
        ":\nW: Failed to fetch http://debian.example/InRelease\n"
        "W: Failed to fetch http://debian.example/InRelease\nE: Unable to locate package libddcutil-dev\n"
    )


def test_a_system_without_apt(machine):
    machine.put_swift()
    assert_fails(machine.run("start"), "start: this is not a Debian system; install what corresponds to: libglib2.0-dev")


def test_a_user_without_sudo(machine):
    machine.put_debian(root=False)
    machine.put_swift()
    assert_fails(
        machine.run("start"),
        "start: packages are missing, and there is no sudo; run as root: apt-get install libglib2.0-dev",
    )
    assert machine.installed == []


def test_a_user_with_sudo(machine):
    machine.put_debian(root=False)
    machine.put_swift("exit 1")
    machine.put("sudo", 'echo sudo "$@" >>"$here/apt"', 'exec "$@"')
    machine.run("install")
    assert [line.split()[0:3] for line in machine.installed[::2]] == [
        ["sudo", "apt-get", "update"],
        ["sudo", "env", "DEBIAN_FRONTEND=noninteractive"],
    ]


def test_a_user_whom_sudo_refuses(machine):
    machine.put_debian(root=False)
    machine.put_swift()
    machine.put("sudo", "echo 'sudo: a password is required' >&2", "exit 1")
    assert_fails(machine.run("start"), "start: apt-get could not install", "\nsudo: a password is required\n")


def test_a_build_that_fails(machine):
    machine.put_debian(packages="all")
    machine.put_swift("echo 'error: no such module' >&2", "exit 1")
    done = machine.run("install", repository=machine.copy_scripts())
    assert_fails(done, "error: no such module\ninstall: lightend could not be built; Swift says why above\n")


def test_a_folder_that_cannot_be_written(machine):
    machine.put_debian(packages="all")
    machine.put_swift()
    repository = machine.copy_scripts()
    # Not even root makes a folder here.
    (repository / ".build").touch()
    done = machine.run("install", repository=repository)
    assert_fails(done, f"install: {repository}/.build, where the programs are built, is not writable for")


def test_a_failure_that_nobody_foresaw_has_the_name_of_its_command(machine):
    machine.bring("dpkg-query")
    machine.put("mktemp", "exit 3")
    done = machine.run("generate", "--programs", Path(program("lighten")).parent)
    assert done.returncode == 3
    assert re.fullmatch(r"generate: “made=\$\(mktemp -d\)” failed with status 3 \(line \d+ of contrib/generate\)\n", done.stderr)


def test_programs_that_are_not_there(machine, tmp_path):
    done = machine.run("generate", "--programs", "nothing", folder=tmp_path)
    assert_fails(done, f"generate: there is no lighten in {tmp_path}/nothing\n")


@pytest.fixture
def built_machine(machine):
    """A machine with everything, on which the programs under test are what Swift builds."""
    machine.put_debian(packages="all")
    machine.put_swift(
        'case " $* " in',
        f'  *" --show-bin-path "*) echo {Path(program("lightend")).parent} ;;',
        "esac",
    )
    for name in ("gdbus", "dbus-daemon"):
        machine.bring(name)
    return machine


@pytest.mark.parametrize("how", ["contrib/start", "./start", "a link"])
def test_start_shows_everything(built_machine, tmp_path, how):
    # Wherever it is called from, and without a session bus.
    script, folder = how, REPOSITORY
    if how == "./start":
        folder = REPOSITORY / "contrib"
    elif how == "a link":
        script, folder = str(tmp_path / "start"), tmp_path
        Path(script).symlink_to(REPOSITORY / "contrib/start")
    done = built_machine.run(script, "--simulate", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "$ lighten list\n" in done.stdout
    assert "$ lighten sim unplug -d 3\n" in done.stdout
    assert done.stdout.count("$ lighten sim light ") == 4
    assert "start:" not in done.stderr


def test_start_in_a_terminal_goes_on_until_ctrl_c(built_machine):
    status, said = built_machine.interrupt_in_terminal("start", "--simulate", after=b"$ lighten watch\r\n")
    assert os.waitstatus_to_exitcode(status) == 130
    assert said.replace("^C", "").strip() == ""


def test_start_says_that_the_service_does_not_start(built_machine):
    broken = built_machine.folder / "broken"
    broken.mkdir()
    for name in ("lighten", "lighten-ddc"):
        (broken / name).symlink_to(program(name))
    broken_service = built_machine.put(
        "lightend", "echo 'lightend: This is why.' >&2", 'touch "$here/told"', "exit 1"
    )
    shutil.copy(broken_service, broken)
    built_machine.put_swift(f"echo {broken}")
    # In vain, but not before the service has told why.
    built_machine.bring("touch")
    built_machine.put(
        "gdbus", '[ "$1" = wait ] || exit 0', 'until [ -e "$here/told" ]; do sleep 0.01; done', "exit 1"
    )
    done = built_machine.run("start", "--simulate")
    assert done.returncode == 1
    assert "lightend: This is why.\n" in done.stderr
    assert "start: lightend did not come to the session bus within ten seconds\n" in done.stderr
