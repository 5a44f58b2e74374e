"""The D-Bus interfaces with what the comments of their XML say; for every page that is made of them.

A comment stands before what it describes: "Name: text", then paragraphs of "@argument: text", and
"Errors: text".
"""

import re
import xml.etree.ElementTree as tree
from pathlib import Path
from typing import NamedTuple

#: The files with the paths of the objects that have their interfaces.
FILES = {
    "service.xml": "/com/github/jcrd/lighten",
    "display.xml": "/com/github/jcrd/lighten/displays/N",
    "simulator.xml": "/com/github/jcrd/lighten",
}

#: What a property's annotation says about PropertiesChanged; the specification's default is true.
_CHANGES = "org.freedesktop.DBus.Property.EmitsChangedSignal"


class Argument(NamedTuple):
    """An argument of a method or signal."""

    name: str
    type: str
    #: What the comment says about it.
    about: str


class Method(NamedTuple):
    """A method with what it is given and what it answers. Texts are as they are written, on one line;
    that of a member may be the end of a sentence that its name begins."""

    name: str
    about: str
    given: list
    answered: list
    #: The errors that it may answer; empty where there are none of its own.
    errors: str


class Signal(NamedTuple):
    """A signal."""

    name: str
    about: str
    arguments: list


class Property(NamedTuple):
    """A property."""

    name: str
    about: str
    type: str
    #: read, write or readwrite.
    access: str
    #: true (PropertiesChanged carries the new value), invalidates, const or false.
    changes: str


class Interface(NamedTuple):
    """An interface of an object."""

    name: str
    #: The object's path, N for the number of a display.
    path: str
    about: str
    methods: list
    properties: list
    signals: list


def interfaces(folder: Path) -> list:
    """Every interface that the files of a folder describe, the service's first."""
    unknown = {file.name for file in folder.glob("*.xml")} ^ set(FILES)
    assert not unknown, f"contrib/lib/manual/bus_api.py does not know where {', '.join(unknown)} is exported"
    return [
        _interface(element, path, comment)
        for file, path in FILES.items()
        for comment, element in _commented(_parse(folder / file))
    ]


def _parse(file: Path) -> tree.Element:
    parser = tree.XMLParser(target=tree.TreeBuilder(insert_comments=True))
    return tree.parse(file, parser).getroot()


def _commented(parent: tree.Element) -> list:
    """The elements in an element, each with the comment before it."""
    comment, result = "", []
    for element in parent:
        if element.tag is tree.Comment:
            comment = element.text
        else:
            result.append((_paragraphs(comment), element))
            comment = ""
    return result


def _interface(element: tree.Element, path: str, comment: list) -> Interface:
    result = Interface(element.get("name"), path, "\n\n".join(comment), [], [], [])
    for paragraphs, member in _commented(element):
        name = member.get("name")
        where = f"{result.name}.{name}"
        about, arguments, errors = _read(paragraphs, name)
        declared = {argument.get("name") for argument in member.findall("arg")}
        assert set(arguments) == declared, f"{where}: the comment knows {set(arguments)}, the XML {declared}"
        assert about, f"{where} has no comment"
        if member.tag == "method":
            given, answered = (_arguments(member, arguments, direction) for direction in ("in", "out"))
            result.methods.append(Method(name, about, given, answered, errors))
        elif member.tag == "signal":
            result.signals.append(Signal(name, about, _arguments(member, arguments, None)))
        else:
            notes = {note.get("name"): note.get("value") for note in member.findall("annotation")}
            changes = notes.get(_CHANGES, "true")
            result.properties.append(Property(name, about, member.get("type"), member.get("access"), changes))
    return result


def _arguments(member: tree.Element, about: dict, direction) -> list:
    return [
        Argument(argument.get("name"), argument.get("type"), about[argument.get("name")])
        for argument in member.findall("arg")
        if argument.get("direction") == direction
    ]


def _read(paragraphs: list, name: str) -> tuple:
    """The text of a comment, what it says about arguments, and about errors."""
    about, arguments, errors = [], {}, ""
    for paragraph in paragraphs:
        if paragraph.startswith("@"):
            for argument in re.split(r"\n(?=@)", paragraph):
                key, text = argument[1:].split(": ", 1)
                arguments[key] = " ".join(text.split())
        elif paragraph.startswith("Errors: "):
            errors = " ".join(paragraph.removeprefix("Errors: ").split())
        else:
            about.append(" ".join(paragraph.removeprefix(f"{name}: ").split()))
    return "\n\n".join(about), arguments, errors


def _paragraphs(comment: str) -> list:
    """The paragraphs of a comment, without its indentation."""
    text = "\n".join(line.strip() for line in comment.strip().splitlines())
    return [paragraph for paragraph in re.split(r"\n\s*\n", text) if paragraph]
