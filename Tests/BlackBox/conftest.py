"""What the black-box tests share."""

import pytest

from clients import DDCClient, LineProcess, build
from emulator import Desk
from support import Client, Command, ConfigFile, LoginService, MockLogind, PrivateBus, Service


@pytest.fixture
def desk():
    """A desk with one graphics card and no monitor yet."""
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="session")
def client_program(tmp_path_factory):
    """Compiles a client by name, once a session."""
    directory = tmp_path_factory.mktemp("clients")
    return lambda name: build(name, directory)


@pytest.fixture
def ddc_client(desk, client_program):
    """Starts processes with libddcutil at the desk; they end with the test."""
    started = []

    def start():
        started.append(DDCClient([client_program("ddc_client")], desk.environment()))
        return started[-1]

    yield start
    for client in started:
        client.kill()


@pytest.fixture
def listener(desk, client_program):
    """Starts programs that listen to udev with a number of monitors; they end with the test."""
    started = []

    def start(monitors: int = 1) -> LineProcess:
        process = LineProcess([client_program("udev_client"), monitors], desk.environment())
        started.append(process)
        process.wait_for_line(lambda line: line == "ready")
        return process

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def bus(tmp_path):
    """A session bus without anybody."""
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def environment(desk, bus):
    """The environment of programs of the session; there is no system bus."""
    environment = desk.environment()
    environment.pop("XDG_SESSION_ID", None)
    environment["DBUS_SESSION_BUS_ADDRESS"] = bus.address
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={desk.directory}/no-system-bus"
    return environment


@pytest.fixture
def system_bus(environment, tmp_path):
    """A system bus without anybody, which the session's programs find."""
    with PrivateBus(tmp_path, "system") as bus:
        environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
        yield bus


@pytest.fixture
def login(desk, system_bus):
    """A stand-in for logind that sets backlights."""
    with LoginService(system_bus.address, desk.backlights) as login:
        yield login


@pytest.fixture
def logind(system_bus):
    """A logind that says when the computer sleeps."""
    with MockLogind(system_bus.address) as logind:
        yield logind


@pytest.fixture
def config(environment):
    """The session's config file, which is not there yet."""
    return ConfigFile(environment)


@pytest.fixture
def client(bus):
    """A client on the session bus."""
    with Client(bus.address) as client:
        yield client


@pytest.fixture
def lightend(environment, client, tmp_path):
    """Starts lightend and waits for its name; what still runs must end well with the test."""
    started = []

    def start(*arguments, **options) -> Service:
        previous = client.owner
        log = tmp_path / f"lightend-{len(started)}.log"
        started.append(Service(["--verbose", *arguments], environment, log, **options))
        client.wait_for_service(previous)
        return started[-1]

    yield start
    try:
        for service in started:
            service.stop_if_running()
    finally:
        for service in started:
            service.kill()
            print(f"lightend {service.process_id}:\n{service.log}")


@pytest.fixture
def lighten(environment):
    """Runs `lighten` in the session."""
    return Command(environment)


@pytest.fixture
def room(lightend, client):
    """Two simulated monitors in a room with a simulated sensor, where three seconds are short."""
    service = lightend("--simulate=2", "--hurry=20")
    client.wait_for_displays()
    return service
