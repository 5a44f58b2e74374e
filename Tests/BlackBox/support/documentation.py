"""The examples in the documentation: fenced blocks of Markdown with the comments before them.

A block marked `console` shows commands after "$ " and what they print, on standard output and
standard error. A shown "…" stands for any text, and on a line of its own for any lines. HTML comments
before the block tell how it is run:

    <!-- not run: REASON -->       it is not
    <!-- before: COMMANDS -->      what prepares it, a command a line; "lightend OPTIONS" starts the
                                   service anew, without memory of what was before, and "teach LIGHT
                                   LEVEL…" sets display 0, 1 … in a light until that is learned
    <!-- meanwhile: COMMANDS -->   what happens while the block's last command runs, which is
                                   interrupted then
    <!-- from FILE -->             the block shows this file
"""

import re
from pathlib import Path
from typing import NamedTuple

_COMMENT = re.compile(r"<!--\s*(not run:|before:|meanwhile:|from )\s*(.*?)\s*-->\s*", re.DOTALL)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Step(NamedTuple):
    """A command with the lines that it is shown to print."""

    command: str
    shown: list


class Block(NamedTuple):
    """A fenced block."""

    #: Where it begins, as FILE:LINE.
    place: str
    language: str
    text: str
    #: What the comments before it say, by their first words.
    notes: dict

    @property
    def steps(self) -> list:
        """The commands of a console block."""
        steps = []
        for line in self.text.splitlines():
            if steps and steps[-1].command.endswith("\\"):
                steps[-1] = Step(f"{steps[-1].command}\n{line}", [])
            elif line.startswith("$ "):
                steps.append(Step(line[2:], []))
            else:
                assert steps, f"{self.place}: begins without a command"
                steps[-1].shown.append(line)
        return steps

    def commands(self, note: str) -> list:
        """The commands of a comment."""
        return [line.strip() for line in self.notes.get(note, "").splitlines() if line.strip()]


def blocks(file: Path, name: str) -> list:
    """The fenced blocks of a file, which messages call `name`."""
    text = file.read_text()
    return [
        Block(f"{name}:{text.count(chr(10), 0, fence.start()) + 1}", fence[1], fence[2], _notes(text[: fence.start()]))
        for fence in _FENCE.finditer(text)
    ]


def _notes(before: str) -> dict:
    """The comments that end a text."""
    notes = {}
    for comment in reversed(list(_COMMENT.finditer(before))):
        if comment.end() != len(before):
            break
        notes[comment[1].strip()] = comment[2]
        before = before[: comment.start()]
    return notes


def is_as_shown(printed: list, shown: list) -> bool:
    """Whether lines are those that are shown."""
    pattern = "".join(
        r"(?:.*\n)+" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None
