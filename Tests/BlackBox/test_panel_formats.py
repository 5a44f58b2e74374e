"""`lighten watch --format waybar` and `polybar`, as panels use them."""

import json
import subprocess
import time

import pytest

from clients import LineProcess
from support import BACKLIGHT, NAME
from support.lines import LineReader
from support.looking import look_until
from support.loop import DEADLINE
from support.service import program

STOPPED = {
    "text": "✕ stopped",
    "alt": "stopped",
    "tooltip": "lightend is not running; start it with “systemctl --user start lightend”.",
    "class": ["stopped"],
    "percentage": None,
}


@pytest.fixture
def panel(environment):
    """Starts `lighten watch` as a panel does; it ends with the test."""
    started = []

    def start(*arguments) -> LineProcess:
        started.append(LineProcess([program("lighten"), "watch", *arguments], environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def two(lightend, client):
    """A service with two simulated monitors."""
    service = lightend("--simulate=2")
    client.wait_for_displays()
    return service


def next_line(panel: LineProcess) -> str:
    """The next line, whatever it is."""
    return panel.wait_for_line(lambda line: True)


def next_object(panel: LineProcess) -> dict:
    """The next line of Waybar's format."""
    return json.loads(next_line(panel))


def test_waybar_begins_with_the_present_state(two, lighten, panel):
    lighten.output("set", "-d", 1, 70)
    assert next_object(panel("--format", "waybar")) == {
        "text": "◑ 50%",
        "alt": "ready",
        "tooltip": "Simulated Monitor (SIM-1): 50%\nSimulated Monitor (SIM-2): 70%",
        "class": ["ready"],
        "percentage": 50,
    }


def test_polybar_begins_with_the_present_state(two, panel):
    assert next_line(panel("--format", "polybar")) == "◑ 50%"


def test_each_change_is_a_line_at_once(two, lighten, panel):
    watcher = panel("--format", "polybar", "-d", 0)
    next_line(watcher)
    for brightness, text in [(0, "○ 0%"), (25, "◔ 25%"), (75, "◕ 75%"), (100, "● 100%")]:
        lighten.output("set", "-d", 0, brightness)
        assert next_line(watcher) == text
    lighten.output("sim", "press", "-d", 0, 60)
    assert next_line(watcher) == "◑ 60%"


def test_a_line_only_when_something_in_it_changed(two, client, lighten, panel):
    text, full = panel("--format", "polybar", "-d", "SIM-1"), panel("--format", "waybar", "-d", "SIM-1")
    next_line(text), next_line(full)
    lighten.output("set", "-d", 0, 50)
    lighten.output("refresh")
    lighten.output("vcp", "set", "-d", 0, "contrast", 30)
    # The other display is in the tooltip only.
    lighten.output("set", "-d", 1, 20)
    assert next_object(full)["tooltip"].splitlines()[1] == "Simulated Monitor (SIM-2): 20%"
    lighten.output("set", "-d", 0, 40)
    assert next_object(full)["text"] == next_line(text) == "◑ 40%"
    assert text.lines == ["◑ 50%", "◑ 40%"]
    assert [json.loads(line)["percentage"] for line in full.lines] == [50, 50, 40]


def test_a_burst_is_few_lines(two, client, panel):
    watcher = panel("--format", "polybar")
    next_line(watcher)
    begin = time.monotonic()
    client.display(0).start_fade(100, 1000).wait()
    assert watcher.wait_for_line(lambda line: line == "● 100%")
    # One at once, then one each 100 ms at most.
    assert 3 < len(watcher.lines) <= (time.monotonic() - begin) / 0.1 + 3


def test_automatic_brightness_is_a_class_and_a_word(two, client, panel):
    text, full = panel("--format", "polybar"), panel("--format", "waybar")
    next_line(text), next_line(full)
    client.display(0).call(BACKLIGHT, "SetAuto", "(s)", "on")
    assert next_line(text) == "◑ 50% auto"
    line = next_object(full)
    assert (line["text"], line["alt"], line["class"]) == ("◑ 50% auto", "auto", ["ready", "auto"])
    assert line["tooltip"].splitlines()[0] == "Simulated Monitor (SIM-1): 50%, auto"
    client.display(0).call(BACKLIGHT, "SetAuto", "(s)", "off")
    assert next_object(full)["class"] == ["ready"]
    assert next_line(text) == "◑ 50%"


@pytest.mark.parametrize("fault, icon", [("asleep", "☾"), ("unresponsive", "⚠")])
def test_a_monitor_that_does_not_answer(two, lighten, panel, fault, icon):
    text, full = panel("--format", "polybar", "-d", 1), panel("--format", "waybar", "-d", 1)
    next_line(text), next_line(full)
    lighten.output("sim", "fault", "-d", 1, fault)
    assert lighten.run("set", "-d", 1, 30).status == 1
    line = next_object(full)
    assert (line["text"], line["alt"], line["class"], line["percentage"]) == (f"{icon} 50%", fault, [fault], 50)
    assert line["tooltip"].splitlines()[1].startswith(f"Simulated Monitor (SIM-2): 50%, {fault} – The simulated")
    assert next_line(text) == f"{icon} 50%"
    lighten.output("sim", "fault", "-d", 1, "none")
    lighten.output("refresh")
    assert text.wait_for_line(lambda line: icon not in line) in ("◑ 50%", "◔ 30%")
    assert full.wait_for_line(lambda line: fault not in line)


def test_the_first_that_is_ready_is_shown(two, lighten, panel):
    lighten.output("set", "-d", 1, 70)
    default, turned = panel("--format", "polybar"), panel("--format", "polybar", "-d", "sim-2", "-d", "SIM-1")
    assert (next_line(default), next_line(turned)) == ("◑ 50%", "◕ 70%")
    lighten.output("sim", "unplug", "-d", 0)
    assert next_line(default) == "◕ 70%"
    lighten.output("sim", "unplug", "-d", 1)
    assert (next_line(default), next_line(turned)) == ("◌ –", "◌ –")
    assert lighten.output("sim", "plug", "--serial", "S0001", "--connector", "SIM-1") == "0\n"
    assert (next_line(default), next_line(turned)) == ("◑ 50%", "◑ 50%")


def test_unplugged_and_plugged_in(two, lighten, panel):
    watcher = panel("--format", "waybar", "-d", "DP-9")
    line = next_object(watcher)
    assert (line["text"], line["class"], line["percentage"]) == ("◌ –", ["none"], None)
    assert line["tooltip"].splitlines()[0].startswith("No display “DP-9”: connected are 0 (")
    assert line["tooltip"].splitlines()[1:] == ["Simulated Monitor (SIM-1): 50%", "Simulated Monitor (SIM-2): 50%"]
    lighten.output("sim", "plug", "--connector", "DP-9", "--brightness", 80)
    line = next_object(watcher)
    assert (line["text"], line["class"]) == ("◕ 80%", ["ready"])
    assert line["tooltip"].splitlines()[2] == "Simulated Monitor (DP-9): 80%"
    lighten.output("sim", "unplug", "-d", "DP-9")
    assert next_object(watcher)["class"] == ["none"]


def test_without_any_monitor(lightend, client, panel):
    lightend("--simulate=0")
    line = next_object(panel("--format", "waybar"))
    assert (line["class"], line["tooltip"]) == (["none"], "No monitor is connected.")


def test_a_selector_that_fits_several(two, panel):
    line = next_object(panel("--format", "waybar", "-d", "Monitor"))
    assert line["class"] == ["none"]
    assert line["tooltip"].startswith("“Monitor” fits several displays: ")


def test_names_of_monitors_are_harmless(lightend, client, lighten, panel):
    lightend("--simulate=0")
    client.wait_for_displays()
    text, full = panel("--format", "polybar"), panel("--format", "waybar")
    next_line(text), next_line(full)
    lighten.output("sim", "plug", "--model", '<b>&"x\\\n%{F#f00}\t\u2028', "--connector", "DP-9")
    assert next_line(text) == "◑ 50%"
    assert next_object(full)["tooltip"] == 'Simulated &lt;b&gt;&amp;"x\\ %{F#f00}   (DP-9): 50%'


def test_without_a_service_it_waits_for_one(bus, lightend, panel):
    text, full = panel("--format", "polybar"), panel("--format", "waybar")
    assert (next_line(text), next_object(full)) == ("✕ stopped", STOPPED)
    lightend("--simulate=1")
    assert (next_line(text), next_object(full)["text"]) == ("◑ 50%", "◑ 50%")


def test_it_survives_restarts(two, lightend, lighten, panel):
    watcher = panel("--format", "waybar")
    next_line(watcher)
    two.stop()
    assert next_object(watcher) == STOPPED
    service = lightend("--simulate=3")
    line = next_object(watcher)
    assert (line["text"], len(line["tooltip"].splitlines())) == ("◑ 50%", 3)
    service.kill()
    assert next_object(watcher) == STOPPED
    lightend("--simulate=1")
    assert next_object(watcher)["text"] == "◑ 50%"
    lighten.output("set", 20)
    assert next_object(watcher)["text"] == "◔ 20%"


def test_a_service_that_takes_over_is_no_interruption(two, lightend, lighten, panel):
    watcher = panel("--format", "polybar")
    next_line(watcher)
    lightend("--replace", "--simulate=2")
    two.wait_for_end()
    lighten.output("set", 20)
    assert watcher.wait_for_line(lambda line: line == "◔ 20%")
    assert "✕ stopped" not in watcher.lines


def test_it_starts_the_service_only_at_its_own_start(bus, lightend, client, panel):
    asked = bus.services / "asked"
    (bus.services / f"{NAME}.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec=/usr/bin/touch {asked}\n")
    client.call("/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig", destination="org.freedesktop.DBus")
    watcher = panel("--format", "polybar")
    assert next_line(watcher) == "✕ stopped"
    look_until(asked.exists, lambda: "a bus that was not asked to start the service")
    asked.unlink()
    service = lightend("--simulate=1")
    assert next_line(watcher) == "◑ 50%"
    service.stop()
    assert next_line(watcher) == "✕ stopped"
    lightend("--simulate=1")
    assert next_line(watcher) == "◑ 50%"
    assert not asked.exists()


def test_it_ends_when_nobody_reads_any_more(two, environment):
    process = subprocess.Popen(
        [program("lighten"), "watch", "--format", "polybar"], env=environment, stdout=subprocess.PIPE
    )
    try:
        assert LineReader(process.stdout).has_line(DEADLINE)
        process.stdout.close()
        assert process.wait(DEADLINE) == 0
    finally:
        process.kill()
        process.wait()


def test_events_of_chosen_displays(two, lighten):
    with lighten.watch("-d", "SIM-2", "-d", "DP-9", display=1) as watch:
        lighten.output("set", "-d", 0, 40)
        lighten.output("sim", "plug", "--connector", "DP-8")
        lighten.output("sim", "plug", "--connector", "DP-9")
        lighten.output("set", "-d", 1, 42)
        lighten.output("sim", "unplug", "-d", "DP-8")
        lighten.output("sim", "unplug", "-d", "DP-9")
        lines = watch.wait_for_line("3 Simulated Monitor: removed")
    assert lines[-3:] == [
        "3 Simulated Monitor: added on DP-9, 50%",
        "1 Simulated Monitor: 42% (client)",
        "3 Simulated Monitor: removed",
    ]
    assert all(line.startswith("1 ") for line in lines[:-3])


def test_a_display_that_is_not_there_yet_is_named(two, environment):
    command = [program("lighten"), "watch", "-d", "DP-9"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        line = LineReader(process.stderr).next()
        assert line.startswith("lighten: No display “DP-9”: connected are 0 (Simulated Monitor, ")
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
