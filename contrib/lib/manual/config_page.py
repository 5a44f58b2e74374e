"""The groups and keys of lightend.conf(5), from the comments of the default config."""

import re
from pathlib import Path

from . import roff

_GROUP = re.compile(r"#?(\[[^\]]+\])$")
_KEY = re.compile(r"#?([a-z_]+) =(?: (.*))?$")


def groups(config: Path) -> list:
    """Each group with its keys and their defaults."""
    lines, text, keys, in_group = [], [], 0, False
    # What stands before the first empty line is about the file.
    body = config.read_text().split("\n\n", 1)[1]
    for line in [*body.splitlines(), ""]:
        if group := _GROUP.match(line):
            lines += [roff.heading(group[1]), *roff.paragraphs("\n".join(text))]
            text, keys, in_group = [], 0, True
        elif key := _KEY.match(line):
            tag = roff.bold(key[1]) + (f" = {roff.italic(key[2])}" if key[2] else " =")
            if text:
                lines += roff.tagged(tag, roff.paragraphs("\n".join(text)))
            else:
                # It shares the text of the key before, which stands under the last tag.
                assert keys, f"“{line}” has no comment"
                lines[_last_tag(lines) + 1 : _last_tag(lines) + 1] = [".TQ", tag]
            text, keys = [], keys + 1
        elif line.startswith("# "):
            text.append(line[2:])
        elif text and line == "#":
            text.append("")
        elif text and not line and in_group and not "".join(text).strip():
            text = []
    return lines


def _last_tag(lines: list) -> int:
    """The index of the line with the last tag."""
    return max(index for index, line in enumerate(lines) if line in (".TP", ".TQ")) + 1
