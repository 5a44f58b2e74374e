# SPDX-License-Identifier: MIT
"""The panel of a laptop, whose backlight logind changes."""

from pathlib import Path

import pytest

BACKLIGHT = Path("/sys/class/backlight/vddc_backlight")


@pytest.fixture
def panel(card, lightend, client):
    """The display object of the panel."""
    card["eDP-1"].plug()
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert (display.read("Kind"), display.state) == ("panel", "ready")
    return display


def raw(name: str = "brightness") -> int:
    """A value of the backlight."""
    return int((BACKLIGHT / name).read_text())


def test_logind_sets_the_backlight(panel):
    assert panel.set(30)
    assert raw() == raw("max_brightness") * 30 // 100


def test_a_hotkey_is_noticed(panel, card):
    card["eDP-1"].press_hotkey(raw("max_brightness") * 70 // 100)
    panel.wait_for_property("Brightness", 70)
    assert panel.changes()[-1] == (70, "external", "")


def test_a_write_just_after_logind_restarted_succeeds(panel, login):
    assert panel.set(30)
    login.restart()
    assert panel.set(80)
    assert raw() == raw("max_brightness") * 80 // 100
