"""The command line beside the plainest program that does the same."""

import subprocess
import time
from statistics import median

from support import BACKLIGHT, NAME, display_path
from support.service import program

from ..figure import Figure, milliseconds, ratio
from ..room import Room


def measure(effort: float) -> list:
    """`lighten get` beside `gdbus call` of GetBrightness, in turns."""
    gdbus = ["gdbus", "call", "--session", "--dest", NAME, "--object-path", display_path(0)]
    gdbus += ["--method", f"{BACKLIGHT}.GetBrightness"]
    with Room(1) as room:
        room.start_with_displays()
        # Without the emulated hardware, which neither needs.
        environment = {key: value for key, value in room.environment.items() if key != "LD_PRELOAD"}

        def seconds(command: list) -> float:
            began = time.monotonic()
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
            return time.monotonic() - began

        lighten = [program("lighten"), "get", "-d", "0"]
        pairs = [(seconds(lighten), seconds(gdbus)) for _ in range(max(2, int(50 * effort)))]
    note = " : ".join(f"{milliseconds(median(times)):.1f} ms" for times in zip(*pairs))
    return [Figure.at_most("lighten get : gdbus call", 2, ratio(pairs), " ×", note)]
