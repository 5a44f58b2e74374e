"""Programs in hooks.d, which the service runs for events."""

import os
import signal
import time
from pathlib import Path

import pytest

from support.automation import VARIABLES, Record
from support.looking import look_until
from support.processes import wait_until_ended


class HookFolder:
    """The user's hooks.d."""

    def __init__(self, path: Path, record: Record):
        self.path = path
        self._record = record

    def add(self, name: str, body: str = "", *, text: str = "$LIGHTEN_DISPLAY", mode: int = 0o755) -> Path:
        """A hook that records its name, the event and a text, and then does what `body` says."""
        self.path.mkdir(parents=True, exist_ok=True)
        file = self.path / name
        # Made elsewhere: a program that is still open for writing cannot be run.
        new = self.path.parent / f"{name}.new"
        new.write_text(f"#!/bin/sh\n{self._record.shell(f'{name} $1 {text}')}\n{body}\n")
        new.chmod(mode)
        os.rename(new, file)
        return file


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record")


@pytest.fixture
def hooks(config, record):
    """The folder of hooks, which is not there yet."""
    return HookFolder(config.path.parent / "hooks.d", record)


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2", "--hurry=10")
    client.wait_for_displays()
    return service


def test_all_events_with_all_that_is_known(hooks, logind, two, client, lighten, record, tmp_path):
    variables = tmp_path / "variables"
    # Moved into place, so that nobody reads a part of it.
    hooks.add("all", f'env >"{variables}.$1.new"; mv "{variables}.$1.new" "{variables}.$1"', text="$LIGHTEN_EVENT $LIGHTEN_DISPLAY")
    logind.wait_for_inhibitors([("sleep", "lightend", "delay")])
    lighten.output("sim", "plug", "--connector", "DP-9", "--model", "U2720Q", "--brightness", 40)
    record.wait_for(["all added added 2"])
    assert client.display(2).set(30)
    record.wait_for_line("all changed changed 2")
    lighten.output("sim", "unplug", "-d", "DP-9")
    record.wait_for_line("all removed removed 2")
    logind.sleep()
    client.display(0).wait_for_property("State", "asleep")
    logind.wake()
    record.wait_for(["all added added 2", "all changed changed 2", "all removed removed 2", "all wake wake "])

    def told(event: str) -> dict:
        file = Path(f"{variables}.{event}")
        # It is written after the line in the record.
        look_until(file.exists, lambda: list(tmp_path.iterdir()))
        lines = file.read_text().splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines) if name in VARIABLES}

    display = {
        "LIGHTEN_DISPLAY": "2",
        "LIGHTEN_NAME": "Simulated U2720Q",
        "LIGHTEN_ALIAS": "",
        "LIGHTEN_CONNECTOR": "DP-9",
        "LIGHTEN_ID": "SIM-U2720Q-S0003",
        "LIGHTEN_SERIAL": "S0003",
        "LIGHTEN_KIND": "simulated",
        "LIGHTEN_STATE": "ready",
    }
    others = {"LIGHTEN_ORIGIN": "", "LIGHTEN_SENDER": "", "LIGHTEN_PROFILE": ""}
    assert told("added") == {**display, **others, "LIGHTEN_EVENT": "added", "LIGHTEN_BRIGHTNESS": "40"}
    assert told("removed") == {**display, **others, "LIGHTEN_EVENT": "removed", "LIGHTEN_BRIGHTNESS": "30"}
    assert told("changed") == {
        **display,
        **others,
        "LIGHTEN_EVENT": "changed",
        "LIGHTEN_BRIGHTNESS": "30",
        "LIGHTEN_ORIGIN": "client",
        "LIGHTEN_SENDER": client.unique_name,
    }
    assert told("wake") == {**dict.fromkeys(VARIABLES, ""), "LIGHTEN_EVENT": "wake"}


def test_in_name_order_one_after_the_other(hooks, two, client, record):
    for name in ("20-last", "10-first", "15-middle"):
        hooks.add(name, f"sleep 0.1; echo {name} done >>{record.path}", text="")
    assert client.display(0).set(30)
    names = ["10-first", "15-middle", "20-last"]
    record.wait_for([line for name in names for line in (f"{name} changed ", f"{name} done")])


def test_a_start_adds_nothing(hooks, two, lightend, client, record):
    hooks.add("all")
    two.stop()
    client.wait_for_no_service()
    lightend("--simulate=2")
    client.wait_for_displays()
    assert client.display(1).set(30)
    record.wait_for(["all changed 1"])


def test_a_hook_that_does_not_end_is_ended(hooks, client, lighten, lightend, record):
    # 30 seconds become 3, which is enough for it to start a program, and 5 become 0.5.
    service = lightend("--simulate=1", "--hurry=10")
    client.wait_for_displays()
    # Neither it nor what it has started listens to SIGTERM.
    stubborn = hooks.add("10-stubborn", f"trap '' TERM; sleep 600 & echo $! >>{record.path}; wait; sleep 600")
    hooks.add("20-next", "sleep 600")
    assert client.display(0).set(30)
    look_until(lambda: "20-next changed 0" in record.lines(), record.lines)
    child = int(record.lines()[1])
    service.wait_for_log(
        f"warning: the hook {stubborn} (changed) is ended: it has run for 30 seconds, longer than hooks may"
    )
    service.wait_for_log(f"warning: the hook {stubborn} (changed) was ended by signal {signal.SIGKILL.value}")
    wait_until_ended(child)
    # One that does listen is not killed.
    service.wait_for_log(f"20-next (changed) was ended by signal {signal.SIGTERM.value}")


def test_only_some_at_once_and_none_of_it_delays_the_service(hooks, client, lightend, record, tmp_path):
    gate = tmp_path / "gate"
    hooks.add("all", f"echo $LIGHTEN_DISPLAY >>{record.path}.running; while ! [ -e {gate} ]; do sleep 0.05; done")
    lightend("--simulate=6")
    client.wait_for_displays()
    for number in range(6):
        assert client.display(number).set(30)
    look_until(lambda: len(record.lines()) >= 4, record.lines)
    # Of what happens meanwhile the newest is kept, and calls are answered as ever.
    for brightness in (40, 50, 60):
        begin = time.monotonic()
        assert client.display(0).set(brightness)
        assert time.monotonic() - begin < 5
    client.settle()
    # They run side by side: which one writes first is their own affair.
    assert sorted(record.lines()) == [f"all changed {number}" for number in range(4)]
    gate.touch()
    look_until(lambda: len(record.lines()) >= 7, record.lines)
    assert sorted(record.lines()) == sorted(["all changed 0", *(f"all changed {number}" for number in range(6))])


def test_of_many_changes_the_newest_is_kept(hooks, two, client, record, tmp_path):
    gate = tmp_path / "gate"
    hooks.add("all", f"while ! [ -e {gate} ]; do sleep 0.05; done", text="$LIGHTEN_DISPLAY $LIGHTEN_BRIGHTNESS")
    for brightness in (10, 20, 30, 40):
        assert client.display(0).set(brightness)
        record.wait_for(["all changed 0 10"])
    gate.touch()
    record.wait_for(["all changed 0 10", "all changed 0 40"])


def test_what_is_no_safe_program_is_skipped(hooks, two, client, record):
    notes = hooks.add("10-notes", mode=0o644)
    shared = hooks.add("20-shared", mode=0o757)
    hooks.add(".hidden"), hooks.add("30-backup~"), hooks.add("30-old.dpkg-old")
    (hooks.path / "folder").mkdir()
    (hooks.path / "40-link").symlink_to(hooks.path / "nothing")
    (hooks.path / "60-link").symlink_to(hooks.add(".target"))
    hooks.add("50-good")
    assert client.display(0).set(30)
    record.wait_for(["50-good changed 0", ".target changed 0"])
    assert client.display(0).set(40)
    record.wait_for(["50-good changed 0", ".target changed 0"] * 2)
    for line in (
        f"warning: the hook {notes} is not run: it cannot be executed: make it a program with “chmod +x”, or remove it\n",
        f"warning: the hook {shared} is not run: it can be changed by everybody: take that away with “chmod o-w”\n",
        f"warning: the hook {hooks.path}/40-link is a link to nothing; remove it\n",
    ):
        # Once, not with every event.
        assert two.log.count(line) == 1
    assert "folder" not in two.log and "hidden" not in two.log and "backup" not in two.log
    notes.chmod(0o755)
    assert client.display(0).set(50)
    record.wait_for_line("10-notes changed 0")


def test_a_folder_that_everybody_may_write(hooks, two, client, record):
    hooks.add("10-any")
    hooks.path.chmod(0o777)
    assert client.display(0).set(30)
    two.wait_for_log(f"warning: no hook is run: {hooks.path} can be changed by everybody: take that away with “chmod o-w”")
    hooks.path.chmod(0o755)
    assert client.display(0).set(40)
    record.wait_for(["10-any changed 0"])


def test_what_others_can_change_is_not_run(hooks, two, client, record, tmp_path):
    foreign = 12345
    group = hooks.add("10-group", mode=0o775)
    os.chown(group, -1, foreign)
    programs = tmp_path / "programs"
    programs.mkdir()
    target = hooks.add(".tool")
    target.rename(programs / "tool")
    (hooks.path / "20-link").symlink_to(programs / "tool")
    programs.chmod(0o777)
    hooks.add("90-good")
    for brightness in (30, 40):
        assert client.display(0).set(brightness)
        record.wait_for_line("90-good changed 0")
        record.path.write_text("")
    lines = (
        f"warning: the hook {group} is not run: it can be changed by the group {foreign}: "
        "take that away with “chmod g-w”\n",
        f"warning: the hook {hooks.path}/20-link is not run: {programs} can be changed by everybody: "
        "take that away with “chmod o-w”\n",
    )
    for line in lines:
        # Once, not with every event.
        assert two.log.count(line) == 1
    group.chmod(0o755)
    programs.chmod(0o755)
    assert client.display(0).set(50)
    record.wait_for(["10-group changed 0", ".tool changed 0", "90-good changed 0"])
    # Again when it is wrong again.
    programs.chmod(0o777)
    assert client.display(0).set(60)
    two.wait_for_log(lines[1], 2)


def test_a_folder_on_the_way_that_others_can_change(hooks, config, two, client, record):
    hooks.add("10-any")
    folder = config.path.parent.parent
    os.chown(folder, -1, 12345)
    folder.chmod(0o770)
    assert client.display(0).set(30)
    two.wait_for_log(f"warning: no hook is run: {folder} can be changed by the group 12345")
    folder.chmod(0o700)
    assert client.display(0).set(40)
    record.wait_for(["10-any changed 0"])


def test_a_hook_that_fails_does_not_keep_the_next(hooks, two, client, record):
    failing = hooks.add("10-failing", "echo to the log; echo this too >&2; exit 3")
    broken = hooks.path / "20-broken"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)
    hooks.add("30-next")
    assert client.display(0).set(30)
    record.wait_for(["10-failing changed 0", "30-next changed 0"])
    two.wait_for_log(f"warning: the hook {failing} (changed) ended with status 3\n")
    two.wait_for_log(f"warning: the hook {broken} cannot be run: ")
    two.wait_for_log("to the log\n")
    two.wait_for_log("this too\n")


def test_the_end_of_the_service_ends_its_hooks(hooks, two, client, record):
    hooks.add("10-long", f"echo $$ >>{record.path}; sleep 600")
    assert client.display(0).set(30)
    look_until(lambda: len(record.lines()) == 2, record.lines)
    two.stop()
    process = int(record.lines()[1])
    wait_until_ended(process)


def test_without_hooks_no_folder_is_made(hooks, two, client):
    assert client.display(0).set(30)
    client.settle()
    assert not hooks.path.exists()
