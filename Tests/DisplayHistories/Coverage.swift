import LightenCore

/// How often each combination of regions and each kind of event in it was visited.
public struct Coverage: Sendable {
  /// The cases of the regions, in the words of the table.
  static let links = [
    "probing", "answering, returned", "answering, ordinary", "answering, trusted",
    "silent, explained",
    "silent, unexplained", "suspended", "gone",
  ]
  static let abilities = ["unknown", "none", "brightness", "disputed"]
  static let goals = ["no goal", "requested", "resuming", "reached"]
  static let wires = ["free", "busy", "resting"]
  static let events = [
    "tick", "request", "refresh", "lookAgain", "feature", "finished well", "finished badly",
    "reported", "standby", "suspend", "resume", "replaced", "unplugged", "rules", "ceiling",
  ]

  /// Visits of combinations of link, ability, goal and wire.
  public private(set) var regions = [Int](repeating: 0, count: 8 * 4 * 4 * 3)
  /// Visits of pairs of link and event.
  public private(set) var transitions = [Int](repeating: 0, count: 8 * 15)

  /// What can happen and was not visited: a case of a region, or an event in a case of the link.
  public var missing: [String] {
    var missing: [String] = []
    func check(_ names: [String], _ index: (Int) -> Int) {
      for (number, name) in names.enumerated() {
        let visits = regions.indices.filter { index($0) == number }
        if !visits.contains(where: { regions[$0] > 0 }) { missing.append(name) }
      }
    }
    check(Self.links) { $0 / 48 }
    check(Self.abilities) { $0 / 12 % 4 }
    check(Self.goals) { $0 / 3 % 4 }
    check(Self.wires) { $0 % 3 }
    for link in Self.links.indices {
      for event in Self.events.indices where transitions[link * 15 + event] == 0 {
        if Self.isPossible(link: Self.links[link], event: Self.events[event]) {
          missing.append("\(Self.links[link]) × \(Self.events[event])")
        }
      }
    }
    return missing
  }

  /// Whether an event can come in a case of the link. A play that meets an impossible one fails.
  static func isPossible(link: String, event: String) -> Bool {
    switch (link, event) {
    // What is gone only answers calls that come too late.
    case ("gone", _): event == "tick" || event == "request"
    case (_, "standby"): link == "silent, explained"
    // What reports by itself is not read back, and so never trusted.
    case ("answering, trusted", "reported"): false
    default: true
    }
  }

  /// Pairs that were visited although they are impossible.
  public var impossible: [String] {
    Self.links.indices.flatMap { link in
      Self.events.indices.compactMap { event in
        let isFine =
          transitions[link * 15 + event] == 0
          || Self.isPossible(link: Self.links[link], event: Self.events[event])
        return isFine ? nil : "\(Self.links[link]) × \(Self.events[event])"
      }
    }
  }

  /// Combinations of regions that were visited, and all that there could be.
  public var combinations: (visited: Int, all: Int) {
    (regions.count { $0 > 0 }, regions.count)
  }

  /// Nothing visited.
  public init() {}

  mutating func visit(_ machine: DisplayMachine, _ event: DisplayMachine.Event) {
    let link = Self.index(machine.link)
    let region =
      ((link * 4 + Self.index(machine.ability)) * 4 + Self.index(machine.goal)) * 3
      + Self.index(machine.wire)
    regions[region] += 1
    transitions[link * 15 + Self.index(event)] += 1
  }

  /// Adds what another history visited.
  public mutating func add(_ other: Coverage) {
    for index in regions.indices { regions[index] += other.regions[index] }
    for index in transitions.indices { transitions[index] += other.transitions[index] }
  }

  static func index(_ link: Link) -> Int {
    switch link {
    case .probing: 0
    case .answering(.returned): 1
    case .answering(.ordinary): 2
    case .answering(.trusted): 3
    case .silent(_, _, .explained), .silent(_, _, .repeated): 4
    case .silent(_, _, .unexplained): 5
    case .suspended: 6
    case .gone: 7
    }
  }

  static func index(_ ability: Ability) -> Int {
    switch ability {
    case .unknown: 0
    case .none: 1
    case .brightness: 2
    case .disputed: 3
    }
  }

  static func index(_ goal: Goal?) -> Int {
    switch goal?.progress {
    case nil: 0
    case .requested: 1
    case .resuming: 2
    case .reached: 3
    }
  }

  static func index(_ wire: Wire) -> Int {
    switch wire {
    case .free: 0
    case .busy: 1
    case .resting: 2
    }
  }

  static func index(_ event: DisplayMachine.Event) -> Int {
    switch event {
    case .tick: 0
    case .request: 1
    case .refresh: 2
    case .lookAgain: 3
    case .feature: 4
    case .finished(_, .success): 5
    case .finished(_, .failure): 6
    case .reported: 7
    case .standby: 8
    case .suspend: 9
    case .resume: 10
    case .replaced: 11
    case .unplugged: 12
    case .rules: 13
    case .ceiling: 14
    }
  }
}
