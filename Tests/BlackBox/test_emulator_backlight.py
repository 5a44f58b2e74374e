"""Emulated backlights behave as the kernel's."""

import subprocess

WRITE = "import os, sys; file = os.open(sys.argv[1], os.O_WRONLY); os.write(file, sys.argv[2].encode()); os.close(file)"


def write_brightness(desk, name: str, value: str) -> None:
    """Writes as a program does: over what is there, in place."""
    path = f"/sys/class/backlight/{name}/brightness"
    subprocess.run(["python3", "-c", WRITE, path, value], env=desk.environment(), check=True, timeout=30)


def attributes(desk, name: str) -> list:
    """What the attributes of a backlight say."""
    path = desk.tree.path(f"/sys/class/backlight/{name}")
    return [(path / name).read_text() for name in ("brightness", "actual_brightness", "max_brightness", "type")]


def test_a_panel_is_below_its_connector_and_firmware_below_the_card(desk):
    desk.add_panel(brightness=300, maximum=600)
    desk.add_firmware_backlight(brightness=8, maximum=15)
    assert attributes(desk, "intel_backlight") == ["300\n", "300\n", "600\n", "raw\n"]
    assert attributes(desk, "acpi_video0") == ["8\n", "8\n", "15\n", "firmware\n"]
    path = desk.tree.path("/sys/class/backlight")
    assert (path / "intel_backlight").resolve().parent.name == "card0-eDP-1"
    assert (path / "acpi_video0/device").resolve().name == "0000:00:02.0"


def test_keys_change_the_brightness_and_say_so(desk, listener):
    panel = desk.add_panel(brightness=300, maximum=600)
    process = listener()
    panel.hotkey(450)
    assert process.wait_for_line(bool) == "0 change backlight intel_backlight - hotkey"
    assert attributes(desk, "intel_backlight")[:2] == ["450\n", "450\n"]
    assert panel.writes == []


def test_a_program_that_writes_is_noticed(desk, listener):
    panel = desk.add_panel(brightness=300, maximum=600)
    process = listener()
    write_brightness(desk, "intel_backlight", "42")
    panel.wait_for_value(42)
    assert process.wait_for_line(bool) == "0 change backlight intel_backlight - sysfs"
    assert attributes(desk, "intel_backlight")[:2] == ["42", "42\n"]
    assert panel.writes == [42]
