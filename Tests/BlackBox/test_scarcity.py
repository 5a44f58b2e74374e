"""A machine that has no processes, threads or descriptors left for a while."""

import os
import resource
import signal
from pathlib import Path

import pytest

from emulator import CONTRAST, EDID, Monitor
from support import BACKLIGHT, DISPLAY, ERROR, VCP, display_path, processes
from support.names import MANAGER, ROOT
from support.pending_call import LONGEST
from support.service import Service

#: What the system says when it has none left (EAGAIN).
NONE_LEFT = "Resource temporarily unavailable"


def test_no_process_for_a_worker_at_the_start(desk, lightend, client):
    monitor = desk.plug("DP-1", Monitor(EDID(serial=1)))
    with desk.lacking("processes"):
        lightend()
        display = client.objects()[display_path(0)][DISPLAY]
        assert display["State"] in ("probing", "unresponsive")
        client.display(0).wait_for_property("State", "unresponsive")
        assert NONE_LEFT in client.display(0).reason
        assert "einstall" not in client.display(0).reason
    client.wait_for_added(display_path(0), BACKLIGHT)
    client.display(0).wait_for_property("State", "ready")
    assert "unsupported" not in client.display(0).property_changes("State")
    assert client.display(0).set(20)
    assert monitor.brightness == 20


@pytest.fixture
def one(desk, lightend, client):
    """The service with a monitor on DP-1."""
    desk.plug("DP-1", Monitor(EDID(serial=1)))
    service = lightend()
    client.wait_for_displays()
    return service


def assert_kept_until_it_is_over(desk, client, scarcity) -> None:
    """A call is answered with the true reason while there is nothing left, and done afterwards."""
    with scarcity:
        calls = [client.display(0).start_set(30), client.display(0).start_call(VCP, "Get", "(y)", CONTRAST)]
        for call in calls:
            assert call.wait_for_error() == ERROR + "Unresponsive"
            assert call.seconds < LONGEST
            assert "Cannot start lighten-ddc at the moment" in call.failure.message
        assert client.display(0).state == "unresponsive"
    desk.monitor("DP-1").wait_for_value(30)
    client.display(0).wait_for_property("State", "ready")
    assert "unsupported" not in client.display(0).property_changes("State")
    assert client.heard("InterfacesRemoved") == []


class Killed:
    """Kills the worker of a service whenever the machine begins to lack something."""

    def __init__(self, service, lack):
        self._service = service
        self._lack = lack

    def __enter__(self):
        self._lack.__enter__()
        [worker] = self._service.workers().values()
        os.kill(worker, signal.SIGKILL)
        processes.wait_until_ended(worker)

    def __exit__(self, *exception):
        self._lack.__exit__(*exception)


class NoDescriptors:
    """A process may open no more descriptors than it has, nor use those of its newest socket again.

    That socket is the worker's. The limit is no lower: poll(2) refuses more descriptors than the limit.
    """

    def __init__(self, process_id):
        self._process_id = process_id

    def __enter__(self):
        self._before = resource.prlimit(self._process_id, resource.RLIMIT_NOFILE)
        used = processes.descriptors(self._process_id)
        newest = max(number for number, target in used.items() if target.startswith("socket:"))
        limit = min(newest, *(number for number in range(len(used) + 1) if number not in used))
        resource.prlimit(self._process_id, resource.RLIMIT_NOFILE, (limit, self._before[1]))

    def __exit__(self, *exception):
        resource.prlimit(self._process_id, resource.RLIMIT_NOFILE, self._before)


def test_no_process_for_the_next_worker(desk, one, client):
    assert_kept_until_it_is_over(desk, client, Killed(one, desk.lacking("processes")))


def test_no_descriptors_for_the_next_worker(desk, one, client):
    assert_kept_until_it_is_over(desk, client, Killed(one, NoDescriptors(one.process_id)))


def test_no_descriptors_for_a_look_at_the_monitors(desk, one, client):
    with NoDescriptors(one.process_id):
        desk.plug("DP-2", Monitor(EDID(serial=2)))
        refresh = client.start_call(ROOT, MANAGER, "Refresh")
        one.wait_for_log("no descriptors left")
    refresh.wait()
    client.wait_for_added(display_path(1), BACKLIGHT)
    assert client.heard("InterfacesRemoved") == []


def test_a_moment_without_processes_is_not_noticed(desk, one, client):
    with Killed(one, desk.lacking("processes")):
        call = client.display(0).start_set(31)
        one.wait_for_log("cannot start a worker")
    assert call.wait() is True
    assert desk.monitor("DP-1").brightness == 31
    assert client.display(0).property_changes("State") == []


def test_no_threads_while_the_service_runs(desk, one, client, config, lightend, environment):
    config.write("")
    client.wait_for_displays()
    with desk.lacking("threads"):
        monitor = desk.plug("DP-2", Monitor(EDID(serial=2)))
        client.wait_for_added(display_path(1), BACKLIGHT)
        assert client.display(1).set(20)
        assert monitor.brightness == 20
        config.write("[display DP-2]\nalias = side\n")
        client.display(1).wait_for_property("Alias", "side")
        client.manager("Refresh")
        one.stop()
    state = Path(environment["XDG_STATE_HOME"]) / "lighten/displays"
    assert "20" in state.read_text()
    lightend()
    client.wait_for_displays()
    assert client.display(1).brightness() == 20


def test_no_threads_at_the_start(desk, environment, tmp_path, bus):
    with desk.lacking("threads"):
        service = Service([], environment, tmp_path / "log")
        assert service.wait_for_end() == 1
    assert "no thread can be started" in service.log
    assert NONE_LEFT in service.log
