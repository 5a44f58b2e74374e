import BusTestSupport
import DBusKit
import GLibKit
import LightenCore
import LightenSysfs
import LoopTestSupport
import Testing

@testable import LightenDevices

/// Logind's clients on a bus of the test's own. A session in the environment would be asked for
/// first; there is none where tests run.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct LoginClientTests {
  /// A bus, a stand-in for logind on it, and a client.
  @LoopActor final class Computer {
    let bus: TestBus
    let login: FakeLogin
    let clock = SystemLoopClock()
    let systemBus: SystemBus
    let client: LoginClient
    var returns = 0

    init() async throws {
      bus = try await TestBus.running()
      login = try await FakeLogin(bus)
      systemBus = SystemBus(address: bus.address, clock: clock)
      client = LoginClient(bus: systemBus, clock: clock)
      client.onReturn = { [unowned self] in returns += 1 }
    }

    /// Starts both; returns when they know each other.
    func start() async throws {
      try await login.appear()
      client.start()
      #expect(await eventually { client.isPresent })
    }
  }

  @Test @LoopActor func setsTheBacklightOfItsSession() async throws {
    let computer = try await Computer()
    try await computer.start()
    try await computer.client.setBrightness(7, of: "intel_backlight")
    #expect(computer.login.writes.map(\.path) == [FakeLogin.sessionPath])
    #expect(computer.login.writes.map(\.value) == [7])
  }

  @Test @LoopActor func takesTheUsersSessionWhereItHasNone() async throws {
    let computer = try await Computer()
    computer.login.knowsProcess = false
    try await computer.start()
    try await computer.client.setBrightness(7, of: "intel_backlight")
    #expect(computer.login.writes.map(\.path) == [LoginSession.automaticPath])
  }

  @Test @LoopActor func tellsWhenTheSessionIsBack() async throws {
    let computer = try await Computer()
    let login = computer.login
    try await computer.start()
    #expect(await eventually { computer.returns == 1 })
    login.switchSession(isActive: false)
    #expect(await eventually { computer.client.isInBackground })
    #expect(computer.returns == 1)
    login.switchSession(isActive: true)
    #expect(await eventually { computer.returns == 2 })
    #expect(!computer.client.isInBackground)
  }

  @Test @LoopActor func noticesANewLogin() async throws {
    let computer = try await Computer()
    let login = computer.login
    login.knowsSession = false
    try await computer.start()
    // Asked until it is no logind that has just started.
    #expect(await eventually { computer.client.isInBackground })
    login.knowsSession = true
    login.announceSession(isNew: true)
    #expect(await eventually { computer.returns == 1 })
    login.knowsSession = false
    login.announceSession(isNew: false)
    #expect(await eventually { computer.client.isInBackground })
  }

  @Test @LoopActor func noticesThatLogindGoesAndComes() async throws {
    let computer = try await Computer()
    var seen: [Bool] = []
    computer.client.onPresence = { seen.append($0) }
    #expect(!computer.client.isStarting)
    try await computer.start()
    #expect(computer.client.isStarting)
    await computer.login.vanish()
    #expect(await eventually { !computer.client.isPresent })
    try await computer.login.appear()
    #expect(await eventually { computer.client.isPresent })
    #expect(seen == [true, false, true])
    // It is the same session as before: nothing has come back.
    try await computer.client.setBrightness(1, of: "x")
    #expect(computer.returns == 1)
  }

  @Test @LoopActor func comesBackWithTheSystemBus() async throws {
    let computer = try await Computer()
    var seen: [Bool] = []
    computer.client.onPresence = { seen.append($0) }
    try await computer.start()
    computer.bus.stop()
    #expect(await eventually { !computer.client.isPresent })
    await #expect(throws: BusError.self) {
      try await computer.client.setBrightness(7, of: "intel_backlight")
    }
    try await computer.bus.start()
    let login = try await FakeLogin(computer.bus)
    try await login.appear()
    #expect(await eventually { computer.client.isPresent })
    try await computer.client.setBrightness(8, of: "intel_backlight")
    #expect(login.writes.map(\.value) == [8])
    #expect(seen == [true, false, true])
  }

  // The writer.

  @Test @LoopActor func asksAgainWhileLogindStarts() async throws {
    let computer = try await Computer()
    try await computer.start()
    let writer = LogindBacklightWriter(login: computer.client, clock: computer.clock)
    let unknown = BusError(name: BusError.unknownObject, message: "Unknown object.")
    let ended = BusError(name: BusError.noReply, message: "It left the bus.")
    computer.login.refusals = [unknown, ended, .noSession]
    try await writer.write(9, to: backlight())
    #expect(computer.login.writes.map(\.value) == [9, 9, 9, 9])
  }

  @Test(arguments: [
    ("System.Error.EIO", DeviceError.Code.failed), ("System.Error.ENODEV", .gone),
    ("org.freedesktop.login1.NotYourDevice", .permissionDenied),
  ])
  @LoopActor func passesTheMeaningOn(name: String, code: DeviceError.Code) async throws {
    let computer = try await Computer()
    try await computer.start()
    let writer = LogindBacklightWriter(login: computer.client, clock: computer.clock)
    computer.login.refusals = [BusError(name: name, message: "Refusing.")]
    let error = await #expect(throws: DeviceError.self) {
      try await writer.write(9, to: backlight())
    }
    #expect(error?.code == code)
    #expect(error?.message.hasSuffix(": Refusing.") == true)
  }

  @Test @LoopActor func writesTheFileWithoutLogind() async throws {
    let folder = try TemporaryFolder()
    try folder.write("300\n", to: "brightness")
    // Neither a bus nor, later, a logind on it.
    let bus = try TestBus()
    let clock = SystemLoopClock()
    let client = LoginClient(bus: SystemBus(address: bus.address, clock: clock), clock: clock)
    client.start()
    let writer = LogindBacklightWriter(login: client, clock: clock)
    try await writer.write(400, to: backlight(folder.path))
    #expect(try Files.text(at: folder.path(of: "brightness")) == "400")
    try await bus.start()
    try await writer.write(500, to: backlight(folder.path))
    #expect(try Files.text(at: folder.path(of: "brightness")) == "500")
  }

  @Test @LoopActor func saysWhyAFileIsNotWritten() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "brightness")
    try Files.makeFolder(path)
    let bus = try TestBus()
    let clock = SystemLoopClock()
    let client = LoginClient(bus: SystemBus(address: bus.address, clock: clock), clock: clock)
    let writer = LogindBacklightWriter(login: client, clock: clock)
    let error = await #expect(throws: DeviceError.self) {
      try await writer.write(1, to: backlight(folder.path))
    }
    #expect(error?.message == "Cannot write \(path): Is a directory.")
  }

  @Test @LoopActor func saysWhatIsMissing() async throws {
    let bus = try TestBus()
    let clock = SystemLoopClock()
    let client = LoginClient(bus: SystemBus(address: bus.address, clock: clock), clock: clock)
    let writer = LogindBacklightWriter(login: client, clock: clock)
    let error = await #expect(throws: DeviceError.self) {
      try await writer.write(1, to: backlight("/nowhere"))
    }
    #expect(error?.code == .permissionDenied)
    #expect(error?.message.contains("/nowhere/brightness") == true)
  }

  private func backlight(_ path: String = "/nowhere") -> BacklightSnapshot {
    BacklightSnapshot(name: "intel_backlight", sysPath: path, interface: .raw)
  }

  // The sleep watcher.

  @Test @LoopActor func preparesForSleepAndWakes() async throws {
    let computer = try await Computer()
    let watcher = SleepWatcher(computer.client)
    var seen: [String] = []
    watcher.onSleep = { seen.append("sleep") }
    watcher.onWake = { seen.append("wake") }
    watcher.start()
    try await computer.start()
    #expect(await eventually { computer.login.inhibitors == 1 })
    computer.login.prepareForSleep(true)
    #expect(await eventually { seen == ["sleep"] })
    computer.login.prepareForSleep(false)
    #expect(await eventually { seen == ["sleep", "wake"] && computer.login.inhibitors == 2 })
    computer.login.prepareForSleep(true)
    #expect(await eventually { seen.count == 3 })
    // Nobody would tell of the end.
    await computer.login.vanish()
    #expect(await eventually { seen == ["sleep", "wake", "sleep", "wake"] })
    watcher.stop()
    try await computer.login.appear()
    #expect(await eventually { computer.client.isPresent })
    #expect(computer.login.inhibitors == 2)
  }
}

@Suite(.onLoop, .timeLimit(.minutes(1))) struct SystemBusTests {
  @Test @LoopActor func findsABusThatComesLater() async throws {
    let bus = try TestBus()
    let systemBus = SystemBus(address: bus.address, clock: SystemLoopClock())
    var seen: [Bool] = []
    let watch = systemBus.watch { seen.append($0 != nil) }
    #expect(await eventually { seen == [false] })
    await #expect(throws: BusError.self) { try await systemBus.current(within: .seconds(5)) }
    seen = []
    try await bus.start()
    #expect(await eventually { seen.last == true })
    bus.stop()
    #expect(await eventually { seen.last == false })
    try await bus.start()
    #expect(await eventually { seen.last == true })
    withExtendedLifetime(watch) {}
  }

  @Test @LoopActor func tellsALateWatchAtOnce() async throws {
    let bus = try await TestBus.running()
    let systemBus = SystemBus(address: bus.address, clock: SystemLoopClock())
    _ = try await systemBus.current(within: .seconds(5))
    var seen: [Bool] = []
    var watch: SystemBus.Watch? = systemBus.watch { seen.append($0 != nil) }
    #expect(seen == [true])
    watch = nil
    bus.stop()
    var isLost = false
    watch = systemBus.watch { isLost = $0 == nil }
    #expect(await eventually { isLost })
    #expect(seen == [true])
    withExtendedLifetime(watch) {}
  }

  @Test(arguments: [
    ("unix:path=/run/dbus/system_bus_socket", "/run/dbus/system_bus_socket"),
    ("unix:path=/tmp/bus,guid=012", "/tmp/bus"), ("unix:path=/a;tcp:host=b", "/a"),
    ("unix:abstract=/tmp/bus", nil), ("tcp:host=localhost,port=1", nil), ("unix:path=", nil),
    ("unix:path=/with%20space", nil), ("", nil),
  ])
  func findsTheSocket(address: String, path: String?) {
    #expect(SystemBus.socketPath(of: address) == path)
  }
}
