import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten vcp`: any feature of a DDC/CI monitor.
struct VcpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vcp", abstract: "Read and write VCP features of DDC/CI monitors.",
    discussion: """
      FEATURE is a number (0x12, 18) or a name: \
      \(VcpFeature.all.map(\.name).joined(separator: ", ")).

      Which of them a monitor has says “lighten vcp list”.
      """,
    subcommands: [
      VcpGetCommand.self, VcpSetCommand.self, VcpListCommand.self, VcpCapabilitiesCommand.self,
    ])

  /// Asks all chosen displays that have VCP features at once, shows what comes back in the displays'
  /// order, and throws the worst status of those that failed.
  static func run<Answer: Sendable>(
    _ options: DisplayOptions,
    _ work:
      @escaping @LoopActor @Sendable (LightenClient, DisplaySnapshot) async throws(BusError) ->
      Answer,
    show:
      @escaping @LoopActor @Sendable (
        _ answers: [(display: DisplaySnapshot, answer: Answer)], _ isForOne: Bool
      ) -> Void
  ) throws {
    try Session.run { client in
      let displays = try await options.displays(client, matching: \.hasFeatures)
      let (answers, status) = await DisplayOptions.gather(displays) { display throws(BusError) in
        guard display.hasFeatures else {
          let reason = display.reason.isEmpty ? "It is not a DDC/CI monitor." : display.reason
          throw BusError(DisplayError(.unsupported, reason))
        }
        return try await work(client, display)
      }
      show(answers, displays.count == 1)
      if status != .done { throw status }
    }
  }
}
