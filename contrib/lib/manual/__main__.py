"""Makes the man pages, completions and the page about the bus into a folder.

python3 -m manual PROGRAMS OUTPUT, in the folder of the sources, with contrib/lib in PYTHONPATH;
PROGRAMS is the folder of the built programs.
"""

import re
import subprocess
import sys
from pathlib import Path

from . import bus_page, command_page, config_page, daemon_page, reference_page

#: The outputs that are described, in this order.
SCHEMAS = ["list", "status", "sensor", "curve", "watch", "vcp-get", "vcp-list", "profile", "doctor", "display"]

#: The shells with the names that they expect of a completion's file.
COMPLETIONS = {"bash": "lighten.bash", "zsh": "_lighten", "fish": "lighten.fish"}


def main(programs: Path, output: Path) -> None:
    lighten, lightend = str(programs / "lighten"), str(programs / "lightend")
    version = subprocess.run([lighten, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    parts = {
        "COMMANDS": command_page.commands(lighten),
        "FEATURES": command_page.vcp_features(lighten),
        "COMMON": command_page.common_options(lighten),
        "JSON": command_page.json_outputs(Path("contrib/doc/schema"), SCHEMAS),
        "DAEMON": daemon_page.options(lightend),
        "CONFIG": config_page.groups(Path("config/lightend.conf")),
        "INTERFACES": bus_page.interfaces(Path("config/dbus")),
    }
    (output / "man").mkdir(parents=True)
    for template in sorted(Path("contrib/man/templates").glob("*.in")):
        page = fill(template.read_text(), parts).replace("@VERSION@", version)
        (output / "man" / template.stem).write_text(page)

    (output / "doc").mkdir()
    (output / "doc/dbus.md").write_text(reference_page.page())

    (output / "completions").mkdir()
    for shell, name in COMPLETIONS.items():
        script = subprocess.run(
            [lighten, "--generate-completion-script", shell], check=True, capture_output=True, text=True
        ).stdout
        # Shells read these; nothing runs them.
        script = re.sub(r"\A#!.*\n+", "", script)
        (output / "completions" / name).write_text(script.rstrip("\n") + "\n")


def fill(template: str, parts: dict) -> str:
    """A template with its parts in place of the lines that name them."""
    lines = []
    for line in template.splitlines():
        name = line.strip("@")
        lines += parts[name] if line == f"@{name}@" else [line]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
