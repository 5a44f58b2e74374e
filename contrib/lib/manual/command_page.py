"""The parts of lighten(1) that are made from the program's help and the JSON schemas."""

import json
import re
import subprocess
from pathlib import Path

from . import roff
from .command_help import Command

#: Options of many commands, which the page describes once.
COMMON = {"display", "quiet", "json", "version", "help"}


def commands(program: str) -> list:
    """Each command with its usage, what it does, and its own options."""
    lines = []
    for command in Command.of(program).subcommands:
        if not command.subcommands:
            lines += _command(command)
            continue
        lines += [roff.heading(" ".join(command.path)), *_about(command)]
        for leaf in command.leaves():
            lines += _command(leaf)
    return lines


def common_options(program: str) -> list:
    """The options that the page describes once."""
    found = {}
    for command in Command.of(program).leaves():
        for argument in command.arguments:
            if argument["valueName"] in COMMON and argument["kind"] != "positional":
                # The description of what chooses several displays is the general one.
                if argument["valueName"] not in found or argument["isRepeating"]:
                    found[argument["valueName"]] = argument
    return [line for name in sorted(found) for line in _option(found[name])]


def vcp_features(program: str) -> list:
    """Each VCP feature that has a name, with its values that have one."""
    table = subprocess.run([program, "vcp", "list", "--all"], check=True, capture_output=True, text=True).stdout
    lines = []
    for row in table.splitlines()[1:]:
        code, name, values = row.split(maxsplit=2)
        about = [] if values == "-" else [roff.line(values + ".")]
        lines += roff.tagged(f"{roff.bold(name)} ({code})", about) if about else [".TP", f"{roff.bold(name)} ({code})"]
    return lines


def _command(command: Command) -> list:
    lines = [roff.heading(" ".join(command.path))]
    for number, usage in enumerate(command.usage):
        lines += ([".br"] if number else []) + [_usage(usage)]
    lines += [".PP", *_about(command)]
    for argument in command.arguments:
        if argument["kind"] == "positional":
            lines += _positional(argument)
        elif argument["valueName"] not in COMMON:
            lines += _option(argument)
    return lines


def _about(command: Command) -> list:
    # The page itself is what the help refers to.
    discussion = command.discussion.replace("whose members lighten(1) describes", "as described under JSON OUTPUT")
    return roff.paragraphs(command.abstract + "\n\n" + discussion)


def _usage(text: str) -> str:
    """Bold for what is typed as it is, italic for what is replaced."""
    parts = re.split(r"(<[^>]+>|\b[A-Z]{3,}\b|\[|\]|\||…|\.\.\.)", text)
    result = ""
    for part in parts:
        if re.fullmatch(r"<[^>]+>", part):
            result += roff.italic(part[1:-1].upper())
        elif re.fullmatch(r"[A-Z]{3,}", part):
            result += roff.italic(part)
        elif part.strip() and part not in ("[", "]", "|", "…", "..."):
            result += roff.bold(part)
        else:
            result += roff.escape(part)
    return result


def _positional(argument: dict) -> list:
    return roff.tagged(roff.italic(argument["valueName"].upper()), [_describe(argument)])


def _option(argument: dict) -> list:
    dashes = {"short": "-", "long": "--"}
    names = [roff.bold(dashes[name["kind"]] + name["name"]) for name in argument["names"]]
    value = "" if argument["kind"] == "flag" else " " + roff.italic(argument["valueName"].upper())
    return roff.tagged(", ".join(names) + value, [_describe(argument)])


def _describe(argument: dict) -> str:
    text = argument.get("abstract", "")
    values = argument.get("allValueStrings", argument.get("allValues"))
    if values and not all(value in text for value in values):
        text += f" One of {', '.join(values)}."
    if argument.get("defaultValue"):
        text += f" The default is {argument['defaultValue']}."
    return roff.line(text)


def json_outputs(folder: Path, order: list) -> list:
    """What each output as JSON consists of, from its schema."""
    lines = []
    for name in order:
        schema = json.loads((folder / f"{name}.json").read_text())
        lines += [roff.heading(schema["title"]), roff.line(schema["description"])]
        lines += _content(schema)
    return lines


def _content(schema: dict) -> list:
    if "oneOf" in schema:
        return [line for one in schema["oneOf"] for line in _event(one)]
    items = schema.get("items", {})
    if "$ref" in items:
        return [".PP", roff.line("An array of objects; their members are those of a display, below.")]
    if items:
        return [".PP", roff.line("An array of objects with these members:"), *_members(items)]
    return [".PP", roff.line("An object with these members:"), *_members(schema)]


def _event(schema: dict) -> list:
    properties = dict(schema["properties"])
    event = properties.pop("event")
    lines = [roff.line(event["description"])]
    if properties:
        lines += roff.indented(_members({"properties": properties}))
    return roff.tagged(f"{roff.bold('event')} {roff.italic(event['const'])}", lines)


def _members(schema: dict) -> list:
    lines = []
    for name, member in schema["properties"].items():
        text = [roff.line(member.get("description", ""))]
        if "enum" in member:
            words = [word or "an empty text" for word in member["enum"]]
            text.append(roff.line(f"One of {', '.join(words)}."))
        items = member.get("items", {})
        lines += roff.tagged(f"{roff.bold(name)} ({_type(member)})", text)
        if "properties" in items:
            lines += roff.indented(_members(items))
    return lines


def _type(member: dict) -> str:
    if "$ref" in member:
        return "object"
    types = member["type"] if isinstance(member["type"], list) else [member["type"]]
    return roff.escape(" or ".join(types))
