"""Monitors are listed with what their EDID and sysfs say."""

import re

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, CURVE, DISPLAY, MANAGER, ROOT, VCP, contract, display_path
from support.names import INTROSPECTABLE, PEER, PROPERTIES


def test_two_monitors_are_listed_with_their_identity(desk, lightend, client):
    desk.plug("DP-2", Monitor(EDID("DEL", 0xA0C7, 5, name="DELL U2720Q", serial_text="7F2KQ13"), brightness=30))
    desk.plug("HDMI-A-1", Monitor(EDID("XYZ", 0x0012, 4711, name="Third"), brightness=60, maximum=200))
    lightend()
    objects = client.objects()
    assert set(objects) == {display_path(0), display_path(1)}
    dell, third = objects[display_path(0)], objects[display_path(1)]
    assert set(dell) == set(third) == {DISPLAY, BACKLIGHT, CURVE, VCP}
    assert dell[DISPLAY] == {
        "Name": "Dell U2720Q",
        "Alias": "",
        "Manufacturer": "Dell",
        "Model": "U2720Q",
        "Serial": "7F2KQ13",
        "Id": "DEL-A0C7-7F2KQ13",
        "Connector": "DP-2",
        "Kind": "ddc",
        "Internal": False,
        "SysPath": desk.connectors["DP-2"].path,
        "State": "ready",
        "Reason": "",
        "Writes": 0,
    }
    assert third[DISPLAY]["Name"] == "XYZ Third"
    assert third[DISPLAY]["Serial"] == "4711"
    assert third[DISPLAY]["Id"] == "XYZ-0012-4711"
    assert third[DISPLAY]["Connector"] == "HDMI-A-1"
    assert dell[BACKLIGHT] == {
        "Brightness": 30,
        "RawBrightness": 30,
        "RawMaximum": 100,
        "Minimum": 0,
        "Maximum": 100,
        "Auto": False,
        "Baseline": 0,
    }
    assert (third[BACKLIGHT]["Brightness"], third[BACKLIGHT]["RawBrightness"]) == (30, 60)
    assert third[BACKLIGHT]["RawMaximum"] == 200
    assert dell[VCP] == {}


def test_eight_monitors_are_numbered_by_connector(desk, lightend, client):
    connectors = [f"DP-{number}" for number in range(1, 7)] + ["HDMI-A-1", "HDMI-A-2"]
    for number, connector in enumerate(reversed(connectors)):
        desk.plug(connector, Monitor(EDID(serial=70 + number), brightness=10 + number))
    lightend()
    objects = client.objects()
    found = {path: (o[DISPLAY]["Connector"], o[DISPLAY]["State"]) for path, o in objects.items()}
    assert found == {display_path(n): (connector, "ready") for n, connector in enumerate(connectors)}
    assert client.read("Displays") == [display_path(n) for n in range(8)]
    assert [client.display(n).read("Serial") for n in range(8)] == [str(77 - n) for n in range(8)]
    assert [client.display(n).brightness() for n in range(8)] == [17 - n for n in range(8)]


def test_no_monitor_is_an_empty_list(lightend, client):
    lightend()
    assert client.objects() == {}
    assert client.read("Displays") == []
    assert client.backlight("GetBrightness") == -1
    assert client.backlight("SetBrightness", "(u)", 50) is False
    assert client.manager("SetAll", "(a{ou})", {}) == {}


def test_the_version_is_the_programs(lightend, client):
    lightend()
    assert re.fullmatch(r"\d+\.\d+\.\d+", client.read("Version"))


def test_interfaces_added_carries_the_final_properties(desk, lightend, client):
    monitor = Monitor(EDID(serial=9), brightness=42)
    lightend()
    client.wait_for_displays()
    desk.plug("DP-1", monitor)
    announced = client.wait_for_added(display_path(0))
    # One announcement with everything, and who hears it may call.
    assert announced == client.objects()[display_path(0)]
    assert announced[DISPLAY]["State"] == "ready"
    assert announced[BACKLIGHT]["Brightness"] == 42
    assert client.display(0).set(43)
    monitor.wait_for_value(43)
    client.settle()
    assert len(client.heard("InterfacesAdded")) == 1


def test_the_list_of_displays_is_announced(desk, lightend, client):
    lightend()
    client.wait_for_displays()
    desk.plug("DP-1")
    client.wait_for_added(display_path(0))
    desk.unplug("DP-1")
    client.wait_for_removed(display_path(0))
    client.settle()
    changes = [s.arguments for s in client.heard("PropertiesChanged", ROOT)]
    assert changes == [(MANAGER, {"Displays": [display_path(0)]}, []), (MANAGER, {"Displays": []}, [])]


def introspect(client, path: str) -> str:
    return client.call(path, INTROSPECTABLE, "Introspect")


def without_standard_interfaces(found: dict) -> dict:
    return {name: members for name, members in found.items() if name not in (INTROSPECTABLE, PEER, PROPERTIES)}


def test_introspection_of_the_service_is_the_contract(desk, lightend, client):
    desk.plug("DP-1")
    lightend()
    client.wait_for_displays()
    xml = introspect(client, ROOT)
    assert without_standard_interfaces(contract.members(xml)) == contract.interfaces("service.xml")
    assert contract.children(xml) == ["displays"]


def test_introspection_of_a_display_is_the_contract(desk, lightend, client):
    desk.plug("DP-1")
    lightend()
    client.wait_for_displays()
    found = contract.members(introspect(client, display_path(0)))
    assert without_standard_interfaces(found) == contract.interfaces("display.xml")
    assert contract.children(introspect(client, f"{ROOT}/displays")) == ["0"]


def test_introspection_with_simulated_displays_is_the_contract(lightend, client):
    lightend("--simulate=1")
    client.wait_for_displays()
    expected = contract.interfaces("service.xml") | contract.interfaces("simulator.xml")
    assert without_standard_interfaces(contract.members(introspect(client, ROOT))) == expected
    found = contract.members(introspect(client, display_path(0)))
    assert without_standard_interfaces(found) == contract.interfaces("display.xml")


@pytest.mark.parametrize("arguments", [[], ["--simulate=1"]], ids=["emulated", "simulated"])
def test_properties_have_the_types_of_the_contract(desk, lightend, client, arguments):
    desk.plug("DP-1")
    lightend(*arguments)
    client.wait_for_displays()
    for path, file in [(ROOT, "service.xml"), (display_path(0), "display.xml")]:
        for interface, members in contract.interfaces(file).items():
            types = dict(m.split()[1:3] for m in members if m.startswith("property "))
            reply = client.call_variant(path, PROPERTIES, "GetAll", "(s)", interface)
            values = reply.get_child_value(0)
            found = {}
            for index in range(values.n_children()):
                entry = values.get_child_value(index)
                name = entry.get_child_value(0).get_string()
                found[name] = entry.get_child_value(1).get_variant().get_type_string()
            assert found == types


def test_what_is_asked_at_once_is_answered_after_the_first_look(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID(serial=3), brightness=35))
    lightend()
    # Nothing waits here for the monitors to be found.
    calls = [
        client.start_call(ROOT, BACKLIGHT, "GetBrightness"),
        client.start_call(ROOT, MANAGER, "Resolve", "(s)", "dp-1"),
        client.start_call(ROOT, BACKLIGHT, "SetBrightness", "(u)", 36),
    ]
    assert [call.wait() for call in calls] == [35, display_path(0), True]


@pytest.mark.parametrize(
    "damaged",
    [b"", EDID(serial=4).truncated(), EDID(serial=4).with_broken_header()],
    ids=["none", "truncated", "header"],
)
def test_a_monitor_without_a_usable_edid_is_its_connector(desk, lightend, client, damaged):
    desk.plug("DP-1", Monitor(damaged))
    lightend()
    display = client.objects()[display_path(0)][DISPLAY]
    assert (display["Id"], display["Connector"]) == ("connector-DP-1", "DP-1")
    assert (display["Manufacturer"], display["Model"], display["Serial"]) == ("", "", "")
    assert display["Name"] != ""


def test_an_edid_with_a_wrong_checksum_still_identifies(desk, lightend, client):
    desk.plug("DP-1", Monitor(EDID("DEL", 0xA0C7, 8, name="DELL U2720Q").with_broken_checksum()))
    lightend()
    display = client.objects()[display_path(0)][DISPLAY]
    assert (display["Id"], display["Model"]) == ("DEL-A0C7-8", "U2720Q")


def test_two_cards_with_one_connector_name(desk, lightend, client):
    desk.add_card("amdgpu")
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    lightend()
    assert client.objects()[display_path(0)][DISPLAY]["Connector"] == "DP-1"
    desk.plug("card1-DP-1", Monitor(EDID(serial=2)))
    announced = client.wait_for_added(display_path(1))
    assert announced[DISPLAY]["Connector"] == "card1-DP-1"
    # The first one's name needs its card from now on, and everybody is told.
    client.display(0).wait_for_property("Connector", "card0-DP-1")
    assert "card0-DP-1" in client.display(0).property_changes("Connector")
    assert client.manager("Resolve", "(s)", "card1-DP-1") == display_path(1)
