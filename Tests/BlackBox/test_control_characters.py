"""Names and messages with characters that steer a terminal."""

import json
import unicodedata

import pytest
from gi.repository import GLib

from emulator import EDID, Monitor
from support import DISPLAY, NAME, ROOT
from support.looking import look_until

#: C0, C1 and an override of the direction; each would change what a terminal shows.
EVIL = "\x1b[31mRed\x9b2J\u202e\x7f\u2028"


def is_clean(text: str) -> bool:
    """Whether a text has no character that a terminal would not just show; lines may end."""
    return all(
        character in "\n" or (unicodedata.category(character) not in ("Cc", "Zl", "Zp") and character not in "\u202e")
        for character in text
    )


@pytest.fixture
def hook(config, tmp_path):
    """A hook that shows all its variables; returns the file that it writes."""
    shown = tmp_path / "variables"
    folder = config.path.parent / "hooks.d"
    folder.mkdir(parents=True)
    hook = folder / "show"
    hook.write_text(f'#!/bin/sh\nenv -0 | grep -z ^LIGHTEN_ >"{shown}.new"; mv "{shown}.new" "{shown}"\n')
    hook.chmod(0o755)
    return shown


def test_a_simulated_monitor(hook, lightend, client, lighten):
    service = lightend("--simulate=0")
    description = {"Model": EVIL, "Serial": EVIL, "Connector": EVIL}
    path = client.call(
        ROOT, f"{NAME}.Simulator", "Plug", "(a{sv})", {key: GLib.Variant("s", text) for key, text in description.items()}
    )
    properties = client.objects()[path][DISPLAY]
    assert "Red" in properties["Name"]
    assert all(is_clean(value) for value in properties.values() if isinstance(value, str))
    for arguments in (["list"], ["status"], ["get"], ["doctor"], ["vcp", "capabilities"], ["list", "-d", EVIL]):
        result = lighten.run(*arguments)
        assert is_clean(result.output) and is_clean(result.errors), arguments
    assert json.loads(lighten.output("list", "--json"))[0]["model"] == properties["Model"]
    look_until(hook.exists)
    assert "Red" in hook.read_text() and is_clean(hook.read_text().replace("\0", "\n"))
    assert is_clean(service.log)


def test_the_config(config, desk, lightend, client, lighten):
    config.write(f"[display DP-1]\nalias = {EVIL.strip()}\n")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    assert "Red" in client.display(0).read("Alias") and is_clean(client.display(0).read("Alias"))
    assert is_clean(lighten.output("list"))
    config.write(f"[display DP-1]\n{EVIL} = 1\n[{EVIL}]\n")
    service.wait_for_log("Red", 2)
    assert is_clean(service.log)
    assert is_clean(lighten.run("doctor").output)


def test_an_edid_and_capabilities(desk, lightend, client, lighten):
    monitor = Monitor(EDID(serial=1, name="\x1b[31mRed\x7f", serial_text="\x07\x7f1"))
    monitor.capabilities = b"(prot(monitor)type(lcd)model(\x1b[31mRed)vcp(10)mccs_ver(2.2))"
    desk.plug("DP-1", monitor)
    service = lightend()
    client.wait_for_displays()
    assert all(is_clean(value) for value in client.objects()[client.display(0).path][DISPLAY].values() if isinstance(value, str))
    for arguments in (["list"], ["vcp", "capabilities"], ["vcp", "list"], ["vcp", "list", "--json"]):
        output = lighten.output(*arguments)
        assert "Red" in output or arguments == ["vcp", "list"]
        assert is_clean(output), arguments
    assert is_clean(service.log)
