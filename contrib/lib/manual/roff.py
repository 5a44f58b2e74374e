"""Text as roff's man macros have it (groff_man(7))."""

import re
import textwrap

#: A word that starts with one of these at the start of a line would be a request.
_REQUESTS = (".", "'")

#: The longest line, but for those that cannot be broken.
WIDTH = 78


def escape(text: str) -> str:
    """Text as it is. Hyphens of options stay hyphens, so that people can copy them."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = text.replace("~", "\\(ti").replace("^", "\\(ha").replace("`", "\\(ga")
    # What is not ASCII: some versions of groff take the rest for Latin-1.
    return "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)


def line(text: str) -> str:
    """Text that is filled: its lines are short, and cannot begin a request."""
    lines = textwrap.wrap(escape(text), WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(("\\&" if line.startswith(_REQUESTS) else "") + line for line in lines)


def paragraphs(text: str) -> list:
    """Lines of text that is in paragraphs with empty lines between them."""
    result = []
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        result += ([".PP"] if number else []) + [line(paragraph)]
    return result


def bold(text: str) -> str:
    return f"\\fB{escape(text)}\\fR"


def italic(text: str) -> str:
    return f"\\fI{escape(text)}\\fR"


def heading(text: str) -> str:
    return f".SS {quoted(text)}"


def quoted(text: str) -> str:
    """An argument of a macro."""
    return '"' + escape(text).replace('"', "\\(dq") + '"'


def tagged(tag: str, lines: list) -> list:
    """An item with its tag, which is roff already."""
    return [".TP", tag, *lines]


def indented(lines: list) -> list:
    return [".RS", *lines, ".RE"]
