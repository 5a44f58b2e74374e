"""Calls that are too large are refused before the loop has any work with them."""

import pytest
from gi.repository import GLib

from support import BACKLIGHT, CURVE, DISPLAY, ERROR, INVALID_ARGUMENTS, MANAGER, PROFILES, ROOT, display_path
from support.names import PROPERTIES
from support.looking import look_until
from support.processes import loop_time, resident_memory

LIMITS_EXCEEDED = "org.freedesktop.DBus.Error.LimitsExceeded"
UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"

#: Of the processor's time, seconds: so long the loop may be busy with one call.
LONGEST = 0.05


@pytest.fixture
def service(lightend, client):
    """A service with a monitor."""
    service = lightend("--simulate=1")
    client.wait_for_displays()
    return service


def levels(count: int) -> dict:
    """Levels for many displays that are not there, and for one that is."""
    return {display_path(number): 30 for number in range(count)}


def nested(depth: int) -> GLib.Variant:
    value = GLib.Variant("s", "x" * 100)
    for _ in range(depth):
        value = GLib.Variant("v", value)
    return value


CALLS = [
    ("levels", MANAGER, "SetAll", "(a{ou})", lambda: levels(400_000)),
    ("selector", MANAGER, "Resolve", "(s)", lambda: "x" * 1_000_000),
    ("mode", BACKLIGHT, "SetAuto", "(s)", lambda: "x" * 1_000_000),
    ("profile", PROFILES, "Apply", "(s)", lambda: "x" * 1_000_000),
    ("property", PROPERTIES, "GetAll", "(s)", lambda: "x" * 1_000_000),
    ("no such method", MANAGER, "Nothing", "(as)", lambda: ["x"] * 100_000),
    ("no such interface", "com.example.Nothing", "Nothing", "(ay)", lambda: bytes(2_000_000)),
]


@pytest.mark.parametrize("interface, method, signature, make", [c[1:] for c in CALLS], ids=[c[0] for c in CALLS])
def test_a_call_that_is_too_large(service, client, interface, method, signature, make):
    argument = make()
    client.settle()
    before = loop_time(service.process_id)
    call = client.start_call(ROOT, interface, method, signature, argument)
    assert call.wait_for_error() == LIMITS_EXCEEDED
    assert loop_time(service.process_id) - before < LONGEST
    assert len(call.failure.message) < 200
    assert client.display(0).set(33)


def test_a_property_that_is_too_large(service, client):
    value = GLib.Variant("as", ["x" * 100] * 20_000)
    before = loop_time(service.process_id)
    call = client.start_call(display_path(0), PROPERTIES, "Set", "(ssv)", BACKLIGHT, "Brightness", value)
    assert call.wait_for_error() == LIMITS_EXCEEDED
    assert loop_time(service.process_id) - before < LONGEST


def test_nobody_waits_behind_it(service, client):
    large = client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", levels(100_000))
    small = client.display(0).start_set(61)
    assert large.wait_for_error() == LIMITS_EXCEEDED
    assert small.wait() is True


def test_the_memory_is_given_back(environment, lightend, client):
    # Until 2.76, GLib keeps for itself what it allocates for small objects.
    environment["G_SLICE"] = "always-malloc"
    service = lightend("--simulate=1")
    client.wait_for_displays()
    before = resident_memory(service.process_id)
    call = client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", levels(400_000))
    assert call.wait_for_error() == LIMITS_EXCEEDED
    # Such a call takes some 200 MB for the moment.
    look_until(
        lambda: resident_memory(service.process_id) < before + 50_000_000,
        lambda: f"{resident_memory(service.process_id)} bytes, before {before}",
    )


def test_what_is_just_small_enough(service, client):
    failures = client.manager("SetAll", "(a{ou})", levels(1_000))
    assert len(failures) == 999
    assert client.display(0).brightness() == 30
    assert client.start_call(ROOT, MANAGER, "SetAll", "(a{ou})", levels(1_001)).wait_for_error() == LIMITS_EXCEEDED
    call = client.start_call(ROOT, MANAGER, "Resolve", "(s)", "x" * 16_384)
    assert call.wait_for_error() == ERROR + "NoSuchDisplay"
    # What was asked is repeated in part only.
    assert "x" * 79 + "…" in call.failure.message
    assert len(call.failure.message) < 400
    assert client.start_call(ROOT, MANAGER, "Resolve", "(s)", "x" * 16_385).wait_for_error() == LIMITS_EXCEEDED
    call = client.start_call(ROOT, MANAGER, "Nothing", "(v)", nested(40))
    assert call.wait_for_error() == UNKNOWN_METHOD


@pytest.mark.parametrize("count, error", [(10_001, INVALID_ARGUMENTS), (40_000, LIMITS_EXCEEDED)])
def test_too_many_lights(service, client, count, error):
    assert client.start_call(display_path(0), CURVE, "Evaluate", "(ad)", [1.0] * count).wait_for_error() == error


def test_many_lights(service, client):
    assert client.call(display_path(0), CURVE, "Evaluate", "(ad)", [1.0] * 10_000) == [-1] * 10_000


def test_a_long_path(service, client):
    path = f"{ROOT}/{'x' * 100_000}"
    assert client.start_call(path, PROPERTIES, "GetAll", "(s)", DISPLAY).wait_for_error() == LIMITS_EXCEEDED


def test_what_nobody_waits_for_is_dropped(service, client):
    """A call that expects no answer gets none, however wrong it is."""
    for path, selector in [(ROOT, "x" * 50_000), (f"{ROOT}/nothing", "x")]:
        client.send(path, MANAGER, "Resolve", "(s)", selector)
    client.settle()
    assert client.display(0).set(35)
