# SPDX-License-Identifier: MIT
"""The panel of a laptop, whose backlight logind changes."""

import pytest


@pytest.fixture
def panel(card, lightend, client):
    """The display object of the panel."""
    card["eDP-1"].plug()
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert (display.read("Kind"), display.state) == ("panel", "ready")
    return display


def test_logind_sets_the_backlight(panel, card):
    assert panel.set(30)
    assert card["eDP-1"].backlight == 30


def test_a_hotkey_is_noticed(panel, card):
    card["eDP-1"].press_hotkey(70)
    panel.wait_for_property("Brightness", 70)
    assert panel.changes()[-1] == (70, "external", "")


def test_a_write_just_after_logind_restarted_succeeds(panel, card, login):
    assert panel.set(30)
    login.restart()
    assert panel.set(80)
    assert card["eDP-1"].backlight == 80
