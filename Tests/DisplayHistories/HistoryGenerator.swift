import LightenCore

/// Makes histories from seeds; the same seed makes the same history in each run. The generator is
/// SplitMix64 (Steele, Lea and Flood, 2014).
public struct HistoryGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Makes a generator.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  private mutating func happens(_ percent: Int) -> Bool { below(100) < percent }
  private mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// The history of a seed.
  public static func history(seed: UInt64) -> History {
    var generator = HistoryGenerator(seed: seed)
    return generator.history()
  }

  private mutating func history() -> History {
    let maximum = pick([100, 100, 100, 255, 10, 1_000, 65_535])
    var monitor = SimulatedMonitor(raw: below(maximum + 1), maximum: maximum)
    if happens(12) { monitor.shape = happens(50) ? .clamps(10, 80) : .rounds(max(maximum / 20, 1)) }
    monitor.raw = monitor.level(of: monitor.raw)
    monitor.reports = monitor.shape == .exact && happens(20)
    monitor.takesUnansweredWrites = happens(50)
    monitor.samplesEarly = happens(50)
    monitor.lostAfterWake = monitor.reports ? 0 : pick([0, 0, 1, 2, 3])
    monitor.latency = .milliseconds(pick([5, 50, 100]))
    let saved = happens(70) ? below(101) : nil
    let isLiveness = happens(60)
    var history = History(
      monitor: monitor, saved: saved, isLiveness: isLiveness, rest: pick([0, 0, 50]))
    for _ in 0..<(4 + below(20)) {
      history.steps.append(HistoryStep(after: wait(), action(isLiveness)))
    }
    return history
  }

  private mutating func wait() -> Int {
    switch below(10) {
    case 0...3: below(120)
    case 4...5: below(1_000)
    case 6...7: below(4_000)
    case 8: below(15_000)
    default: pick([1_500, 2_000, 20_000, 70_000, 140_000])
    }
  }

  private mutating func percent() -> Int { happens(50) ? pick([4, 20, 40, 60, 90]) : below(101) }

  private mutating func action(_ isLiveness: Bool) -> HistoryAction {
    switch below(100) {
    case 0..<24: .set(percent())
    case 24: .setRaw(below(1_001))
    case 25..<29: .add(pick([-10, -5, 5, 10, 1]))
    case 29..<35: .fade(percent(), pick([200, 1_000, 5_000, 30_000]))
    case 35..<38: .light(percent())
    case 38: .profile(percent())
    case 39..<43: .refresh
    case 43: .lookAgain
    case 44..<46:
      .feature(pick([.get(0x12), .get(0x10), .set(0x60, 15), .set(0xDC, 3), .capabilities]))
    case 46..<53: .button(percent())
    case 53..<61:
      .fault(
        pick([.unresponsive, .unresponsive, .asleep, .hung, .interrupted, .permissionDenied]),
        pick([100, 1_000, 3_000, 10_000, 40_000, 300_000]))
    case 61..<63: .interruptions(1 + below(4))
    case 63..<68: .lostWrites(pick([1, 1, 1, 2, 5]))
    case 68: .refusedWrites(1)
    case 69: .denials(1 + below(3))
    case 70: .badFeatures(1 + below(5))
    case 71: .range(pick([100, 50, 255]))
    case 72..<78: .suspend(happens(80) ? .sleep : .background)
    case 78..<86: .resume(happens(80) ? .sleep : .background)
    case 86: .replace
    case 87: .restart
    case 88..<90: .limits(below(30), 60 + below(41))
    case 90: .restores(happens(50))
    case 91: .lightLevel(happens(50) ? percent() : nil)
    case 92..<95: .ceiling(below(2), happens(60) ? percent() : nil, pick([0, 0, 1_000]))
    default: .set(percent())
    }
  }
}
