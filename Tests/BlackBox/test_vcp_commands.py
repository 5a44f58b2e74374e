"""`lighten vcp`: features and values by name, and what a monitor offers."""

import pytest

from emulator import CONTRAST, EDID, INPUT_SOURCE, Monitor

MUTE = 0x8D
POWER = 0xD6

#: Careless, as monitors are: lower case, spaces, values without an end, and no parenthesis at the end.
CAPABILITIES = (
    "(prot(monitor) type(lcd)model(Best 27 (2021))cmds(01 02 03 07 0c e3 f3)"
    "vcp(02 10 12 60( 1b 0f 11 90) 8d(01 02 d6(01 04 05) df e1)mccs_ver(2.1)"
)


@pytest.fixture
def monitor(desk, lightend, client):
    """A monitor on DDC/CI with a loudspeaker."""
    monitor = Monitor(EDID(serial=1), capabilities=CAPABILITIES)
    monitor.features[MUTE] = (2, 2)
    monitor.features[INPUT_SOURCE] = (0x0F, 0xFFFF)
    desk.plug("DP-1", monitor)
    lightend()
    client.wait_for_displays()
    return monitor


@pytest.mark.parametrize(
    "feature, name, value, code",
    [
        ("input", "hdmi1", 0x11, INPUT_SOURCE), ("input", "HDMI-1", 0x11, INPUT_SOURCE),
        ("input-source", "usb-c", 0x1B, INPUT_SOURCE), ("0x60", "dp1", 0x0F, INPUT_SOURCE),
        ("power", "standby", 2, POWER), ("mute", "on", 1, MUTE), ("contrast", "33", 33, CONTRAST),
        ("input", "0x90", 0x90, INPUT_SOURCE),
    ],
)
def test_values_are_set_by_name(monitor, lighten, feature, name, value, code):
    assert lighten.output("vcp", "set", feature, name) == ""
    assert monitor.value(code) == value


@pytest.mark.parametrize(
    "feature, value, text",
    [
        ("power", 1, "on (0x01)"), ("input", 0x11, "hdmi1 (0x11)"), ("input", 0x0F0F, "dp1 (0x0F)"),
        ("input", 0x90, "0x90"), ("mute", 2, "off (0x02)"), ("contrast", 70, "70 of 100"),
    ],
)
def test_values_are_shown_by_name(monitor, lighten, feature, value, text):
    code = {"power": POWER, "input": INPUT_SOURCE, "mute": MUTE, "contrast": CONTRAST}[feature]
    monitor.features[code] = (value, monitor.features[code][1])
    assert lighten.output("vcp", "get", feature) == f"{text}\n"


def test_the_list_is_a_table_of_what_the_monitor_says(monitor, lighten):
    assert lighten.output("vcp", "list").splitlines() == [
        "CODE  NAME                  VALUES",
        "0x02  new-control-value     -",
        "0x10  brightness            -",
        "0x12  contrast              -",
        "0x60  input                 usb-c (0x1B), dp1 (0x0F), hdmi1 (0x11), 0x90",
        "0x8D  mute                  on (0x01), off (0x02)",
        "0xD6  power                 on (0x01), off (0x04), hard-off (0x05)",
        "0xDF  version               -",
        "0xE1  (manufacturer's own)  -",
    ]


def test_the_capabilities_stay_as_they_are(monitor, lighten):
    assert lighten.output("vcp", "capabilities") == CAPABILITIES + "\n"


def test_several_monitors_have_a_table_each(lightend, client, lighten):
    lightend("--simulate=2")
    client.wait_for_displays()
    tables = lighten.output("vcp", "list").split("\n\n")
    assert [table.splitlines()[0] for table in tables] == [f"{n} Simulated Monitor, MCCS 2.2" for n in (0, 1)]
    assert lighten.output("vcp", "get", "power") == "0 on (0x01)\n1 on (0x01)\n"


def test_a_monitor_that_says_nothing_about_itself(desk, lightend, client, lighten):
    desk.plug("DP-1", Monitor(EDID(serial=1), capabilities="()"))
    lightend()
    client.wait_for_displays()
    assert lighten.output("vcp", "list") == "The monitor does not say which features it has.\n"


def test_all_names_need_no_service(lighten):
    lines = lighten.output("vcp", "list", "--all").splitlines()
    assert "0x12  contrast                     -" in lines
    assert any(line.startswith("0x60  input") and "hdmi1 (0x11)" in line for line in lines)


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["get", "contrats"], "“contrats” is not a VCP feature: did you mean contrast?"),
        (["get", "0x100"], "“0x100” is not a VCP feature: their numbers go from 0 to 255, 0xFF."),
        (["set", "input", "hdmi9"], "“hdmi9” is not a value of input: did you mean hdmi1?"),
        (["set", "mute", "perhaps"], "“perhaps” is not a value of mute: write a number, such as 0x11, or one of on, off."),
        (["set", "contrast", "high"], "“high” is not a value: it must be a number from 0 to 65535, such as 70 or 0x11."),
        (["list", "--all", "--json"], "--all is about no display, and goes with neither -d nor --json."),
    ],
)
def test_wrong_words_get_the_right_ones(lighten, arguments, sentence):
    outcome = lighten.run("vcp", *arguments)
    assert (outcome.status, outcome.output) == (2, "")
    assert outcome.errors.splitlines()[0] == f"Error: {sentence}"


def test_a_monitor_without_ddc_has_no_features(desk, lightend, client, lighten):
    desk.plug("DP-1", Monitor(EDID(serial=1), ddc=False))
    lightend()
    client.wait_for_displays()
    for command in (["list"], ["get", "input"], ["set", "input", "dp1"]):
        outcome = lighten.run("vcp", *command, "-d", 0)
        assert (outcome.status, outcome.output) == (1, "")
        assert outcome.errors.startswith("lighten: 0 (") and "DDC/CI" in outcome.errors
