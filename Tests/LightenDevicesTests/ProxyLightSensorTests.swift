import BusTestSupport
import DBusKit
import GLibKit
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenDevices

/// The sensor with a proxy that exists only here, on a bus of its own.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct ProxyLightSensorTests {
  /// A proxy that tells what it is asked for, and refuses on demand.
  @LoopActor private final class Proxy: BusInterface {
    private static let node = """
      <node><interface name="net.hadess.SensorProxy">
        <method name="ClaimLight"/><method name="ReleaseLight"/>
        <property name="HasAmbientLight" type="b" access="read"/>
        <property name="LightLevelUnit" type="s" access="read"/>
        <property name="LightLevel" type="d" access="read"/>
      </interface></node>
      """

    nonisolated let name = "net.hadess.SensorProxy"
    var refusal: String?
    private var level: Double
    private let connection: BusConnection
    private let calls = AsyncStream.makeStream(of: String.self)
    private var registration: Registration?
    private var ownedName: BusName?

    init(on bus: TestBus, level: Double) async throws {
      self.level = level
      connection = try await bus.connect()
      registration = try Registration(
        connection, path: "/net/hadess/SensorProxy", node: NodeDescription(xml: Self.node),
        interface: self)
      ownedName = try await BusName.request(name, on: connection, replace: false) {}
      #expect(ownedName != nil)
    }

    func handle(_ call: MethodCall) {
      calls.continuation.yield(call.method)
      if let refusal {
        call.fail(BusError(name: BusError.accessDenied, message: refusal))
      } else {
        call.reply()
      }
    }

    func property(_ name: String) -> Variant? {
      switch name {
      case "HasAmbientLight": .boolean(true)
      case "LightLevelUnit": .string("lux")
      default: .double(level)
      }
    }

    /// The next method that was called.
    func nextCall() async -> String? {
      var iterator = calls.stream.makeAsyncIterator()
      return await iterator.next()
    }

    func measure(_ level: Double) {
      self.level = level
      connection.emit(
        path: "/net/hadess/SensorProxy", interface: "org.freedesktop.DBus.Properties",
        signal: "PropertiesChanged",
        [.string(name), .dictionary(["LightLevel": .double(level)]), .strings([])])
    }

    func end() async {
      await ownedName?.release()
      registration = nil
    }
  }

  /// A sensor, and what it tells.
  @LoopActor private final class Listener {
    enum Told: Equatable {
      case level(Double)
      case problem(String?)
    }

    let clock = ManualLoopClock()
    let sensor: ProxyLightSensor
    private let told = AsyncStream.makeStream(of: Told.self)

    init(on bus: TestBus) {
      sensor = ProxyLightSensor(
        bus: SystemBus(address: bus.address, clock: SystemLoopClock()), clock: clock)
      let told = told.continuation
      sensor.onLevel = { told.yield(.level($0)) }
      sensor.onChange = { [unowned sensor] in told.yield(.problem(sensor.problem)) }
    }

    /// Waits until this is told; what is told before does not matter.
    func hears(_ expected: Told) async -> Bool {
      for await told in told.stream where told == expected { return true }
      return false
    }
  }

  @Test @LoopActor func measuresWhileItIsClaimed() async throws {
    let bus = try await TestBus.running()
    let proxy = try await Proxy(on: bus, level: 12)
    let listener = Listener(on: bus)
    listener.sensor.start()
    #expect(await listener.hears(.problem(nil)))
    #expect(listener.sensor.isPresent && listener.sensor.source == "iio-sensor-proxy")

    listener.sensor.claim()
    #expect(await proxy.nextCall() == "ClaimLight")
    #expect(await listener.hears(.level(12)), "the first level comes at once")
    proxy.measure(13)
    #expect(await listener.hears(.level(13)))
    proxy.measure(-5)
    proxy.measure(14)
    #expect(await listener.hears(.level(14)))

    listener.sensor.release()
    #expect(await proxy.nextCall() == "ReleaseLight")
    listener.sensor.stop()
  }

  @Test @LoopActor func aProxyThatRefusesIsAskedAgain() async throws {
    let bus = try await TestBus.running()
    let proxy = try await Proxy(on: bus, level: 12)
    proxy.refusal = "Not Authorized"
    let listener = Listener(on: bus)
    listener.sensor.start()
    listener.sensor.claim()
    #expect(await proxy.nextCall() == "ClaimLight")
    #expect(
      await listener.hears(
        .problem("iio-sensor-proxy does not measure for this session: Not Authorized.")))
    proxy.refusal = nil
    await listener.clock.advance(by: .seconds(2))
    #expect(await proxy.nextCall() == "ClaimLight")
    #expect(await listener.hears(.level(12)))
    listener.sensor.stop()
    #expect(await proxy.nextCall() == "ReleaseLight", "the end gives the claim back")
  }

  @Test @LoopActor func theProxyComesAndGoes() async throws {
    let bus = try await TestBus.running()
    let listener = Listener(on: bus)
    listener.sensor.start()
    listener.sensor.claim()
    #expect(await listener.hears(.problem(ProxyLight.noProxy)))
    #expect(!listener.sensor.isSearching)
    for level in [1.0, 2] {
      let proxy = try await Proxy(on: bus, level: level)
      #expect(await listener.hears(.level(level)))
      await proxy.end()
      #expect(await listener.hears(.problem(ProxyLight.noProxy)))
      #expect(!listener.sensor.isPresent)
    }
    listener.sensor.stop()
  }

  @Test @LoopActor func theBusComesLater() async throws {
    let bus = try TestBus()
    let listener = Listener(on: bus)
    listener.sensor.start()
    listener.sensor.claim()
    #expect(await listener.hears(.problem(ProxyLight.noProxy)))
    #expect(!listener.sensor.isSearching && listener.sensor.source == "")
    try await bus.start()
    let proxy = try await Proxy(on: bus, level: 3)
    #expect(await listener.hears(.level(3)))
    listener.sensor.stop()
    #expect(await proxy.nextCall() == "ClaimLight")
    #expect(await proxy.nextCall() == "ReleaseLight")
  }
}
