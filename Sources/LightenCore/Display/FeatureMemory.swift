/// What is known of a monitor's features besides its brightness.
struct FeatureMemory: Equatable, Sendable {
  /// The brightness feature (MCCS 2.2a, 8.2: luminance).
  static let brightness: UInt8 = 0x10
  /// Features whose change changes others with them: the resets to factory defaults, of all and of
  /// luminance, and the picture mode (MCCS 2.2a: 04h, 05h, DCh).
  private static let farReaching: Set<UInt8> = [0x04, 0x05, 0xDC]

  /// The capabilities string, once it was read.
  private(set) var capabilities: String?
  private var values: [UInt8: UInt16] = [:]
  private var refusals: [FeatureWork: Instant] = [:]
  private var lastCheck: Instant?

  /// Whether a write of the feature may change the brightness.
  static func isFarReaching(_ work: FeatureWork) -> Bool {
    if case .set(let code, _) = work { farReaching.contains(code) } else { false }
  }

  /// Remembers a value; true where everybody has to hear of it.
  mutating func learn(_ code: UInt8, _ value: UInt16, bySet: Bool) -> Bool {
    let known = values.updateValue(value, forKey: code)
    return known != value && (bySet || known != nil)
  }

  /// Remembers the capabilities string.
  mutating func learn(capabilities: String) { self.capabilities = capabilities }

  /// The work hung: it is refused until `until`.
  mutating func refuse(_ work: FeatureWork, until: Instant) { refusals[work.question] = until }

  /// Whether the work hung a moment ago.
  func refuses(_ work: FeatureWork, at now: Instant) -> Bool {
    refusals[work.question].map { now < $0 } ?? false
  }

  /// Whether a failed feature has the brightness read now: not more often than `interval`.
  mutating func mayCheck(at now: Instant, interval: Duration) -> Bool {
    if let lastCheck, now - lastCheck < interval { return false }
    lastCheck = now
    return true
  }
}

extension FeatureWork {
  /// The same work without its value.
  fileprivate var question: FeatureWork {
    if case .set(let code, _) = self { .set(code, 0) } else { self }
  }
}
