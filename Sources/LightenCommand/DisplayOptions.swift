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
      valueName: "display"),
    completion: .display)
  var selectors: [String] = []

  /// The chosen displays, by default those that `matching` takes.
  @LoopActor
  func displays(
    _ client: LightenClient, matching: (DisplaySnapshot) -> Bool = \.isControllable
  ) async throws -> [DisplaySnapshot] {
    let all = try await client.displays()
    if selectors.isEmpty {
      let chosen = all.filter(matching)
      if !chosen.isEmpty { return chosen }
      // One that was silent may answer now; who asks for it has it looked at.
      let silent = all.filter { ["asleep", "unresponsive"].contains($0.state) }
      if silent.isEmpty { throw await Self.nothing(client, all) }
      return silent
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
  ///
  /// - Parameters:
  ///   - refused: says why the displays whose work answered false did so.
  ///   - work: answers whether it was done.
  @LoopActor
  func forEach(
    _ client: LightenClient,
    refused: @LoopActor @Sendable ([DisplaySnapshot]) async throws(BusError) -> Void = Self
      .overtaken,
    _ work: @escaping @LoopActor @Sendable (DisplaySnapshot) async throws(BusError) -> Bool
  ) async throws {
    let (answers, status) = await Self.gather(try await displays(client), work)
    let refusing = answers.filter { !$0.answer }.map(\.display)
    if !refusing.isEmpty { try await refused(refusing) }
    let worst = ExitStatus.worst([status, refusing.isEmpty ? .done : .failed])
    if worst != .done { throw worst }
  }

  /// Asks all displays at once; their answers in the displays' order, and the worst status of
  /// those that failed, after each failure was reported.
  @LoopActor
  static func gather<Answer: Sendable>(
    _ displays: [DisplaySnapshot],
    _ work: @escaping @LoopActor @Sendable (DisplaySnapshot) async throws(BusError) -> Answer
  ) async -> (answers: [(display: DisplaySnapshot, answer: Answer)], status: ExitStatus) {
    let tasks = displays.map { display in
      LoopTask<Result<Answer, ExitStatus>> {
        do throws(BusError) {
          return .success(try await work(display))
        } catch {
          return .failure(Session.report(explained(error, display), display: display))
        }
      }
    }
    var answers: [(display: DisplaySnapshot, answer: Answer)] = []
    var statuses: [ExitStatus] = []
    for (display, task) in zip(displays, tasks) {
      switch await task.value {
      case .success(let answer): answers.append((display, answer))
      case .failure(let status): statuses.append(status)
      }
    }
    return (answers, ExitStatus.worst(statuses))
  }

  private static func overtaken(_ displays: [DisplaySnapshot]) {
    for display in displays {
      Session.report(display, "the change was overtaken by another.")
    }
  }

  @LoopActor
  private static func nothing(_ client: LightenClient, _ all: [DisplaySnapshot]) async -> BusError {
    if all.isEmpty { return BusError(DisplayError(.noSuchDisplay, "No display is connected.")) }
    var isForbidden = true
    for display in all {
      do throws(BusError) {
        _ = try await client.brightness(ofDisplayAt: display.path)
        isForbidden = false
      } catch {
        if error.displayError?.code != .permissionDenied { isForbidden = false }
      }
    }
    let reasons = all.map { "\($0.number) (\($0.name)): \($0.reason)" }.joined(separator: " ")
    return BusError(
      DisplayError(
        isForbidden ? .permissionDenied : .noSuchDisplay, "No display can be controlled. \(reasons)"
      ))
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
