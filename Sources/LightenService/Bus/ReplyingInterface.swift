import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// An interface whose methods return their results or throw a `DisplayError`.
///
/// A conforming type is the harness around a service: it decodes, calls and encodes.
@LoopActor
protocol ReplyingInterface: BusInterface {
  /// The results of a method that needs no waiting; nil sends the call to `results`.
  func immediateResults(of call: MethodCall) throws(DisplayError) -> [Variant]?
  /// The results of a method.
  func results(of call: MethodCall) async throws(DisplayError) -> [Variant]
}

/// Every call is answered within 20 seconds, a fade within 20 seconds after its end: this leaves time
/// for the answer to arrive.
private let longestAnswer: Duration = .seconds(18)

extension ReplyingInterface {
  func immediateResults(of call: MethodCall) throws(DisplayError) -> [Variant]? { nil }

  func handle(_ call: MethodCall) {
    do throws(DisplayError) {
      if let results = try immediateResults(of: call) {
        call.reply(results)
        return
      }
    } catch {
      call.fail(BusError(error))
      return
    }
    // A client waits for 25 seconds by default.
    let fade: Duration =
      call.method == "FadeBrightness" ? (try? call.fadeDuration(at: 1)) ?? .zero : .zero
    let limit = LoopSource.timer(after: longestAnswer / BusConnection.timeScale + fade) {
      call.fail(BusError(.takesTooLong))
    }
    LoopTask {
      defer { limit.cancel() }
      do throws(DisplayError) {
        call.reply(try await self.results(of: call))
      } catch {
        call.fail(BusError(error))
      }
    }
  }
}

extension DisplayError {
  /// What a caller is told whose turn has not come: a monitor that is slow at everything has many
  /// requests.
  static let takesTooLong = DisplayError(
    .unresponsive,
    "The monitor is slow, and has not come to this request within 18 seconds; it is still done.")
}
