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
      FEATURE is a number (0x12, 18) or one of \
      \(VcpFeature.allCases.map(\.name).joined(separator: ", ")).
      """,
    subcommands: [Get.self, Set.self, Capabilities.self])

  /// `lighten vcp get`.
  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a feature's value and its maximum.",
      discussion: "For several displays a line each, with N in front.")

    @OptionGroup var options: DisplayOptions
    @Argument(help: "The feature.") var feature: String

    func validate() throws { _ = try code() }

    func run() throws {
      let code = try code()
      try VcpCommand.run(options) { client, display throws(BusError) in
        let reply = try await client.call(
          display.path, BusNames.vcp, "Get", [.byte(code)])
        return "\(reply[0]?.uint16 ?? 0) of \(reply[1]?.uint16 ?? 0)"
      }
    }

    private func code() throws -> UInt8 {
      try CommandLineValue.parse { try VcpFeature.code(feature) }
    }
  }

  /// `lighten vcp set`.
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Set a feature to a value.")

    @OptionGroup var options: DisplayOptions
    @Argument(help: "The feature.") var feature: String
    @Argument(help: "The value: a number, such as 70 or 0x11.") var value: String

    func validate() throws { _ = try arguments() }

    func run() throws {
      let (code, value) = try arguments()
      try VcpCommand.run(options) { client, display throws(BusError) in
        _ = try await client.call(
          display.path, BusNames.vcp, "Set", [.byte(code), .uint16(value)])
        return nil
      }
    }

    private func arguments() throws -> (UInt8, UInt16) {
      try CommandLineValue.parse {
        (try VcpFeature.code(feature), try VcpFeature.value(value))
      }
    }
  }

  /// `lighten vcp capabilities`.
  struct Capabilities: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the capabilities string, as the monitor says it.")

    @OptionGroup var options: DisplayOptions

    func run() throws {
      try VcpCommand.run(options) { client, display throws(BusError) in
        try await client.call(display.path, BusNames.vcp, "Capabilities")[0]?.string
      }
    }
  }

  /// Does the same with all chosen displays that have VCP features, and shows what comes back.
  private static func run(
    _ options: DisplayOptions,
    _ work:
      @escaping @LoopActor @Sendable (LightenClient, DisplaySnapshot) async throws(BusError)
      -> String?
  ) throws {
    try Session.run { client in
      let displays = try await options.displays(client, matching: \.hasFeatures)
      var statuses: [ExitStatus] = []
      for display in displays {
        do throws(BusError) {
          guard let text = try await work(client, display) else { continue }
          StandardOutput.write(
            displays.count == 1 ? "\(text)\n" : "\(display.number) \(text)\n")
        } catch {
          statuses.append(Session.report(explained(error, display), display: display))
        }
      }
      let worst = ExitStatus.worst(statuses)
      if worst != .done { throw worst }
    }
  }

  private static func explained(_ error: BusError, _ display: DisplaySnapshot) -> BusError {
    guard error.name == BusError.unknownMethod, !display.hasFeatures else { return error }
    return BusError(DisplayError(.unsupported, "It is not a DDC/CI monitor."))
  }
}
