import GLibKit
import LightenCore

/// What iio-sensor-proxy says of the light, and whether it measures for us. Without I/O: each event
/// answers with what `ProxyLightSensor` has to do, in this order. What others are told comes last,
/// since they may claim or release the sensor at once.
struct ProxyLight: Equatable {
  /// What is to be done.
  enum Action: Equatable {
    /// Ask the owner of the proxy's name for all properties; an `answered` follows.
    case readAll
    /// Call ClaimLight, or ReleaseLight; a `called` follows.
    case call(claims: Bool)
    /// Call `timeIsUp` after this time, and not at the time that was set before.
    case wait(Duration)
    /// Do not call `timeIsUp`.
    case waitNoMore
    /// Tell that `unit` or `problem` is another one, that a claim failed, or that the search is over.
    case tellChange
    /// Tell a level.
    case tellLevel(Double)
    /// Log something that its user should look at.
    case warn(String)
  }

  /// `lux`, or `raw` where the proxy says `vendor`.
  private(set) var unit = LightUnit.lux
  /// Why it cannot measure, in one sentence; nil while it can.
  private(set) var problem: String? = Self.noProxy
  /// Whether the system bus or the proxy has not answered yet.
  private(set) var isSearching = true
  /// Whether the proxy knows a light sensor.
  private(set) var hasLight = false

  private var owner: String?
  private var wantsClaim = false
  private var isClaimed = false
  /// The owner that a call is under way to.
  private var calling: String?
  private var hasReportedRubbish = false
  /// A proxy that refuses is asked again later and later: it refuses sessions that are not active,
  /// and may hear later than we do when they are again.
  private var retries = BackOff(first: .seconds(2), longest: .seconds(60))

  static let noProxy =
    "There is no light sensor: choose one in [sensor] of lightend.conf, or install "
    + "iio-sensor-proxy where the computer has one."

  /// Somebody else owns the proxy's name, or nobody does, as without a bus.
  mutating func ownerChanged(_ owner: String?) -> [Action] {
    self.owner = owner
    // The next owner knows nothing of this.
    isClaimed = false
    hasLight = false
    guard owner == nil else { return [.readAll] }
    return [.waitNoMore] + report(Self.noProxy) + searched()
  }

  /// The proxy has told all properties, or none where it has not answered.
  mutating func answered(_ properties: [String: Variant]) -> [Action] {
    changed(properties) + searched()
  }

  /// The proxy has told properties.
  mutating func changed(_ properties: [String: Variant]) -> [Action] {
    var actions: [Action] = []
    var told: [Action] = []
    if let hasLight = properties["HasAmbientLight"]?.boolean, hasLight != self.hasLight {
      self.hasLight = hasLight
      isClaimed = false
      actions = settleClaim()
      told = report(hasLight ? nil : "iio-sensor-proxy knows no light sensor.")
    }
    if let word = properties["LightLevelUnit"]?.string {
      let unit: LightUnit = word == "lux" ? .lux : .raw
      if self.unit != unit {
        self.unit = unit
        told.append(.tellChange)
      }
    }
    // Before the claim, the level is whatever it was last.
    if isClaimed, let level = properties["LightLevel"]?.double { told += measured(level) }
    return actions + told
  }

  /// Somebody needs the light.
  mutating func claim() -> [Action] {
    wantsClaim = true
    retries.reset()
    return settleClaim()
  }

  /// Nobody needs the light any more.
  mutating func release() -> [Action] {
    wantsClaim = false
    return [.waitNoMore] + settleClaim()
  }

  /// A refusal from before says nothing: the session is in the foreground again.
  mutating func accessReturned() -> [Action] {
    retries.reset()
    return settleClaim()
  }

  /// The time that `wait` has set is over.
  mutating func timeIsUp() -> [Action] { settleClaim() }

  /// A call has ended: well, or with the proxy's words for what is wrong.
  mutating func called(claims: Bool, refusal: String?) -> [Action] {
    let isSameProxy = calling == owner
    calling = nil
    // What another proxy has answered says nothing of this one.
    guard isSameProxy else { return settleClaim() }
    isClaimed = claims && refusal == nil
    guard claims else { return settleClaim() }
    if let refusal {
      // It may be of any length.
      let words = String(refusal.unicodeScalars.prefix(200)).printable
      problem = "iio-sensor-proxy does not measure for this session: \(words)."
      // Whoever has released it meanwhile does not wait.
      let delay = wantsClaim ? retries.wait() : nil
      return (delay.map { [.wait($0)] } ?? []) + [.tellChange]
    }
    return [.readAll] + settleClaim() + report(nil)
  }

  private mutating func searched() -> [Action] {
    guard isSearching else { return [] }
    isSearching = false
    return [.tellChange]
  }

  private mutating func measured(_ level: Double) -> [Action] {
    guard LightUnit.isLevel(level) else {
      guard !hasReportedRubbish else { return [] }
      hasReportedRubbish = true
      return [.warn("iio-sensor-proxy says the light is \(level); that is left aside")]
    }
    hasReportedRubbish = false
    return [.tellLevel(level)]
  }

  /// Brings the claim in line with what is wanted, one call at a time.
  private mutating func settleClaim() -> [Action] {
    guard calling == nil, wantsClaim != isClaimed, hasLight, let owner else { return [] }
    calling = owner
    return [.waitNoMore, .call(claims: wantsClaim)]
  }

  private mutating func report(_ problem: String?) -> [Action] {
    guard self.problem != problem else { return [] }
    self.problem = problem
    return [.tellChange]
  }
}
