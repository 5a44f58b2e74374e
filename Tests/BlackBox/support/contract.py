"""The bus contract: config/dbus/*.xml, in a form that can be compared."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

_DIRECTORY = Path(__file__).resolve().parents[3] / "config/dbus"


def interfaces(file: str) -> dict:
    """The interfaces of a file of the contract, each a sorted list of member descriptions."""
    return members((_DIRECTORY / file).read_text())


def members(xml: str) -> dict:
    """The interfaces of introspection data, each a sorted list of member descriptions."""
    node = ElementTree.fromstring(xml)
    return {interface.get("name"): sorted(_describe(interface)) for interface in node.findall("interface")}


def children(xml: str) -> list:
    """The names of the nodes below, in introspection data."""
    return [node.get("name") for node in ElementTree.fromstring(xml).findall("node")]


def _describe(interface: ElementTree.Element):
    for member in interface:
        if member.tag == "method":
            yield f"method {member.get('name')} {_arguments(member, 'in')}"
        elif member.tag == "signal":
            yield f"signal {member.get('name')} {_arguments(member, 'out')}"
        elif member.tag == "property":
            description = f"property {member.get('name')} {member.get('type')} {member.get('access')}"
            yield f"{description} {_annotations(member)}"
        elif member.tag == "annotation":
            yield f"annotation {member.get('name')}={member.get('value')}"


def _arguments(member: ElementTree.Element, usual_direction: str) -> str:
    return ", ".join(
        f"{argument.get('direction', usual_direction)} {argument.get('type')} {argument.get('name')}"
        for argument in member.findall("arg")
    )


def _annotations(member: ElementTree.Element) -> str:
    found = {a.get("name"): a.get("value") for a in member.findall("annotation")}
    return ", ".join(f"{name}={value}" for name, value in sorted(found.items()))
