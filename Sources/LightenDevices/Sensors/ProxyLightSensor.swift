import DBusKit
import GLibKit
import LightenCore

/// The light sensor that iio-sensor-proxy has on the system bus (net.hadess.SensorProxy; its API is
/// described in iio-sensor-proxy's net.hadess.SensorProxy.xml).
@LoopActor
public final class ProxyLightSensor: LightSensor {
  private static let name = "net.hadess.SensorProxy"
  private static let properties = "org.freedesktop.DBus.Properties"
  private static let path = "/net/hadess/SensorProxy"
  private static let destination = BusConnection.Destination(
    name: name, path: path, interface: name)
  private static let timeout: Duration = .seconds(5)
  /// A proxy that refuses is asked again later and later: it refuses sessions that are not active, and
  /// may hear later than we do when they are again.
  private static let backOff = BackOff(first: .seconds(2), longest: .seconds(60))

  /// What it is called on the bus; empty where it knows no light sensor.
  public var source: String { hasLight ? "iio-sensor-proxy" : "" }
  /// `lux`, or `raw` where the proxy says `vendor`.
  public private(set) var unit = LightUnit.lux
  /// Why it cannot measure.
  public private(set) var problem: String? = ProxyLightSensor.noProxy
  /// Whether the system bus or the proxy has not answered yet.
  public private(set) var isSearching = true
  /// Whether it knows a light sensor.
  public var isPresent: Bool { hasLight }
  /// Called when `unit` or `problem` is another one, and with each claim that failed.
  public var onChange: (@LoopActor () -> Void)?
  /// Called with each level that the proxy announces.
  public var onLevel: (@LoopActor (Double) -> Void)?

  private static let noProxy =
    "There is no light sensor: choose one in [sensor] of lightend.conf, or install "
    + "iio-sensor-proxy where the computer has one."

  private let clock: any LoopClock
  private var retries = ProxyLightSensor.backOff
  private var timer: (any LoopTimer)?
  private let bus: SystemBus
  private var busWatch: SystemBus.Watch?
  private var connection: BusConnection?
  private var watch: NameWatch?
  private var subscription: SignalSubscription?
  private var owner: String?
  private var hasLight = false
  private var wantsClaim = false
  private var isClaimed = false
  private var isCalling = false
  private var hasReportedRubbish = false

  /// Makes the sensor; it looks for the proxy on `bus` from `start()` on.
  public init(bus: SystemBus, clock: any LoopClock) {
    self.bus = bus
    self.clock = clock
  }

  /// Waits for the proxy.
  public func start() {
    busWatch = bus.watch { [weak self] in self?.use($0) }
  }

  /// Lets the proxy measure.
  public func claim() {
    wantsClaim = true
    retries.reset()
    settleClaim()
  }

  /// Lets the proxy rest.
  public func release() {
    wantsClaim = false
    timer?.cancel()
    settleClaim()
  }

  /// Asks a proxy that refused again.
  public func accessReturned() {
    retries.reset()
    settleClaim()
  }

  /// Ends it. The proxy drops a claim with the connection or now.
  public func stop() {
    onChange = nil
    onLevel = nil
    release()
    busWatch = nil
    watch = nil
    subscription = nil
  }

  private func use(_ connection: BusConnection?) {
    self.connection = connection
    subscription = nil
    watch = nil
    guard let connection else {
      ownerChanged(nil)
      return
    }
    subscription = SignalSubscription(
      connection, sender: Self.name, interface: Self.properties, signal: "PropertiesChanged",
      path: Self.path, firstArgument: Self.name
    ) { [weak self] signal in
      self?.adopt(signal.arguments[1]?.dictionary ?? [:])
    }
    watch = NameWatch(connection, name: Self.name) { [weak self] in self?.ownerChanged($0) }
  }

  private func ownerChanged(_ owner: String?) {
    self.owner = owner
    isClaimed = false
    guard owner != nil else {
      hasLight = false
      report(Self.noProxy)
      searched()
      return
    }
    LoopTask { [weak self] in await self?.readAll() }
  }

  private func readAll() async {
    guard let connection else { return }
    let properties = BusConnection.Destination(
      name: Self.name, path: Self.path, interface: Self.properties)
    let reply = try? await connection.call(
      properties, "GetAll", [.string(Self.name)], timeout: Self.timeout, mayStart: false)
    adopt(reply?[0]?.dictionary ?? [:])
    searched()
  }

  private func searched() {
    guard isSearching else { return }
    isSearching = false
    onChange?()
  }

  /// Takes over properties, all of them or those that changed.
  private func adopt(_ properties: [String: Variant]) {
    if let word = properties["LightLevelUnit"]?.string {
      let unit: LightUnit = word == "lux" ? .lux : .raw
      if self.unit != unit {
        self.unit = unit
        onChange?()
      }
    }
    if let hasLight = properties["HasAmbientLight"]?.boolean, hasLight != self.hasLight {
      self.hasLight = hasLight
      report(hasLight ? nil : "iio-sensor-proxy knows no light sensor.")
      isClaimed = false
      settleClaim()
    }
    // Before the claim, the level is whatever it was last.
    if isClaimed, let level = properties["LightLevel"]?.double { measured(level) }
  }

  private func measured(_ level: Double) {
    guard LightUnit.isLevel(level) else {
      if !hasReportedRubbish {
        hasReportedRubbish = true
        Log.warning("iio-sensor-proxy says the light is \(level); that is left aside")
      }
      return
    }
    hasReportedRubbish = false
    onLevel?(level)
  }

  /// Brings the claim in line with what is wanted, one call at a time.
  private func settleClaim() {
    guard !isCalling, wantsClaim != isClaimed, hasLight, owner != nil, let connection else {
      return
    }
    let claims = wantsClaim
    isCalling = true
    timer?.cancel()
    LoopTask { [self] in
      do throws(BusError) {
        _ = try await connection.call(
          Self.destination, claims ? "ClaimLight" : "ReleaseLight", timeout: Self.timeout,
          mayStart: false)
        isCalling = false
        isClaimed = claims
        if claims {
          report(nil)
          await readAll()
        }
        settleClaim()
      } catch {
        isCalling = false
        isClaimed = false
        // Without a proxy the reason is another one.
        if claims, owner != nil {
          problem = "iio-sensor-proxy does not measure for this session: \(error.message)."
          onChange?()
          retryLater()
        }
      }
    }
  }

  private func retryLater() {
    guard wantsClaim, let delay = retries.wait() else { return }
    timer = clock.schedule(after: delay) { [weak self] in self?.settleClaim() }
  }

  private func report(_ problem: String?) {
    guard self.problem != problem else { return }
    self.problem = problem
    onChange?()
  }
}
