import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// The option that chooses displays.
struct DisplayOptions: ParsableArguments {
  @Option(
    name: [.customShort("d"), .customLong("display")],
    help: ArgumentHelp(
      "A display: number, alias, connector, id, serial number or model; may be given again.",
      valueName: "display"))
  var selectors: [String] = []

  /// The chosen displays, by default those that `matching` takes.
  @LoopActor
  func displays(
    _ client: LightenClient, matching: (DisplaySnapshot) -> Bool = \.isControllable
  ) async throws -> [DisplaySnapshot] {
    let all = try await client.displays()
    if selectors.isEmpty {
      let chosen = all.filter(matching)
      if chosen.isEmpty { throw Self.nothing(all) }
      return chosen
    }
    var chosen: [DisplaySnapshot] = []
    for selector in selectors {
      let path = try await client.resolve(selector)
      guard !chosen.contains(where: { $0.path == path }) else { continue }
      // It may have come between the two calls.
      let display = try await all.first { $0.path == path }.orElse {
        try await client.display(at: path)
      }
      if let display { chosen.append(display) }
    }
    return chosen
  }

  /// Does the same with all chosen displays at once; throws the exit status if any failed, after
  /// each failure was reported.
  @LoopActor
  func forEach(
    _ client: LightenClient,
    _ work: @escaping @LoopActor @Sendable (DisplaySnapshot) async throws(BusError) -> Bool
  ) async throws {
    let tasks = try await displays(client).map { display in
      LoopTask<ExitStatus> {
        do throws(BusError) {
          if try await work(display) { return .done }
          StandardError.write(
            "lighten: \(display.number) (\(display.name)): the change was overtaken by another.\n")
          return .failed
        } catch {
          return Session.report(Self.explained(error, display), display: display)
        }
      }
    }
    var statuses: [ExitStatus] = []
    for task in tasks { statuses.append(await task.value) }
    let worst = ExitStatus.worst(statuses)
    if worst != .done { throw worst }
  }

  private static func nothing(_ all: [DisplaySnapshot]) -> BusError {
    let reasons = all.map { "\($0.number) (\($0.name)): \($0.reason)" }.joined(separator: " ")
    let message =
      all.isEmpty ? "No display is connected." : "No display can be controlled. \(reasons)"
    return BusError(DisplayError(.noSuchDisplay, message))
  }

  /// A display without the interface: its own reason says more than the bus does.
  private static func explained(_ error: BusError, _ display: DisplaySnapshot) -> BusError {
    guard [BusError.unknownMethod, BusError.unknownObject].contains(error.name) else {
      return error
    }
    let message = display.reason.isEmpty ? "The monitor was unplugged." : display.reason
    return BusError(DisplayError(display.reason.isEmpty ? .gone : .unsupported, message))
  }
}

extension Optional {
  /// The value, or what `other` makes.
  fileprivate func orElse(_ other: () async throws -> Wrapped?) async throws -> Wrapped? {
    if let self { return self }
    return try await other()
  }
}
