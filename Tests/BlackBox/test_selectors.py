"""Resolve finds a display by what people call it; SetAll sets several."""

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, ERROR, INVALID_ARGUMENTS, MANAGER, ROOT, BusFailure, display_path

DELL = EDID("DEL", 0xA0C7, 5, name="DELL U2720Q", serial_text="7F2KQ13")


@pytest.fixture
def three(desk, config, lightend, client):
    """A Dell with an alias and two monitors of one model."""
    config.write("[display 7F2KQ13]\nalias = Desk\n")
    desk.plug("DP-1", Monitor(DELL))
    desk.plug("DP-2", Monitor(EDID(serial=21, name="Twin")))
    desk.plug("HDMI-A-1", Monitor(EDID(serial=22, name="Twin")))
    lightend()


@pytest.mark.parametrize(
    "selector, number",
    [
        ("0", 0),
        ("2", 2),
        ("Desk", 0),
        ("desk", 0),
        ("DP-1", 0),
        ("dp-2", 1),
        ("card0-DP-2", 1),
        ("hdmi-a-1", 2),
        ("DEL-A0C7-7F2KQ13", 0),
        ("del-a0c7-7f2kq13", 0),
        ("7f2kq13", 0),
        ("22", 2),
        ("U2720Q", 0),
        ("Dell U2720Q", 0),
    ],
)
def test_every_kind_of_selector(three, client, selector, number):
    assert client.manager("Resolve", "(s)", selector) == display_path(number)


@pytest.mark.parametrize("selector", ["3", "-1", "", " ", "DP-3", "U2720", "card1-DP-1", "💡", "x" * 10_000], ids=lambda selector: repr(selector[:20]))
def test_what_nothing_matches(three, client, selector):
    call = client.start_call(ROOT, MANAGER, "Resolve", "(s)", selector)
    assert call.wait_for_error() == ERROR + "NoSuchDisplay"


def test_several_matches_are_listed(three, client):
    with pytest.raises(BusFailure) as failure:
        client.manager("Resolve", "(s)", "twin")
    assert failure.value.name == ERROR + "AmbiguousDisplay"
    for part in ("1", "DP-2", "2", "HDMI-A-1"):
        assert part in failure.value.message
    assert "Dell" not in failure.value.message


def test_an_unplugged_display_is_not_found(three, desk, client):
    client.wait_for_displays()
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    call = client.start_call(ROOT, MANAGER, "Resolve", "(s)", "desk")
    assert call.wait_for_error() == ERROR + "NoSuchDisplay"


def test_set_all_sets_each_to_its_level(three, desk, client):
    levels = {display_path(0): 11, display_path(1): 22, display_path(2): 33}
    assert client.manager("SetAll", "(a{ou})", levels) == {}
    names = ("DP-1", "DP-2", "HDMI-A-1")
    assert [desk.monitor(name).brightness for name in names] == [11, 22, 33]
    client.settle()
    for number, level in enumerate((11, 22, 33)):
        assert client.display(number).changes() == [(level, "client", client.unique_name)]


def test_set_all_says_what_went_wrong(three, desk, client):
    client.wait_for_displays()
    desk.monitor("DP-2").fail(nak=True)
    levels = {display_path(0): 11, display_path(1): 22, display_path(9): 33}
    failures = client.manager("SetAll", "(a{ou})", levels)
    assert set(failures) == {display_path(1), display_path(9)}
    assert all(len(message) > 10 for message in failures.values())
    assert desk.monitor("DP-1").brightness == 11


def test_set_all_with_a_wrong_level_changes_nothing(three, desk, client):
    levels = {display_path(0): 11, display_path(1): 101}
    call = client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", levels)
    assert call.wait_for_error() == INVALID_ARGUMENTS
    client.settle()
    assert desk.monitor("DP-1").written() == []


def test_the_root_object_says_false_when_one_does_not_take_it(three, desk, client):
    client.wait_for_displays()
    desk.monitor("DP-2").fail(nak=True)
    assert client.call(ROOT, BACKLIGHT, "SetBrightness", "(u)", 44) is False
    assert desk.monitor("DP-1").brightness == desk.monitor("HDMI-A-1").brightness == 44
