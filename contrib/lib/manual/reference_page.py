"""contrib/doc/dbus.md, from its template, the XML in config/dbus and the examples.

Works in the folder of the sources.
"""

import re
from pathlib import Path

from . import bus_api

TEMPLATE = Path("contrib/doc/templates/dbus.md.in")
EXAMPLES = Path("contrib/doc/examples")

#: The languages of the examples, by the ends of their names.
LANGUAGES = {".sh": "bash", ".py": "python", ".js": "javascript"}

#: What the annotation of a property means to a program that keeps its value.
CHANGES = {
    "true": "announced",
    "invalidates": "announced without value",
    "const": "constant",
    "false": "not announced",
}

#: Names that are code wherever they stand: of errors and interfaces, keys of the config, and members.
CODE = re.compile(
    r"(?<![\w/`.“])("
    r"(?:org|com)(?:\.\w+){2,}(?:=\w+)?"  # com.github.jcrd.lighten.Error.Gone
    r"|[a-z]+(?:_[a-z]+)+(?: = [a-z]+)?"  # normalize_mode = relative
    r"|(?:[A-Z][a-z]+){2,}"  # SetBrightness
    r")(?![\w`])"
)
#: The errors' own names, which would be plain words elsewhere.
ERRORS = re.compile(r"(?<![\w.])(Unresponsive|Asleep|Unsupported|Gone|Failed)(?!\w)")


def page() -> str:
    """The whole page."""
    interfaces = bus_api.interfaces(Path("config/dbus"))
    text = TEMPLATE.read_text()
    text = re.sub(r"^@EXAMPLE (\S+)@$", lambda found: _example(found[1]), text, flags=re.MULTILINE)
    parts = {
        "CONTENTS": "\n".join(_contents(interface) for interface in interfaces),
        "INTERFACES": "\n\n".join(_interface(interface) for interface in interfaces),
    }
    for name, part in parts.items():
        assert text.count(f"\n@{name}@\n") == 1, f"the template needs one line @{name}@"
        text = text.replace(f"@{name}@", part)
    return text


def _example(name: str) -> str:
    file = EXAMPLES / name
    return f"<!-- from {file} -->\n```{LANGUAGES[file.suffix]}\n{file.read_text().rstrip()}\n```"


def _title(interface: bus_api.Interface) -> str:
    """The interface's name; the displays' Backlight and that of all are told apart."""
    short = interface.name.rsplit(".", 1)[1]
    if short == "Backlight":
        short += " of a display" if interface.path.endswith("/N") else " of all displays"
    return short


def _contents(interface: bus_api.Interface) -> str:
    members = [member.name for member in [*interface.methods, *interface.properties, *interface.signals]]
    anchor = _title(interface).lower().replace(" ", "-")
    return f"| [{_title(interface)}](#{anchor}) | `{interface.path}` | {', '.join(members)} |"


def _interface(interface: bus_api.Interface) -> str:
    lines = [f"### {_title(interface)}", "", f"`{interface.name}` on `{interface.path}`."]
    lines += ["", _sentences(interface.about)] if interface.about else []
    for method in interface.methods:
        answer = f" → {_signature(method.answered)}" if method.answered else ""
        lines += ["", f"#### method `{method.name}({_signature(method.given)}){answer}`", "", _sentences(method.about)]
        lines += _list(_arguments([*method.given, *method.answered]) + _errors(method))
    for signal in interface.signals:
        lines += ["", f"#### signal `{signal.name}({_signature(signal.arguments)})`", "", _sentences(signal.about)]
        lines += _list(_arguments(signal.arguments))
    if interface.properties:
        lines += ["", f"#### properties of {_title(interface)}", ""]
        lines += ["| name | type | access | changes are | |", "|---|---|---|---|---|"]
        lines += [
            f"| `{p.name}` | `{p.type}` | {p.access} | {CHANGES[p.changes]} | {_prose(p.about)} |"
            for p in interface.properties
        ]
    return "\n".join(lines)


def _signature(arguments: list) -> str:
    return ", ".join(f"{argument.type} {argument.name}" for argument in arguments)


def _arguments(arguments: list) -> list:
    return [f"- `{argument.name}`: {_prose(argument.about)}" for argument in arguments]


def _errors(method: bus_api.Method) -> list:
    return ["- Errors: " + ERRORS.sub(r"`\1`", _prose(method.errors))] if method.errors else []


def _list(items: list) -> list:
    return ["", *items] if items else []


def _sentences(text: str) -> str:
    """A text that begins with a name, without it."""
    return _prose(text[:1].upper() + text[1:])


def _prose(text: str) -> str:
    """A comment's text with its names as code."""
    return "\n\n".join(CODE.sub(r"`\1`", " ".join(paragraph.split())) for paragraph in text.split("\n\n"))
