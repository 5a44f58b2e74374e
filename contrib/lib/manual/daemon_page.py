"""The options of lightend(8), from its help."""

import re
import subprocess

from . import roff


def options(program: str) -> list:
    """Each option with what it does."""
    environment = {"COLUMNS": "200", "LC_ALL": "C.UTF-8"}
    text = subprocess.run([program, "--help"], env=environment, check=True, capture_output=True, text=True).stdout
    found = re.findall(r"^  (?:-(\w), )?--([\w-]+)(?:=(\S+))?\s+(\S.*)$", text, re.MULTILINE)
    assert found, f"“{program} --help” shows no options"
    lines = []
    for letter, name, value, about in found:
        tag = (roff.bold(f"-{letter}") + ", " if letter else "") + roff.bold(f"--{name}")
        # GLib shows an optional value like one that is needed.
        tag += f"[={roff.italic(value)}]" if value == "COUNT" else f"={roff.italic(value)}" if value else ""
        lines += roff.tagged(tag, [roff.line(about + ".")])
    return lines
