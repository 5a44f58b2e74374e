import DBusKit
import GLibKit
import LightenInterface

/// The service, asked over the session bus.
@LoopActor
struct ServiceReading {
  /// What there is to say about it.
  private(set) var facts = ServiceFacts()
  /// Its displays; none when it does not answer.
  private(set) var displays: [DisplaySnapshot] = []
  /// The session bus, nil when there is none.
  var connection: BusConnection? { client?.connection }
  private var client: LightenClient?

  /// Asks it. The bus starts it if it can.
  init() async {
    facts.isInstalled = Self.isActivationFileInstalled
    let own = Files.folder(of: ProgramLocation.ownProgram) + "/lightend"
    facts.ownProgram = Files.exists(own) ? own : nil
    do throws(BusError) {
      let client = try await LightenClient()
      self.client = client
      await ask(client)
    } catch {
      facts.presence = .noBus(error.message)
      facts.socket = Environment["XDG_RUNTIME_DIR"].flatMap {
        Files.exists("\($0)/bus") ? "\($0)/bus" : nil
      }
    }
  }

  /// Whether the service measures light with the sensor that its config names.
  func isLightMeasured() async -> Bool? {
    guard facts.presence == .running, !facts.isSimulated, let client else { return nil }
    // A measurement is the proof; the property alone may be from before the sensor was needed.
    return (try? await client.sensor()).map { $0.isAvailable && $0.level != nil }
  }

  private mutating func ask(_ client: LightenClient) async {
    let bus = BusNaming(client.connection)
    facts.isActivatable = await bus.isActivatable(BusNames.service)
    do throws(BusError) {
      displays = try await client.displays()
      facts.presence = .running
    } catch {
      facts.presence = await Self.presence(error, bus)
    }
    facts.process = await bus.process(of: BusNames.service)
    facts.program = facts.process.flatMap(ProgramLocation.program) ?? ""
    guard facts.presence == .running else { return }
    facts.isSimulated = displays.contains { $0.kind == "simulated" }
    facts.version = await client.version() ?? ""
  }

  private static func presence(
    _ error: BusError, _ bus: BusNaming
  ) async -> ServiceFacts.Presence {
    switch error.name {
    case BusError.serviceUnknown, BusError.nameHasNoOwner: return .absent
    case BusError.noReply: return .silent
    default: return await bus.hasOwner(BusNames.service) ? .foreign : .failed(error.message)
    }
  }

  private static var isActivationFileInstalled: Bool {
    let home = Environment["XDG_DATA_HOME"] ?? (Environment["HOME"] ?? "") + "/.local/share"
    // The default is that of the base directory specification.
    let system = Environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share"
    let folders = [home] + system.split(separator: ":").map(String.init)
    return folders.contains { Files.exists("\($0)/dbus-1/services/\(BusNames.service).service") }
  }
}
