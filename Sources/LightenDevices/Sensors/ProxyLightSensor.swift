import DBusKit
import GLibKit
import LightenCore

/// The light sensor that iio-sensor-proxy has on the system bus (net.hadess.SensorProxy; its API is
/// described in iio-sensor-proxy's net.hadess.SensorProxy.xml). `ProxyLight` decides; this speaks
/// with the bus.
@LoopActor
public final class ProxyLightSensor: LightSensor {
  private static let name = "net.hadess.SensorProxy"
  private static let path = "/net/hadess/SensorProxy"
  private static let timeout: Duration = .seconds(5)

  /// What it is called on the bus; empty where it knows no light sensor.
  public var source: String { isPresent ? "iio-sensor-proxy" : "" }
  /// `lux`, or `raw` where the proxy says `vendor`.
  public var unit: LightUnit { light.unit }
  /// Why it cannot measure.
  public var problem: String? { light.problem }
  /// Whether the system bus or the proxy has not answered yet.
  public var isSearching: Bool { light.isSearching }
  /// Whether it knows a light sensor.
  public var isPresent: Bool { light.hasLight }
  /// Called when `unit` or `problem` is another one, and with each claim that failed.
  public var onChange: (@LoopActor () -> Void)?
  /// Called with each level that the proxy announces.
  public var onLevel: (@LoopActor (Double) -> Void)?

  private let bus: SystemBus
  private let clock: any LoopClock
  private var light = ProxyLight()
  private var timer: (any LoopTimer)?
  private var busWatch: SystemBus.Watch?
  private var connection: BusConnection?
  private var watch: NameWatch?
  private var subscription: SignalSubscription?

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
  public func claim() { perform(light.claim()) }

  /// Lets the proxy rest.
  public func release() { perform(light.release()) }

  /// Asks a proxy that refused again.
  public func accessReturned() { perform(light.accessReturned()) }

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
      perform(light.ownerChanged(nil))
      return
    }
    subscription = SignalSubscription(
      connection, sender: Self.name, interface: BusConnection.properties,
      signal: "PropertiesChanged",
      path: Self.path, firstArgument: Self.name
    ) { [weak self] signal in
      guard let self else { return }
      perform(light.changed(signal.arguments[1]?.dictionary ?? [:]))
    }
    watch = NameWatch(connection, name: Self.name) { [weak self] owner in
      guard let self else { return }
      perform(light.ownerChanged(owner))
    }
  }

  private func perform(_ actions: [ProxyLight.Action]) {
    for action in actions {
      switch action {
      case .readAll: readAll()
      case .call(let claims): call(claims: claims)
      case .wait(let delay):
        timer?.cancel()
        timer = clock.schedule(after: delay) { [weak self] in
          guard let self else { return }
          perform(light.timeIsUp())
        }
      case .waitNoMore: timer?.cancel()
      case .tellChange: onChange?()
      case .tellLevel(let level): onLevel?(level)
      case .warn(let fact): Log.warning(fact)
      }
    }
  }

  private func readAll() {
    guard let connection else { return }
    LoopTask { [weak self] in
      let properties = BusConnection.Destination(
        name: Self.name, path: Self.path, interface: BusConnection.properties)
      let reply = try? await connection.call(
        properties, "GetAll", [.string(Self.name)], timeout: Self.timeout, mayStart: false)
      guard let self else { return }
      perform(light.answered(reply?[0]?.dictionary ?? [:]))
    }
  }

  private func call(claims: Bool) {
    guard let connection else { return }
    // A claim that is given back with the sensor itself is still given back.
    LoopTask { [self] in
      var refusal: String?
      do throws(BusError) {
        let proxy = BusConnection.Destination(
          name: Self.name, path: Self.path, interface: Self.name)
        _ = try await connection.call(
          proxy, claims ? "ClaimLight" : "ReleaseLight", timeout: Self.timeout, mayStart: false)
      } catch {
        refusal = error.message
      }
      perform(light.called(claims: claims, refusal: refusal))
    }
  }
}
