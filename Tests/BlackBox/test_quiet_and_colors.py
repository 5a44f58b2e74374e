"""--quiet, which every command has, and colours, which only people see."""

import json

import pytest


ESCAPE = "\x1b["


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2")
    client.wait_for_displays()
    return service


def commands_with(command: dict, path: tuple = ()) -> list:
    """The commands of a help's dump that do something: name and options."""
    children = [child for child in command.get("subcommands", []) if child["commandName"] != "help"]
    if children:
        return [leaf for child in children for leaf in commands_with(child, (*path, child["commandName"]))]
    options = {name["name"] for argument in command["arguments"] for name in argument.get("names", [])}
    return [(" ".join(path), options)]


def test_every_command_can_be_quiet(lighten):
    commands = commands_with(json.loads(lighten.output("--experimental-dump-help"))["command"])
    assert len(commands) > 15
    assert [name for name, options in commands if not {"q", "quiet"} <= options] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["list", "--json"], ["get"], ["status"], ["auto", "toggle"], ["curve"], ["curve", "--svg", "-"],
        ["vcp", "get", "input"], ["vcp", "list"], ["vcp", "capabilities"], ["sim", "plug"],
    ],
)
def test_quiet_writes_nothing(two, lighten, arguments):
    assert lighten.output(*arguments) != ""
    for option in ("-q", "--quiet"):
        assert lighten.output(*arguments, option) == ""


def test_quiet_commands_still_do_what_they_are_told(two, lighten):
    lighten.output("set", "-q", "-d", 1, "+10")
    assert lighten.output("get", "-d", 1) == "60\n"


def test_quiet_keeps_errors_and_statuses(two, lighten):
    for arguments, status in ((["get", "-d", 9], 3), (["vcp", "get", "0x99"], 1), (["set", "200"], 2)):
        loud, quiet = lighten.run(*arguments), lighten.run(*arguments, "-q")
        assert quiet.output == ""
        assert loud.errors != "" and quiet.errors == loud.errors
        assert loud.status == quiet.status == status


def test_states_have_colours_in_a_terminal(two, lighten):
    lighten.output("sim", "fault", "-d", 1, "unresponsive")
    lighten.run("set", "-d", 1, 3)
    first, second = lighten.output_in_terminal("list", columns=100).splitlines()[1:3]
    assert f"{ESCAPE}32mready{ESCAPE}0m" in first
    assert f"{ESCAPE}31munresponsive{ESCAPE}0m" in second
    plain = lighten.output("list")
    assert ESCAPE not in plain
    # The columns are where they are without colours.
    shown = lighten.output_in_terminal("list", columns=100)
    for code in ("0", "31", "32"):
        shown = shown.replace(f"{ESCAPE}{code}m", "")
    assert shown == plain


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_people_can_do_without_colours(two, lighten, variables):
    assert ESCAPE not in lighten.output_in_terminal("list", columns=100, **variables)
    assert ESCAPE not in lighten.errors_in_terminal("get", "-d", 9, columns=100, **variables)


@pytest.mark.parametrize("arguments, program", [(["get", "-d", 9], "lighten:"), (["set", 200], "Error:")])
def test_errors_have_colours_in_a_terminal(two, lighten, arguments, program):
    assert lighten.errors_in_terminal(*arguments, columns=100).startswith(f"{ESCAPE}1;31m{program}{ESCAPE}0m ")
    assert lighten.run(*arguments).errors.startswith(f"{program} ")


def test_an_empty_no_color_does_not_count(two, lighten):
    assert ESCAPE in lighten.output_in_terminal("list", columns=100, NO_COLOR="")
