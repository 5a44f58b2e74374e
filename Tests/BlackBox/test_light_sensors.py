"""Light sensors: HID and iio-sensor-proxy."""

import pytest

from emulator import EDID, Monitor
from support import BACKLIGHT, ROOT, MockSensorProxy

HURRY = "--hurry=10"
SENSOR_CONFIG = "[sensor]\nvendor_id=239a\nproduct_id=0x8111\n"


@pytest.fixture
def hid(desk, config):
    """A sensor that the config names."""
    config.write(SENSOR_CONFIG)
    sensor = desk.add_hidraw(vendor=0x239A, product=0x8111)
    sensor.set_report(b"\x0042")
    return sensor


@pytest.fixture
def following(desk, lightend, client):
    """A monitor with automatic brightness."""

    def start():
        monitor = desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
        service = lightend(HURRY)
        client.wait_for_displays()
        assert client.display(0).set_auto("on") is True
        return service, monitor

    return start


def wait_for_level(client, level: float) -> None:
    if client.read_sensor("LightLevel") != level:
        client.wait_for_signal("LightLevelChanged", ROOT, lambda signal: signal.arguments == (level,))


def wait_for_sensor(client, available: bool) -> None:
    since = len(client.signals)
    if client.read_sensor("Available") is not available:
        client.wait_for_signal(
            "PropertiesChanged", ROOT, lambda s: s.arguments[1].get("Available") is available, since=since
        )


# HID.


def test_a_hid_sensor(hid, lightend, client):
    lightend(HURRY)
    wait_for_sensor(client, True)
    assert client.measure() == 42
    assert client.read_sensor("Source") == "hid 239a:8111"
    assert client.read_sensor("Unit") == "raw"


@pytest.mark.parametrize("report, level", [(b"\x007", 7), (b"\x0012.6\r\n", 13), (b"\x00 99\0\0\0", 99), (b"\x000", 0)])
def test_reports(hid, lightend, client, report, level):
    hid.set_report(report)
    lightend(HURRY)
    wait_for_sensor(client, True)
    assert client.measure() == level


@pytest.mark.parametrize(
    "report, sentence",
    [
        (b"\x00-1", "no light sensor on it (-1)"),
        (b"\x00-2", "data is invalid (-2)"),
        (b"\x00bright", "sends no light level"),
        (b"\x00-17", "sends no light level"),
        (b"\x001e99", "sends no light level"),
        (b"\x001e2", "sends no light level"),
        (b"\x000x10", "sends no light level"),
        (b"\x00nan", "sends no light level"),
        (b"\x00\xff\xfe\xfd", "sends no light level"),
        (b"\x00", "sends no light level"),
    ],
)
def test_rubbish(hid, following, client, report, sentence):
    service, monitor = following()
    wait_for_level(client, 42.0)
    monitor.forget_records()
    hid.set_report(report)
    service.wait_for_log(sentence)
    wait_for_sensor(client, False)
    assert client.measure() == -1
    assert client.display(0).brightness() == 50 and monitor.written() == []
    # It is asked again later and later, and used when it is well again.
    hid.set_report(b"\x0033")
    wait_for_sensor(client, True)
    wait_for_level(client, 33.0)


def test_it_is_read_only_while_it_is_needed(hid, following, client):
    following()
    wait_for_level(client, 42.0)
    assert client.display(0).set_auto("off") is False
    hid.set_report(b"\x0050")
    reads = hid.reads[0]
    client.settle()
    # A reading that was under way may still end; a second one would be a fault.
    assert hid.reads[0] <= reads + 1
    assert client.read_sensor("LightLevel") == 42.0
    assert client.display(0).set_auto("on") is True
    wait_for_level(client, 50.0)


def test_it_is_plugged_in_later_and_comes_back(desk, config, following, client):
    config.write(SENSOR_CONFIG)
    service, _ = following()
    service.wait_for_log("hid 239a:8111 is not plugged in")
    assert client.measure() == -1
    for level in (10, 20):
        sensor = desk.add_hidraw(vendor=0x239A, product=0x8111)
        sensor.set_report(b"\x00%d" % level)
        wait_for_sensor(client, True)
        wait_for_level(client, float(level))
        desk.remove_hidraw(sensor)
        wait_for_sensor(client, False)
        assert client.read_sensor("LightLevel") == -1


def test_two_that_match(desk, hid, lightend, client):
    second = desk.add_hidraw(vendor=0x239A, product=0x8111)
    second.set_report(b"\x0077")
    service = lightend(HURRY)
    wait_for_sensor(client, True)
    assert client.measure() == 42
    service.wait_for_log("/dev/hidraw0, /dev/hidraw1; /dev/hidraw0 is used")
    desk.remove_hidraw(hid)
    service.wait_for_log("is /dev/hidraw1")
    assert client.measure() == 77


def test_a_sensor_that_hangs(desk, hid, following, client):
    service, monitor = following()
    wait_for_level(client, 42.0)
    monitor.forget_records()
    desk.freeze(hid)
    desk.wait_until_frozen(hid)
    service.wait_for_log("The light sensor at /dev/hidraw0 does not answer.")
    wait_for_sensor(client, False)
    # Nobody waits for it but itself.
    assert client.measure() == -1
    assert client.display(0).set(61)
    hid.set_report(b"\x0033")
    desk.thaw(hid)
    wait_for_sensor(client, True)
    wait_for_level(client, 33.0)
    assert monitor.written() == [61]


def test_the_end_while_a_sensor_hangs(desk, hid, following):
    service, _ = following()
    desk.freeze(hid)
    desk.wait_until_frozen(hid)
    service.stop()


def test_unplugged_in_the_middle_of_a_reading(desk, hid, following, client):
    service, _ = following()
    wait_for_level(client, 42.0)
    desk.freeze(hid)
    desk.wait_until_frozen(hid)
    desk.remove_hidraw(hid)
    wait_for_sensor(client, False)
    again = desk.add_hidraw(vendor=0x239A, product=0x8111)
    again.set_report(b"\x0017")
    wait_for_sensor(client, True)
    wait_for_level(client, 17.0)


def test_others_are_left_alone(desk, config, lightend, client):
    keyboard = desk.add_hidraw(vendor=0x239A, product=0x0001)
    config.write(SENSOR_CONFIG)
    service = lightend(HURRY)
    service.wait_for_log("is not plugged in")
    assert client.measure() == -1
    assert keyboard.reads == {}


def test_another_sensor_in_the_config(desk, hid, config, lightend, client):
    other = desk.add_hidraw(vendor=0x04D8, product=0xF2E1)
    other.set_report(b"\x0011")
    lightend(HURRY)
    wait_for_sensor(client, True)
    assert client.measure() == 42
    config.write("[sensor]\nvendor_id=04d8\nproduct_id=f2e1\n")
    client.wait_for_signal(
        "PropertiesChanged", ROOT, lambda s: s.arguments[1].get("Source") == "hid 04d8:f2e1" and s.arguments[1]["Available"]
    )
    assert client.measure() == 11


def test_a_failure_is_forgotten_by_the_next_question(hid, following, client):
    hid.set_report(b"\x00-2")
    service, _ = following()
    service.wait_for_log("data is invalid")
    assert client.display(0).set_auto("off") is False
    hid.set_report(b"\x0042")
    assert client.measure() == 42


# iio-sensor-proxy.


@pytest.fixture
def proxy(system_bus):
    with MockSensorProxy(system_bus.address) as proxy:
        yield proxy


def test_the_proxy_is_claimed_while_it_is_needed(proxy, following, client):
    following()
    proxy.wait_for_owners(1)
    wait_for_level(client, 100.0)
    assert (client.read_sensor("Source"), client.read_sensor("Unit")) == ("iio-sensor-proxy", "lux")
    proxy.shine(250.5)
    wait_for_level(client, 250.5)
    assert client.display(0).set_auto("off") is False
    proxy.wait_for_owners(0)
    assert client.display(0).set_auto("on") is True
    proxy.wait_for_owners(1)


def test_one_question_is_one_measurement(proxy, lightend, client):
    lightend(HURRY)
    wait_for_sensor(client, True)
    assert proxy.owners() == []
    proxy.shine(33)
    assert client.measure() == 33
    proxy.wait_for_owners(0)


def test_a_question_that_starts_the_service(proxy, lightend, client):
    proxy.shine(44)
    lightend(HURRY)
    # The sensor is not found yet.
    assert client.measure() == 44


def test_a_question_that_starts_the_service_with_a_hid_sensor(hid, lightend, client):
    lightend(HURRY)
    assert client.measure() == 42


def test_its_unit(system_bus, lightend, client):
    with MockSensorProxy(system_bus.address, light_level_unit="vendor", light_level=7.0):
        lightend(HURRY)
        wait_for_sensor(client, True)
        assert client.measure() == 7
        assert client.read_sensor("Unit") == "raw"


def test_a_proxy_without_light(system_bus, lightend, client):
    with MockSensorProxy(system_bus.address, has_ambient_light=False) as proxy:
        service = lightend(HURRY)
        service.wait_for_log("There is no light sensor")
        assert client.measure() == -1
        assert client.read_sensor("Available") is False
        assert proxy.owners() == []


def test_the_proxy_is_started_anew(system_bus, following, client):
    with MockSensorProxy(system_bus.address) as proxy:
        following()
        wait_for_level(client, 100.0)
        proxy.close()
        wait_for_sensor(client, False)
        assert client.measure() == -1
    with MockSensorProxy(system_bus.address, light_level=55.0) as proxy:
        wait_for_sensor(client, True)
        proxy.wait_for_owners(1)
        wait_for_level(client, 55.0)


@pytest.mark.parametrize("level", [float("nan"), -5.0, 1e300])
def test_rubbish_from_the_proxy(proxy, following, client, level):
    service, monitor = following()
    wait_for_level(client, 100.0)
    monitor.forget_records()
    proxy.shine(level)
    service.wait_for_log("that is left aside")
    assert client.read_sensor("LightLevel") == 100.0
    proxy.shine(120)
    wait_for_level(client, 120.0)
    assert monitor.written() == []


def test_the_proxy_rests_while_all_monitors_are_asleep(desk, proxy, following, client):
    _, monitor = following()
    proxy.wait_for_owners(1)
    desk.connectors["DP-1"].set_dpms("Off")
    monitor.fail(asleep=True)
    client.manager("Refresh")
    client.display(0).wait_for_property("State", "asleep")
    proxy.wait_for_owners(0)
    monitor.heal()
    desk.connectors["DP-1"].set_dpms("On")
    desk.send_hotplugs()
    proxy.wait_for_owners(1)


def test_a_proxy_that_refuses_is_asked_again(proxy, following, client):
    # As for a session that is not active yet.
    proxy.answer_claims("raise dbus.exceptions.DBusException('not active', name='org.freedesktop.DBus.Error.AccessDenied')")
    service, _ = following()
    service.wait_for_log("does not measure for this session: not active")
    assert client.measure() == -1
    proxy.answer_claims("")
    wait_for_level(client, 100.0)
    assert client.read_sensor("Available") is True


def test_a_curve_for_each_unit(system_bus, hid, config, lightend, client, desk):
    desk.plug("DP-1", Monitor(EDID(serial=1), brightness=50))
    with MockSensorProxy(system_bus.address):
        lightend(HURRY)
        client.wait_for_displays()
        display = client.display(0)
        wait_for_sensor(client, True)
        assert display.set(20)
        display.wait_for_points([(42.0, 20)])
        config.write("")
        display.wait_for_points([])
        wait_for_sensor(client, True)
        assert client.measure() == 100
        assert display.set(70)
        display.wait_for_points([(100.0, 70)])
        config.write(SENSOR_CONFIG)
        display.wait_for_points([(42.0, 20)])
        wait_for_sensor(client, True)
        assert display.call(BACKLIGHT, "RestoreBrightness") is True
        assert display.brightness() == 20
