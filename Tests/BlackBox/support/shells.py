"""Shells that complete a command line."""

import fcntl
import os
import pty
import select
import shlex
import struct
import subprocess
import termios
import time
from pathlib import Path

from .loop import DEADLINE
from .service import program

COMPLETIONS = Path(__file__).resolve().parents[3] / "contrib/completions"

#: Asks bash for what it would offer for the last word, as it asks the function itself.
_BASH = """
source {script}
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
COMP_LINE={line}
COMP_POINT=${{#COMP_LINE}}
COMP_TYPE=9
COMP_KEY=9
function=$(complete -p lighten | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
"$function" lighten "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD - 1]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def complete_in_bash(environment: dict, *words: str) -> list:
    """What bash offers for the last of the words."""
    script = _BASH.format(
        script=shlex.quote(str(COMPLETIONS / "lighten.bash")),
        words=" ".join(shlex.quote(word) for word in words),
        line=shlex.quote(" ".join(words)),
    )
    return _run(["bash", "--norc", "--noprofile", "-c", script], environment)


def complete_in_fish(environment: dict, line: str) -> list:
    """What fish offers for the end of a line, without the descriptions."""
    script = f"source {shlex.quote(str(COMPLETIONS / 'lighten.fish'))}; complete -C {shlex.quote(line)}"
    return [offer.split("\t")[0] for offer in _run(["fish", "--no-config", "-c", script], environment)]


class Shell:
    """A shell in which somebody types; a context manager."""

    _PROMPT = "is-ready> "
    #: Moves to the start of the line, in all of these shells.
    _HOME = "\x01"
    #: What they answer where there is nothing to complete with.
    _BELL = "\a"

    def __init__(self, name: str, environment: dict, folder: Path):
        home = folder / name
        home.mkdir()
        command = getattr(self, f"_{name}")(home)
        environment = {**_environment(environment), "HOME": str(home), "TERM": "dumb" if name == "zsh" else "xterm"}
        for place in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            environment[place] = str(home)
        self._terminal, program_end = pty.openpty()
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 200, 0, 0))
        self._process = subprocess.Popen(
            ["setsid", "--ctty", *command], env=environment, stdin=program_end, stdout=program_end, stderr=program_end
        )
        os.close(program_end)
        self._written = ""
        self._wait_for(self._PROMPT)

    def complete(self, start: str, wanted: str) -> None:
        """Types the start of a command and the tabulator; waits until the line is as it was wanted.

        The line is not run but shown, by what is put before it.
        """
        deadline = time.monotonic() + 3 * DEADLINE
        os.write(self._terminal, start.encode())
        rest, found = wanted.removeprefix(start), ""
        # A service that does not answer within a second is not waited for: who wants it presses again.
        while found != rest:
            assert time.monotonic() < deadline, f"“{start}” is not completed to “{wanted}”"
            os.write(self._terminal, b"\t")
            # What is typed while the shell runs a program for the completion may go to that program.
            found = self._wait_for(rest, self._BELL)
        os.write(self._terminal, f"{self._HOME}echo typed: \r".encode())
        self._wait_for(f"typed: {wanted}")

    def _bash(self, home: Path) -> list:
        (home / ".bashrc").write_text(f"PS1='{self._PROMPT}'\nsource {COMPLETIONS / 'lighten.bash'}\n")
        return ["bash", "--noprofile", "-i"]

    def _zsh(self, home: Path) -> list:
        lines = [f"PROMPT='{self._PROMPT}'", "unsetopt prompt_sp", "bindkey -e", f"fpath=({COMPLETIONS} $fpath)"]
        lines += ["autoload -Uz compinit", "compinit -u -D"]
        (home / ".zshrc").write_text("\n".join(lines) + "\n")
        return ["zsh", "-o", "no_global_rcs", "-i"]

    def _wait_for(self, *texts: str) -> str:
        """Waits for one of these texts; returns the one that came first."""
        deadline = time.monotonic() + 3 * DEADLINE
        while not (found := [text for text in texts if text in self._written]):
            ready, _, _ = select.select([self._terminal], [], [], max(deadline - time.monotonic(), 0))
            assert ready, f"none of {texts} ever came, only {self._written!r}"
            self._written += os.read(self._terminal, 65536).decode(errors="replace")
        first = min(found, key=self._written.index)
        self._written = self._written.split(first, 1)[1]
        return first

    def __enter__(self) -> "Shell":
        return self

    def __exit__(self, *_) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)


def _environment(environment: dict) -> dict:
    folder = Path(program("lighten")).parent
    return {**environment, "PATH": f"{folder}:{environment['PATH']}", "LC_ALL": "C.UTF-8"}


def _run(command: list, environment: dict) -> list:
    done = subprocess.run(
        command,
        env=_environment(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=3 * DEADLINE,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return [line for line in done.stdout.splitlines() if line]
