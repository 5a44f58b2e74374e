"""contrib/widgets: the examples that listen to the bus, and the commands of the panels' modules."""

import configparser
import json
import re
import subprocess
from pathlib import Path

import pytest

from clients import LineProcess
from support.loop import DEADLINE
from support.service import program

WIDGETS = Path(__file__).parents[2] / "contrib" / "widgets"


@pytest.fixture(params=["python/lighten-print", "gjs/print.js"])
def widget(environment, request):
    """Starts a widget that needs no screen; it ends with the test."""
    started = []

    def start() -> LineProcess:
        started.append(LineProcess([WIDGETS / request.param], environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def one(lightend, client):
    """A service with one simulated monitor."""
    service = lightend("--simulate=1")
    client.wait_for_displays()
    return service


def next_line(widget: LineProcess) -> str:
    """The next line, whatever it is."""
    return widget.wait_for_line(lambda line: True)


def test_a_widget_hears_each_change(one, client, lighten, widget):
    widget = widget()
    assert next_line(widget) == "added 0 Simulated Monitor 50%"
    client.display(0).set(40)
    assert next_line(widget) == "changed 0 40%"
    lighten.output("sim", "press", "-d", 0, 77)
    assert next_line(widget) == "changed 0 77%"


def test_a_widget_ignores_its_own_echo(one, client, widget):
    widget = widget()
    next_line(widget)
    widget.say("0 33")
    changed = client.wait_for_signal("BrightnessChanged")
    assert changed.arguments[:2] == (33, "client")
    client.display(0).set(44)
    assert next_line(widget) == "changed 0 44%"
    # Everybody else hears of it.
    assert client.display(0).changes() == [(33, "client", changed.arguments[2]), (44, "client", client.unique_name)]
    assert changed.arguments[2] != client.unique_name


def test_a_widget_follows_plug_and_unplug(one, lighten, widget):
    widget = widget()
    next_line(widget)
    lighten.output("sim", "plug", "--model", "U2720Q", "--manufacturer", "DEL", "--connector", "DP-9")
    assert next_line(widget) == "added 1 Dell U2720Q 50%"
    lighten.output("set", "-d", 1, 20)
    assert next_line(widget) == "changed 1 20%"
    lighten.output("sim", "unplug", "-d", 1)
    assert next_line(widget) == "removed 1"
    lighten.output("set", 30)
    assert next_line(widget) == "changed 0 30%"


def test_a_widget_survives_a_restart(one, client, lightend, widget):
    widget = widget()
    next_line(widget)
    one.stop()
    assert next_line(widget) == "removed 0"
    lightend("--simulate=2")
    assert {next_line(widget) for _ in range(2)} == {f"added {n} Simulated Monitor 50%" for n in range(2)}
    client.display(1).set(40)
    assert next_line(widget) == "changed 1 40%"


def test_a_widget_waits_for_the_service(bus, lightend, widget):
    widget = widget()
    lightend("--simulate=1")
    assert next_line(widget) == "added 0 Simulated Monitor 50%"


def test_a_widget_says_what_went_wrong(one, client, lighten, widget):
    widget = widget()
    next_line(widget)
    lighten.output("sim", "fault", "-d", 0, "unresponsive")
    widget.say("0 30")
    assert next_line(widget) == "failed 0 The simulated monitor does not answer."
    widget.say("7 30")
    assert next_line(widget).startswith("failed 7 There is no ")
    widget.say("nonsense")
    widget.say("0 101")
    assert next_line(widget) == "failed 0 101 is not a brightness: it must be 0 to 100 percent."


# The modules of panels.


def waybar() -> dict:
    """The commands of Waybar's module, by what they are for."""
    lines = (WIDGETS / "waybar/lighten.jsonc").read_text().splitlines()
    module = json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))["custom/lighten"]
    assert module["return-type"] == "json"
    return {
        "watch": module["exec"], "up": module["on-scroll-up"], "down": module["on-scroll-down"],
        "click": module["on-click"],
    }


def polybar() -> dict:
    """Those of Polybar's."""
    module = ini("polybar/lighten.ini")["module/lighten"]
    assert (module["type"], module["tail"]) == ("custom/script", "true")
    return {
        "watch": module["exec"], "up": module["scroll-up"], "down": module["scroll-down"],
        "click": module["click-left"],
    }


def i3blocks() -> dict:
    """Those of the blocks of i3blocks."""
    blocks = ini("i3blocks/lighten.conf")
    assert blocks["lighten"]["interval"] == "persist"
    mouse = blocks["lighten-mouse"]["command"]
    return {"watch": blocks["lighten"]["command"]} | {
        use: f"BLOCK_BUTTON={button}; {mouse}" for use, button in [("click", 1), ("up", 4), ("down", 5)]
    }


def ini(name: str) -> configparser.ConfigParser:
    """A file of sections and properties."""
    parser = configparser.ConfigParser(interpolation=None, delimiters="=")
    parser.read_string((WIDGETS / name).read_text())
    return parser


@pytest.fixture
def shell(environment):
    """Runs a command as a panel does, and returns its output."""
    folder = Path(program("lighten")).parent
    variables = environment | {"PATH": f"{folder}:{environment['PATH']}"}

    def run(command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command], env=variables, capture_output=True, text=True, timeout=DEADLINE
        )
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    return run


@pytest.mark.parametrize("commands", [waybar, polybar, i3blocks], ids=lambda panel: panel.__name__)
def test_the_commands_of_a_module(one, client, shell, commands):
    commands = commands()
    display = client.display(0)
    shell(commands["up"])
    assert display.brightness() == 55
    shell(commands["down"])
    assert display.brightness() == 50
    for is_on in (True, False):
        shell(commands["click"])
        assert display.read("Auto") is is_on
    # “head” ends after the first line, and so does the watch.
    assert "◑ 50%" in shell(f"{commands['watch']} | head -n 1")


def test_the_style_has_every_class():
    style = (WIDGETS / "waybar/lighten.css").read_text()
    classes = set(re.findall(r"#custom-lighten\.(\w+)", style))
    assert classes == {"auto", "probing", "asleep", "unresponsive", "unsupported", "none", "stopped"}


def test_the_snippet_in_the_readme_is_the_module():
    readme = (WIDGETS.parents[1] / "README.md").read_text()
    lines = (WIDGETS / "waybar/lighten.jsonc").read_text()
    for command in re.findall(r'"[\w-]+": "lighten [^"]*"', lines):
        assert command in readme, f"README.md lacks {command}"
