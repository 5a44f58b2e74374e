/// What level should the display have? The third of the four questions. There is one goal, and it
/// outlives every absence: the last request, the level to restore and the level to save are this
/// goal at different moments.
public struct Goal: Equatable, Sendable {
  /// Who wants it.
  public enum Source: Equatable, Sendable {
    /// A client; `isFade` where it asked for a fade.
    case client(Client, isFade: Bool)
    /// The light policy; `since` is when the light last changed enough to act.
    case light(since: Instant)
    /// A profile; `since` is when the connected monitors changed.
    case profile(since: Instant)
    /// The level from before an absence.
    case restore
    /// The monitor's buttons, a hotkey or another program.
    case external

    /// Whether a person wants it.
    var isPerson: Bool {
      switch self {
      case .client, .external: true
      case .light, .profile, .restore: false
      }
    }
  }

  /// How far it has come.
  public enum Progress: Equatable, Sendable {
    /// The display has not had it yet.
    case requested
    /// The display had it once and has to get it again.
    case resuming(Resumption)
    /// The display has it; nothing is to be done.
    case reached
  }

  /// Why a level that was reached is written again.
  public enum Resumption: Equatable, Sendable {
    /// The display was away.
    case restore
    /// A ceiling came, moved or ended.
    case ceiling
    /// The display lost the write, or somebody asked for the level again.
    case repetition
  }

  /// How it is approached.
  public enum Approach: Equatable, Sendable {
    /// With one write.
    case direct
    /// With a fade of this length that begins once the display's level is known.
    case delayed(Duration)
    /// Along a path that ends at the goal.
    case ramp(Path)
  }

  /// The level, before limits and ceilings.
  public internal(set) var percent: Percent
  /// The hardware's own value where somebody named it or the display said it.
  var raw: Int?
  /// Who wants it.
  public internal(set) var source: Source
  /// When it was requested.
  public internal(set) var requested: Instant
  /// How far it has come.
  public internal(set) var progress: Progress
  /// How it is approached.
  public internal(set) var approach = Approach.direct

  /// The level on a piece of hardware.
  func level(_ scale: BrightnessScale) -> DisplayLevel {
    raw.map { scale.level(exactly: $0, remembered: percent) } ?? scale.level(percent)
  }

  /// Whether both are the same request.
  func isSameRequest(as other: Goal?) -> Bool {
    percent == other?.percent && source == other?.source && requested == other?.requested
  }
}

/// A program on the bus that asks for something.
public struct Client: Hashable, Sendable {
  /// Its unique bus name.
  public let sender: String
  /// Words of its own that come back in the signal.
  public let context: String
  /// Whether the light policy may learn from its request.
  public let learns: Bool

  /// Makes a client.
  public init(sender: String, context: String = "", learns: Bool = true) {
    self.sender = sender
    self.context = context
    self.learns = learns
  }
}

/// A request for a level.
public struct LevelRequest: Equatable, Sendable {
  /// The level that is requested.
  public enum Change: Equatable, Sendable {
    /// A share of what the hardware offers.
    case percent(Percent)
    /// A value of the hardware's.
    case raw(Int)
    /// Hundredths of a percent, counted from the level that the display has or is about to have.
    case relative(Int)

    /// Within the whole scale: sums must not overflow, whatever a caller sends.
    var bounded: Change {
      if case .relative(let hundredths) = self {
        .relative(min(max(hundredths, -10_000), 10_000))
      } else {
        self
      }
    }
  }

  /// The level.
  public var change: Change
  /// Who wants it.
  public var source: Goal.Source
  /// How long the way to it takes; zero for one write.
  public var fade: Duration

  /// Makes a request.
  public init(_ change: Change, from source: Goal.Source, fade: Duration = .zero) {
    self.change = change.bounded
    self.source = source
    self.fade = min(max(fade, .zero), Fade.longest)
  }
}

/// An even way from one level to another. Its steps are values of the hardware.
public struct Path: Equatable, Sendable {
  /// Where it starts.
  public let from: Percent
  /// Where it ends.
  public let to: Percent
  /// When it starts.
  public let start: Instant
  /// How long it takes.
  public let duration: Duration

  /// When it ends.
  public var end: Instant { start + duration }

  /// The level at a moment; the end where the path is over.
  func level(at now: Instant, _ scale: BrightnessScale) -> DisplayLevel {
    guard now < end else { return scale.level(to) }
    let (first, last) = (scale.raw(from), scale.raw(to))
    let progress = max((now - start) / duration, 0)
    return scale.level(exactly: first + Int((Double(last - first) * progress).rounded()))
  }

  /// When the level changes next after a moment; the end at the latest, nil where that is over.
  func nextStep(after now: Instant, _ scale: BrightnessScale) -> Instant? {
    guard now < end else { return nil }
    let (first, last) = (scale.raw(from), scale.raw(to))
    let taken = abs(level(at: now, scale).raw - first)
    guard first != last else { return end }
    // A value is shown from half a step before its exact moment, as rounding has it.
    return min(start + duration * ((Double(taken) + 0.5) / Double(abs(last - first))), end)
  }
}

/// A temporary level that caps the goal. The goal stays what it is.
public struct Ceiling: Equatable, Sendable {
  /// Tells one ceiling from another.
  public struct ID: Hashable, Sendable {
    /// A number that whoever sets the ceiling chooses.
    public let number: Int

    /// Makes an id.
    public init(_ number: Int) { self.number = number }
  }

  /// The way to its level.
  var path: Path
  /// Whether it is on its way out: it ends with its path.
  var isEnding = false
  /// The level that it comes to.
  public var end: Percent { path.to }
}

/// A caller who waits for a goal; the shell keeps what the token stands for.
public struct Token: Hashable, Sendable {
  /// A number that the shell chooses, once for each caller.
  public let number: Int

  /// Makes a token.
  public init(_ number: Int) { self.number = number }
}

/// Who waits for the goal, and for what.
struct Waiter: Equatable, Sendable {
  /// What answers the call.
  enum Condition: Equatable, Sendable {
    /// The next write that is acknowledged.
    case nextWrite
    /// The goal itself: the end of a fade.
    case end
  }

  let token: Token
  var condition: Condition
  /// Writes that failed while the caller waited; the second failure answers the call.
  var failures = 0
}
