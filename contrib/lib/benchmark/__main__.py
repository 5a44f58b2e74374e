"""Runs the measurements and prints a table; ends with 1 where something is not reached."""

import argparse
import sys

from .figure import Figure
from .measures import answers, command_line, flood, hotplug, requests, rest, start, together

_MEASURES = {
    "requests": requests,
    "answers": answers,
    "flood": flood,
    "together": together,
    "hotplug": hotplug,
    "start": start,
    "rest": rest,
    "command-line": command_line,
}


def main() -> int:
    """The program."""
    parser = argparse.ArgumentParser(prog="contrib/benchmark", description="Measures speed and size of lightend.")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"one of {', '.join(_MEASURES)}; all without")
    parser.add_argument("--effort", type=float, default=1, help="how often each thing is done, a part of 1")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.measures if name not in _MEASURES]
    if unknown:
        parser.error(f"“{unknown[0]}” is not known; there are {', '.join(_MEASURES)}")
    if not 0 < arguments.effort <= 1:
        parser.error("--effort is a number above 0, up to 1")
    print("| what | must reach | seen | |\n|---|---|---|---|", flush=True)
    figures = []
    for name in arguments.measures or _MEASURES:
        for figure in _MEASURES[name].measure(arguments.effort):
            figures.append(figure)
            print(_row(figure), flush=True)
    return 1 if any(figure.is_reached is False for figure in figures) else 0


def _row(figure: Figure) -> str:
    mark = {True: "reached", False: "**missed**", None: ""}[figure.is_reached]
    return f"| {figure.what} | {figure.wanted or '–'} | {figure.seen} | {mark} |"


if __name__ == "__main__":
    sys.exit(main())
