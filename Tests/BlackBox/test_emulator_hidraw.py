"""Emulated HID devices answer the ioctls of hidraw."""

import errno
import subprocess

import pytest

READ_INPUT = """
import fcntl, os
file = os.open("/dev/hidraw0", os.O_RDWR)
try:
    print(fcntl.ioctl(file, 0xC000480A | 8 << 16, bytes([3]) + bytes(7)).hex())
except OSError as error:
    print(-error.errno)
print(fcntl.ioctl(file, 0x80084803, bytes(8)).hex())
"""


@pytest.fixture
def reader(desk):
    """Starts a program that reads input report 3 in 8 bytes, then bus, vendor and product."""
    started = []

    def start() -> subprocess.Popen:
        command = ["python3", "-c", READ_INPUT]
        started.append(subprocess.Popen(command, env=desk.environment(), stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def read_input(reader):
    """What the reader prints."""
    return lambda: reader().communicate(timeout=30)[0].split()


def test_an_input_report(desk, read_input):
    sensor = desk.add_hidraw(vendor=0x04D8, product=0xF2E1)
    sensor.set_report(bytes([3, 0x10, 0x27]))
    assert read_input() == ["0310270000000000", "03000000d804e1f2"]
    assert sensor.reads[3] == 1


def test_a_report_that_there_is_not(desk, read_input):
    desk.add_hidraw()
    assert read_input()[0] == str(-errno.EPIPE)


def test_a_device_that_hangs(desk, reader):
    sensor = desk.add_hidraw()
    sensor.set_report(bytes([3, 1]))
    desk.freeze(sensor)
    process = reader()
    desk.wait_until_frozen(sensor)
    assert process.poll() is None
    desk.thaw(sensor)
    assert process.communicate(timeout=30)[0].split()[0] == "0301000000000000"


def test_unplugged_while_it_hangs(desk, reader):
    sensor = desk.add_hidraw()
    desk.freeze(sensor)
    process = reader()
    desk.wait_until_frozen(sensor)
    desk.remove_hidraw(sensor)
    assert process.communicate(timeout=30)[0].split()[0] == str(-errno.ENODEV)


def test_it_comes_and_goes(desk):
    sensor = desk.add_hidraw(vendor=0x04D8, product=0xF2E1)
    device = desk.tree.path("/sys/class/hidraw/hidraw0/device")
    assert "HID_ID=0003:000004D8:0000F2E1" in (device / "uevent").read_text()
    desk.remove_hidraw(sensor)
    opened = subprocess.run(["cat", "/dev/hidraw0"], env=desk.environment(), capture_output=True, timeout=30)
    assert opened.returncode != 0
    assert not device.exists()
