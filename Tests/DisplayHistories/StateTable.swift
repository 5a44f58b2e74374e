import LightenCore

/// The table of what a display can be: each case of a region × each event, while the other regions
/// are at rest. It is made by feeding the events through the machine, so that it cannot be wrong.
public enum StateTable {
  /// One region of the machine.
  enum Region: CaseIterable {
    case link, ability, goal, wire

    var title: String {
      switch self {
      case .link: "Does it answer? (`Link`)"
      case .ability: "What can it do? (`Ability`)"
      case .goal: "What level should it have? (`Goal.Progress`)"
      case .wire: "What is on the wire? (`Wire`)"
      }
    }

    var cases: [String] {
      switch self {
      case .link: Coverage.links
      case .ability: Coverage.abilities
      case .goal: Coverage.goals
      case .wire: Coverage.wires
      }
    }

    func name(_ machine: DisplayMachine) -> String {
      switch self {
      case .link: cases[Coverage.index(machine.link)]
      case .ability: cases[Coverage.index(machine.ability)]
      case .goal: cases[Coverage.index(machine.goal)]
      case .wire: cases[Coverage.index(machine.wire)]
      }
    }
  }

  /// A way to a case of a region; the other regions are at rest there as far as they can be.
  private struct Sample {
    let region: Region
    let name: String
    let player: HistoryPlayer
  }

  /// The page's table, in Markdown.
  public static func markdown() -> String {
    let samples = Self.samples()
    var lines: [String] = []
    for region in Region.allCases {
      lines += ["## \(region.title)", ""]
      lines.append("| event | " + region.cases.joined(separator: " | ") + " |")
      lines.append("|---|" + region.cases.map { _ in "---|" }.joined())
      for (index, name) in Coverage.events.enumerated() {
        let cells = region.cases.map { cell in
          samples.first { $0.region == region && $0.name == cell }
            .map { result(of: index, in: $0) } ?? "impossible"
        }
        lines.append("| \(name) | " + cells.joined(separator: " | ") + " |")
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  /// What an event makes of a case: the new case, or a dot where it stays, and what is sent.
  private static func result(of event: Int, in sample: Sample) -> String {
    var machine = sample.player.machine
    let now = sample.player.now
    if sample.region == .link,
      !Coverage.isPossible(link: sample.name, event: Coverage.events[event])
    {
      return "impossible"
    }
    let isResult = Coverage.events[event].hasPrefix("finished")
    if isResult, sample.region != .wire, machine.wire == .free {
      // The result of a read: the case with a transfer under way.
      _ = machine.handle(.refresh(nil), at: now)
      if sample.region.name(machine) != sample.name { return "impossible" }
    }
    guard let event = Self.event(event, machine) else { return "impossible" }
    let effects = machine.handle(event, at: now)
    let after = sample.region.name(machine)
    var parts = [after == sample.name ? "·" : "→ \(after)"]
    for effect in effects {
      switch effect {
      case .start(_, .read): parts.append("reads")
      case .start(_, .write): parts.append("writes")
      case .start(_, .feature): parts.append("feature")
      case .answer(_, .failed): parts.append("error")
      case .answer(_, .taken(let isTaken)): parts.append("answers \(isTaken)")
      case .answer: parts.append("answers")
      case .checkStandby: parts.append("asks the kernel")
      case .tell(.level): parts.append("signal")
      case .tell: break
      }
    }
    return parts.joined(separator: ", ")
  }

  private static func event(_ index: Int, _ machine: DisplayMachine) -> DisplayMachine.Event? {
    let token = Token(1_000)
    let client = Goal.Source.client(Client(sender: ":1.1"), isFade: false)
    var transfer: Transfer?
    if case .busy(let under) = machine.wire { transfer = under }
    switch index {
    case 0: return .tick
    case 1: return .request(LevelRequest(.percent(Percent(73)), from: client), token)
    case 2: return .refresh(token)
    case 3: return .lookAgain
    case 4: return .feature(.get(0x12), token)
    case 5:
      guard let transfer else { return nil }
      switch transfer.work {
      case .read: return .finished(transfer.id, .success(.value(50, maximum: 100)))
      case .write: return .finished(transfer.id, .success(.done))
      case .feature: return .finished(transfer.id, .success(.value(1, maximum: 2)))
      }
    case 6:
      guard let transfer else { return nil }
      return .finished(transfer.id, .failure(TransferError(.unresponsive, "It does not answer.")))
    case 7: return .reported(raw: 31)
    case 8: return .standby(false)
    case 9: return .suspend(.sleep, token)
    case 10: return .resume(.sleep)
    case 11: return .replaced
    case 12: return .unplugged
    case 13: return .rules(DisplayRules())
    default: return .ceiling(Ceiling.ID(9), Percent(10), fade: .zero)
    }
  }

  /// Plays to each case.
  private static func samples() -> [Sample] {
    func room(_ raw: Int = 50, saved: Int? = nil, rest: Int = 0, _ steps: [HistoryStep] = [])
      -> HistoryPlayer
    {
      var player = HistoryPlayer(
        History(monitor: SimulatedMonitor(raw: raw), saved: saved, rest: rest))
      if saved != nil { return player }
      player.pass(.seconds(20))
      for step in steps {
        player.pass(.milliseconds(step.wait))
        player.perform(step.action)
      }
      return player
    }
    func later(_ player: HistoryPlayer, _ milliseconds: Int) -> HistoryPlayer {
      var player = player
      player.pass(.milliseconds(milliseconds))
      return player
    }
    let now = { (action: HistoryAction) in HistoryStep(after: 0, action) }
    let silent = [now(.fault(.unresponsive, 1_000_000)), now(.refresh)]
    let trust = [60, 61, 62].map { HistoryStep(after: 12_000, .set($0)) }
    var monitor = SimulatedMonitor(raw: 50)
    monitor.denials = 9
    let unable = later(HistoryPlayer(History(monitor: monitor)), 20_000)
    let fresh = HistoryPlayer(History(monitor: SimulatedMonitor(raw: 50)))
    let ordinary = later(room(50, [now(.set(60))]), 10_000)
    var gone = room()
    gone.unplug()
    let away = [now(.suspend(.sleep)), HistoryStep(after: 1_000, .resume(.sleep))]
    let standby = [now(.fault(.asleep, 1_000_000)), now(.refresh)]
    return [
      Sample(region: .link, name: "probing", player: fresh),
      Sample(region: .link, name: "answering, returned", player: later(room(50, away), 100)),
      Sample(region: .link, name: "answering, ordinary", player: ordinary),
      Sample(region: .link, name: "answering, trusted", player: later(room(50, trust), 10_000)),
      Sample(region: .link, name: "silent, explained", player: later(room(50, standby), 300_000)),
      Sample(region: .link, name: "silent, unexplained", player: later(room(50, silent), 300_000)),
      Sample(region: .link, name: "suspended", player: room(50, [now(.suspend(.sleep))])),
      Sample(region: .link, name: "gone", player: gone),
      Sample(region: .ability, name: "unknown", player: fresh),
      Sample(region: .ability, name: "none", player: unable),
      Sample(region: .ability, name: "brightness", player: ordinary),
      Sample(
        region: .ability, name: "disputed",
        player: later(room(50, [now(.denials(1)), now(.refresh)]), 100)),
      Sample(region: .goal, name: "no goal", player: fresh),
      Sample(
        region: .goal, name: "requested",
        player: later(room(50, silent + [HistoryStep(after: 5_000, .set(60))]), 1_000)),
      Sample(
        region: .goal, name: "resuming",
        player: later(room(50, rest: 50, [now(.lostWrites(1)), now(.set(60))]), 1_620)),
      Sample(region: .goal, name: "reached", player: ordinary),
      Sample(region: .wire, name: "free", player: ordinary),
      Sample(region: .wire, name: "busy", player: room(50, [now(.set(60))])),
      Sample(
        region: .wire, name: "resting", player: later(room(50, rest: 50, [now(.set(60))]), 60)),
    ]
  }
}
