import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// One run of a command: connects to the service, runs the command's work on the main loop, and
/// turns errors into a sentence and an exit status.
enum Session {
  /// Does a command's work; throws the exit status when it is not done.
  static func run(_ work: @escaping @LoopActor @Sendable (LightenClient) async throws -> Void)
    throws
  {
    let status = MainLoop.run { () async -> ExitStatus in
      do {
        try await work(try await LightenClient())
        return .done
      } catch let status as ExitStatus {
        return status
      } catch let error as BusError {
        return report(error)
      } catch {
        return report(BusError(name: "", message: "\(error)"))
      }
    }
    if status != .done { throw status }
  }

  /// Writes an error as a sentence to standard error; returns the status that goes with it.
  static func report(_ error: BusError, display: DisplaySnapshot? = nil) -> ExitStatus {
    let (message, status) = explain(error)
    report(display, message)
    return status
  }

  /// Writes a sentence to standard error, about a display or about all.
  static func report(_ display: DisplaySnapshot?, _ sentence: String) {
    let place = display.map { "\($0.number) (\($0.name)): " } ?? ""
    let program = Terminal.errorStyle.text("lighten:", .error)
    StandardError.write("\(program) \(place)\(sentence.printable)\n")
  }

  private static func explain(_ error: BusError) -> (String, ExitStatus) {
    if let own = error.displayError {
      switch own.code {
      case .noSuchDisplay, .ambiguousDisplay: return (own.message, .noSuchDisplay)
      case .permissionDenied: return (own.message, .notPermitted)
      case .invalidArguments: return (own.message, .usage)
      case .unresponsive, .asleep, .unsupported, .gone, .failed: return (own.message, .failed)
      }
    }
    switch error.name {
    case BusError.serviceUnknown, BusError.nameHasNoOwner:
      return (
        "lightend is not running; start it with “systemctl --user start lightend”, or run "
          + "“lightend”.", .unavailable
      )
    case BusError.disconnected:
      return ("there is no session bus: \(error.message)", .unavailable)
    case BusError.noReply:
      return ("lightend does not answer; see “journalctl --user -u lightend”.", .unavailable)
    case BusError.accessDenied: return (error.message, .notPermitted)
    case let name where name.hasPrefix("org.freedesktop.DBus.Error.Spawn."):
      return ("lightend cannot be started: \(error.message)", .unavailable)
    default: return (error.message, .failed)
    }
  }
}
