# SPDX-License-Identifier: MIT
"""Monitors with faults: every call is answered, and the service recovers by itself."""

import pytest

from support import BACKLIGHT, ERROR, VCP, BusFailure

#: All that a monitor can do wrong, as the card knows it.
MODES = [
    "nak", "nak_all", "nak_read", "null", "badchk", "garbage", "zero", "unsupported", "timeout", "hang",
    "eio", "ebusy", "stale", "ignore_set", "badedid",
]  # fmt: skip
#: The modes that can be an answer: the monitor does not have the feature.
ANSWERS = ["null", "zero", "unsupported"]


def fail(monitor, mode: str) -> None:
    """Lets a monitor do everything wrong; a transfer that does not end does so until `recover`."""
    if mode in ("hang", "timeout"):
        monitor.hang()
    if mode != "hang":
        monitor.fail(mode)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("connector", ["HDMI-A-1", pytest.param("DP-1", marks=pytest.mark.thorough)])
def test_a_monitor_works_again_after_a_fault(card, lightend, client, mode, connector):
    monitor = card[connector]
    monitor.plug()
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert display.set(40)

    fail(monitor, mode)
    calls = [display.start_set(70), display.start_call(VCP, "Get", "(y)", 0x12)]
    for call in calls:
        try:
            call.wait()
        except BusFailure as failure:
            expected = ["Unresponsive", "Unsupported"] if mode in ANSWERS else ["Unresponsive"]
            assert failure.name.removeprefix(ERROR) in expected
    monitor.recover()

    display.wait_for_property("State", "ready")
    display.wait_for_interface(BACKLIGHT)
    assert display.set(55)
    monitor.wait_for_brightness(55)
    assert display.brightness() == 55


@pytest.mark.thorough
@pytest.mark.parametrize("mode", MODES)
def test_a_monitor_that_begins_with_a_fault_works_after_it(card, lightend, client, mode):
    monitor = card["HDMI-A-1"]
    monitor.plug()
    fail(monitor, mode)
    lightend()
    client.wait_for_displays()
    display = client.display(0)
    assert (display.state == "unsupported") == (mode == "unsupported"), display.reason
    monitor.recover()
    if mode == "unsupported":
        # The monitor has said that it has no brightness. The service believes an answer, and asks again
        # after an event.
        monitor.unplug()
        client.wait_for_removed(display.path)
        client.forget_signals()
        monitor.plug()
        client.wait_for_added(display.path)
    display.wait_for_property("State", "ready")
    display.wait_for_interface(BACKLIGHT)
    assert display.set(55)
    monitor.wait_for_brightness(55)
