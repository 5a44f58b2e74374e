import DBusKit
import GLibKit
import Glibc
import LightenCore
import LightenDevices
import LightenInterface

/// The service, from its start to its end.
@LoopActor
public final class Service {
  /// How the program ends; part of the contract for `lighten`, and the same for `lightend`.
  public enum ExitStatus: Int32, Sendable {
    /// It was told to end, or to make room for another instance.
    case done = 0
    /// Something is wrong with the program or its installation.
    case failed = 1
    /// There is no session bus, or another instance has the name.
    case unavailable = 4
  }

  /// So long the end waits for the disk; what is saved by then is saved.
  private static let savingTime: Duration = .milliseconds(800)
  /// So long it waits until callers are answered, which a bus that stalls does not take.
  private static let answeringTime: Duration = .milliseconds(400)
  /// Whatever happens, the program ends by then.
  private static let endTime: Duration = .milliseconds(1_500)

  private let options: ServiceOptions
  /// For deadlines; slower than the system's where the options say so, never faster.
  private let clock: any LoopClock
  /// For what takes its time; faster or slower where the options say so.
  private let patience: any LoopClock
  private let backend: any Backend
  private let store: StateStore
  private var connection: BusConnection?
  private var busName: BusName?
  private var manager: DisplayManager?
  private var registrations: [Registration] = []
  private var configuration: ConfigurationFile?
  private var sensors: SensorChooser?
  private var automation: Automation?
  private let systemBus: SystemBus
  private let login: LoginClient
  private let sleep: SleepWatcher
  private var signals: [LoopSource] = []
  private var end: CheckedContinuation<Void, Never>?
  /// Set when the service is told to end, also while it still begins.
  private var status: ExitStatus?

  private init(_ options: ServiceOptions) {
    self.options = options
    let time = SystemLoopClock()
    let scaled: any LoopClock =
      options.timeScale == 1 ? time : ScaledClock(time, factor: options.timeScale)
    patience = scaled
    clock = options.timeScale < 1 ? scaled : time
    BusConnection.timeScale = min(options.timeScale, 1)
    systemBus = SystemBus(clock: patience)
    login = LoginClient(bus: systemBus, clock: patience)
    sleep = SleepWatcher(login)
    // Simulated monitors must not use up the numbers of real ones.
    let state = UserFolders.state + "/lighten/"
    store = StateStore(
      path: state + (options.simulated == nil ? "displays" : "simulated-displays"), clock: clock)
    if let count = options.simulated {
      backend = SimulatedBackend(count: count, clock: clock)
    } else {
      backend = HardwareBackend(worker: options.worker, login: login, clock: clock)
    }
  }

  /// Runs the service until it is told to end.
  public static func run(_ options: ServiceOptions) async -> ExitStatus {
    let service = Service(options)
    // First of all: who ends us while we begin need not wait for the bus or the disk.
    service.listenToSignals()
    LoopTask { await service.begin() }
    await service.waitForEnd()
    await service.stop()
    return service.status ?? .done
  }

  private func begin() async {
    do {
      if try await start() { return }
      Log.error(
        "another instance of lightend has the name \(BusNames.service); stop it, or start this "
          + "one with --replace")
      finish(.unavailable)
    } catch let error as BusError {
      Log.error("no session bus: \(error.message); start lightend in a desktop session")
      finish(.unavailable)
    } catch {
      Log.error("\(error)")
      finish(.failed)
    }
  }

  /// Returns false when another instance has the name.
  private func start() async throws -> Bool {
    let connection = try await BusConnection.session()
    if isEnding { return true }
    self.connection = connection
    // Before the name is ours: the bus passes on at once what activated us.
    try export(on: connection)
    let predecessor = options.replace ? await Predecessor.find(on: connection) : nil
    if isEnding { return true }
    let name = try await BusName.request(
      BusNames.service, on: connection, replace: options.replace
    ) { [weak self] in
      Log.notice("another instance took over")
      self?.finish(.done)
    }
    guard let name else { return false }
    busName = name
    connection.onClosed { [weak self] in
      Log.notice("the session bus is gone")
      self?.finish(.done)
    }
    await predecessor?.waitForEnd(clock: clock)
    if isEnding { return true }
    // Not before: an instance that does not get the name must not keep the file from the one that has
    // it. Both are read before the first monitor is looked at: they may say to leave it alone.
    let reading = LoopTask { [store] in await store.start(after: predecessor?.process) }
    await configuration?.start(clock: clock)
    // Without a file nothing has been applied. Not before: it may name a sensor, and whoever asks for
    // the light meanwhile waits for that one.
    if let manager { sensors?.apply(manager.configuration) }
    await reading.value
    if isEnding { return true }
    backend.start()
    sleep.start()
    login.start()
    return true
  }

  private func export(on connection: BusConnection) throws(GLibError) {
    let displayNode = try NodeDescription(xml: InterfaceXML.display)
    let gate = CallGate(
      parent: BusNames.displays, node: displayNode, limits: BusNames.limits,
      onLargeCall: { [weak self] in self?.manager?.releaseMemoryLater() }
    ) { [weak self] in self?.manager?.handleUnexported($0) }
    gate.attach(to: connection)
    let objects = try ObjectManager(
      connection, path: BusNames.root, node: displayNode, gate: gate
    ) { [weak self] in self?.manager?.handleLate($0) }
    let manager = DisplayManager(
      connection: connection, objects: objects, gate: gate, store: store, clock: clock,
      patience: patience)
    self.manager = manager
    let simulatedLight = options.simulated == nil ? nil : SimulatedLightSensor()
    let sensors = SensorChooser(
      meter: manager.automatic.meter, simulated: simulatedLight, bus: systemBus,
      clock: patience)
    self.sensors = sensors
    let automation = Automation(manager, hooks: UserFolders.config + "/lighten/hooks.d")
    self.automation = automation
    sleep.onSleep = { [weak manager] in await manager?.suspend() }
    sleep.onWake = { [weak manager] in manager?.wake() }
    login.onReturn = { [weak manager] in manager?.sessionReturned() }
    manager.rescan = { [backend] in await backend.rescan() }
    backend.onCandidates = { [weak manager] in manager?.update($0) }
    configuration = ConfigurationFile(path: UserFolders.config + "/lighten/lightend.conf") {
      [weak manager] in
      manager?.apply($0)
      sensors.apply($0)
    }

    let managerInterface = ManagerInterface(manager)
    manager.managerInterface = managerInterface
    let rootBacklight = RootBacklightInterface(manager)
    manager.rootBacklight = rootBacklight
    let sensorInterface = SensorInterface(manager.automatic.meter)
    manager.sensorInterface = sensorInterface
    let profilesInterface = ProfilesInterface(automation.profiles, manager)
    automation.profiles.onChange = { [weak profilesInterface] in
      guard let profilesInterface else { return }
      connection.emitPropertiesChanged($0, of: profilesInterface, at: BusNames.root)
    }
    let node = try NodeDescription(xml: InterfaceXML.service)
    let interfaces: [any BusInterface] = [
      objects, managerInterface, rootBacklight, sensorInterface, profilesInterface,
    ]
    for interface in interfaces {
      registrations.append(
        try Registration(connection, path: BusNames.root, node: node, interface: interface))
    }
    if let simulated = backend as? SimulatedBackend, let simulatedLight {
      registrations.append(
        try Registration(
          connection, path: BusNames.root,
          node: try NodeDescription(xml: InterfaceXML.simulator),
          interface: SimulatorInterface(simulated, simulatedLight, manager)))
    }
  }

  private func listenToSignals() {
    for signal in [SIGTERM, SIGINT] {
      signals.append(LoopSource.unixSignal(signal) { [weak self] in self?.finish(.done) })
    }
    signals.append(LoopSource.unixSignal(SIGHUP) { [weak self] in self?.configuration?.read() })
  }

  /// Whether the service was told to end.
  private var isEnding: Bool { status != nil }

  private func waitForEnd() async {
    if !isEnding { await withCheckedContinuation { end = $0 } }
  }

  private func finish(_ status: ExitStatus) {
    guard self.status == nil else { return }
    self.status = status
    end?.resume()
    end = nil
  }

  private func stop() async {
    let deadline = clock.schedule(after: Self.endTime) { exit(ExitStatus.failed.rawValue) }
    sleep.stop()
    login.stop()
    backend.stop()
    automation?.stop()
    manager?.stop()
    // No worker is left on a bus when the next instance begins.
    let ending = LoopTask { [backend] in await backend.waitForEnd() }
    let answering = LoopTask { [connection] in
      await MethodCall.waitUntilAllAnswered()
      await connection?.flush(within: Self.answeringTime)
    }
    // A disk that does not answer must not keep the program.
    let saving = LoopTask { [store] in await store.close() }
    if await saving.value(within: Self.savingTime, on: clock) == nil {
      Log.error("the state could not be saved in time")
      status = .failed
    }
    await ending.value
    _ = await answering.value(within: Self.answeringTime, on: clock)
    deadline.cancel()
  }
}
