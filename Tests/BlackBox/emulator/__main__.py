"""Runs a command at a desk with emulated monitors.

    python3 -m emulator --monitors 3 -- COMMAND…
"""

import argparse
import subprocess
import sys

from . import AdapterStyle, Desk, EDID, Monitor

#: Connectors and styles of the monitors, in turn.
_PLACES = [("HDMI-A-{}", AdapterStyle.LINKED), ("DP-{}", AdapterStyle.CHILD), ("DP-{}", AdapterStyle.TRANSIENT)]


def main() -> int:
    """Sets the desk up, runs the command, and returns its exit status."""
    parser = argparse.ArgumentParser(prog="emulator", description="Run a command with emulated DDC/CI monitors.")
    parser.add_argument("--monitors", type=int, default=1, metavar="COUNT", help="how many monitors (default: 1)")
    parser.add_argument("--panel", action="store_true", help="add a built-in panel with a backlight")
    parser.add_argument("--no-wire-time", action="store_true", help="transfers take no time on the wire")
    parser.add_argument("--verbose", action="store_true", help="print a line for each write that reaches a monitor")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the command and its arguments, after --")
    arguments = parser.parse_args()
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not command:
        parser.error("a command is missing")
    with Desk(wire_time=not arguments.no_wire_time) as desk:
        if arguments.panel:
            desk.add_panel()
        for number in range(1, arguments.monitors + 1):
            name, style = _PLACES[(number - 1) % len(_PLACES)]
            connector = name.format(number)
            monitor = Monitor(EDID(serial=number, name=f"Lighten {number}"), name=connector)
            if arguments.verbose:
                monitor.on_write = report
            desk.plug(connector, monitor, style=style)
        return run(command, desk.environment())


def report(monitor: Monitor, write) -> None:
    """Prints a write to the standard error stream."""
    lost = "" if write.applied else " (ignored)"
    print(f"{write.at:.4f} {monitor.name}: {write.feature:#04x} = {write.value}{lost}", file=sys.stderr, flush=True)


def run(command: list, environment: dict) -> int:
    """Runs a command to its end, also when the keyboard interrupts it."""
    try:
        process = subprocess.Popen(command, env=environment)
    except OSError as error:
        print(f"emulator: {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    while True:
        try:
            status = process.wait()
            return status if status >= 0 else 128 - status
        except KeyboardInterrupt:
            continue  # the command got it too, and decides


if __name__ == "__main__":
    sys.exit(main())
