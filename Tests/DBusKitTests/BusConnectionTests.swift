import BusTestSupport
import DBusKit
import GLibKit
import LoopTestSupport
import Testing

@Suite(.onLoop, .timeLimit(.minutes(1))) struct BusConnectionTests {
  @Test @LoopActor func eachConnectionIsItsOwn() async throws {
    let bus = try await TestBus.running()
    let first = try await bus.connect()
    let second = try await bus.connect()
    #expect(first.uniqueName.hasPrefix(":"))
    #expect(first.uniqueName != second.uniqueName)
  }

  @Test @LoopActor func aBusThatIsMissingIsAnError() async throws {
    let bus = try TestBus()
    await #expect(throws: BusError.self) { try await bus.connect() }
  }

  @Test @LoopActor func theEndOfTheBusIsTold() async throws {
    let bus = try await TestBus.running()
    let connection = try await bus.connect()
    var isClosed = false
    connection.onClosed { isClosed = true }
    bus.stop()
    #expect(await eventually { isClosed })
  }
}
