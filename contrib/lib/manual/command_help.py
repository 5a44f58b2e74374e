"""What `lighten` says about itself."""

import json
import re
import subprocess


class Command:
    """A command with its arguments and its subcommands, from the argument parser's dump."""

    def __init__(self, program: str, description: dict, path: tuple = ()):
        self.path = (*path, description["commandName"])
        self.abstract = description.get("abstract", "")
        self.discussion = description.get("discussion", "")
        self.arguments = [a for a in description.get("arguments", []) if a.get("shouldDisplay", True)]
        self.subcommands = [
            Command(program, child, self.path)
            for child in description.get("subcommands", [])
            if child["commandName"] != "help" and child.get("shouldDisplay", True)
        ]
        self._program = program

    @classmethod
    def of(cls, program: str) -> "Command":
        """The program's own."""
        return cls(program, json.loads(_output(program, "--experimental-dump-help"))["command"])

    def leaves(self) -> list:
        """The commands that do something, in order."""
        return [leaf for child in self.subcommands for leaf in child.leaves()] or [self]

    @property
    def usage(self) -> list:
        """How it is called: one or several lines."""
        text = _output(self._program, "help", *self.path[1:])
        usage = re.search(r"^USAGE: (.*?)\n\n", text, re.DOTALL | re.MULTILINE)[1]
        joined = re.sub(r"\n +(?! |lighten )", " ", usage)
        return [line.strip() for line in joined.splitlines()]


def _output(*command) -> str:
    environment = {"COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
