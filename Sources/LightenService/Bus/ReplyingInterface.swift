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
    LoopTask {
      do throws(DisplayError) {
        call.reply(try await self.results(of: call))
      } catch {
        call.fail(BusError(error))
      }
    }
  }
}
