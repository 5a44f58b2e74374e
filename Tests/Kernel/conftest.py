# SPDX-License-Identifier: MIT
"""What the tests in the guest share."""

import signal
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "BlackBox"))

from machine import TESTER, Card, Login  # noqa: E402
from support import Client, PrivateBus, Service  # noqa: E402

#: Seconds that a test may take, which a test that works never needs.
_LIMIT = 300
#: The guest is that much slower than a computer; see lightend(8).
_TIME_SCALE = 0.25


def pytest_configure(config):
    """Describes the marker that keeps a test out of the usual run."""
    config.addinivalue_line("markers", "thorough: only with “contrib/test --kernel --all”")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    """Ends a test that hangs."""

    def end(*_):
        raise TimeoutError(f"the test did not end within {_LIMIT} s")

    signal.signal(signal.SIGALRM, end)
    signal.alarm(_LIMIT)
    yield
    signal.alarm(0)


@pytest.fixture(scope="session")
def whole_card():
    """The card as it is during all tests."""
    return Card()


@pytest.fixture
def card(whole_card):
    """The virtual card, without a monitor."""
    whole_card.reset()
    return whole_card


@pytest.fixture
def login():
    """The guest's logind."""
    with Login() as login:
        yield login


@pytest.fixture
def bus(tmp_path):
    """A session bus without anybody."""
    tmp_path.parent.parent.chmod(0o755)
    tmp_path.parent.chmod(0o755)
    tmp_path.chmod(0o755)
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def client(bus):
    """A client on the session bus."""
    with Client(bus.address) as client:
        yield client


@pytest.fixture
def environment(bus):
    """The environment of programs in the tester's session."""
    TESTER.make_home()
    return TESTER.environment(bus.address)


@pytest.fixture
def lightend(card, bus, environment, client, tmp_path):
    """Starts lightend in a session, the tester's by default, and waits for its name; what still runs must end well."""
    started = []

    def start(*arguments, person=TESTER) -> Service:
        previous = client.owner
        launcher, *words = person.launcher()
        command = [*words, "/usr/bin/lightend", "--verbose", f"--time-scale={_TIME_SCALE}", *arguments]
        log = tmp_path / f"lightend-{len(started)}.log"
        variables = {**environment, **person.environment(bus.address)}
        started.append(Service(command, variables, log, executable=launcher))
        client.wait_for_service(previous)
        return started[-1]

    yield start
    card.recover()
    try:
        for service in started:
            service.stop_if_running()
    finally:
        for service in started:
            service.kill()
            print(f"lightend {service.process_id}:\n{service.log}")
