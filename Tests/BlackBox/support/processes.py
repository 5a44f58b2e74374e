"""What /proc says about processes."""

import contextlib
import ctypes
import os
from pathlib import Path

from .looking import look_until

#: linux/prctl.h
_PR_SET_CHILD_SUBREAPER = 36

# What a program under test leaves behind becomes ours, and is reaped here: process 1 of a container may
# never do that.
ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children(process_id: int) -> list:
    """The ids of a process's children."""
    found = []
    for file in Path(f"/proc/{process_id}/task").glob("*/children"):
        try:
            found += [int(word) for word in file.read_text().split()]
        except OSError:
            pass  # The thread has just ended.
    return found


def command_line(process_id: int) -> list:
    """The arguments of a process; empty when it has ended."""
    try:
        return Path(f"/proc/{process_id}/cmdline").read_bytes().decode().split("\0")[:-1]
    except OSError:
        return []


def is_there(process_id: int) -> bool:
    """Whether a process is there, be it only to be reaped by its parent."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process_id, os.WNOHANG)
    return Path(f"/proc/{process_id}").exists()


def zombies(process_id: int) -> list:
    """The children of a process that have ended and that it has not reaped."""
    return [child for child in children(process_id) if _state(child) == "Z"]


def wait_for_no_zombies(process_id: int) -> None:
    """Waits until a process has reaped all children that have ended."""
    look_until(lambda: not zombies(process_id), lambda: f"zombies of {process_id}: {zombies(process_id)}")


def descriptors(process_id: int) -> dict:
    """The open descriptors of a process: what each of them is."""
    found = {}
    for link in Path(f"/proc/{process_id}/fd").iterdir():
        with contextlib.suppress(OSError):
            found[int(link.name)] = os.readlink(link)
    return found


def _state(process_id: int) -> str:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def loop_time(process_id: int) -> float:
    """The processor time that a process's first thread has used, seconds: in lightend the loop's."""
    return int(Path(f"/proc/{process_id}/task/{process_id}/schedstat").read_text().split()[0]) / 1e9


def resident_memory(process_id: int) -> int:
    """The memory that a process has in use, bytes."""
    return int(Path(f"/proc/{process_id}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def wait_until_idle(process_id: int) -> None:
    """Waits until a process has handled all that was sent to it: until no thread of it ran between
    two looks, and all of them slept. There is no event; this one looks."""
    before = None

    def rests() -> bool:
        nonlocal before
        earlier, before = before, _threads(process_id)
        return earlier == before and all(state == "S" for state, _ in before.values())

    look_until(rests, lambda: f"process {process_id}, which does not rest: {before}")


def _threads(process_id: int) -> dict:
    """The threads of a process: the state of each and how often it has given up the processor."""
    found = {}
    for file in Path(f"/proc/{process_id}/task").glob("*/status"):
        try:
            lines = [line.split() for line in file.read_text().splitlines()]
        except OSError:
            continue  # The thread has just ended.
        values = {words[0]: words[1] for words in lines if len(words) > 1}
        found[file.parent.name] = (values["State:"], values["voluntary_ctxt_switches:"])
    return found


def wait_until_ended(process_id: int) -> None:
    """Waits until a process is gone and reaped. There is no event; this one looks."""
    look_until(lambda: not is_there(process_id), lambda: f"process {process_id}, which does not end")
