import Testing

@testable import LightenCore

@Suite struct LightFollowerTests {
  /// The light at moments, seconds.
  typealias Readings = [(time: Double, light: Double)]

  /// A reading each second, as a sensor that is polled gives them.
  private func polled(_ lights: [Double]) -> Readings {
    lights.enumerated().map { (Double($0), $1) }
  }

  private func parameters(threshold: Int = 10, rate: Int = 3, interval: Int = 1) -> Parameters {
    var parameters = Parameters()
    parameters.changeThreshold = threshold
    parameters.changeRate = rate
    parameters.sensorInterval = interval
    return parameters
  }

  /// When a display follows, and which light: “seconds:light”. The second looks that the follower
  /// asks for come as a timer gives them, before a reading of the same moment.
  private func follows(
    _ readings: Readings, _ parameters: Parameters, writes: Bool = true
  ) -> [String] {
    var follower = LightFollower(parameters: parameters)
    var followed: [String] = []
    var second: Duration?
    var present: Double?
    func look(at time: Duration) {
      second = nil
      guard let present else { return }
      switch follower.observe(present, at: time) {
      case .stay: break
      case .lookAgain(let next):
        #expect(next > time)
        second = next
      case .follow:
        follower.decided(for: present, at: time, wrote: writes)
        followed.append("\(time / .seconds(1)):\(present)")
      }
    }
    for reading in readings + [(time: .greatestFiniteMagnitude, light: 0)] {
      while let due = second, due / .seconds(1) <= reading.time { look(at: due) }
      guard reading.time < .greatestFiniteMagnitude else { break }
      present = reading.light
      look(at: .seconds(reading.time))
    }
    return followed
  }

  private func observe(
    _ follower: inout LightFollower, _ light: Double, at seconds: Double
  ) -> LightFollower.Verdict {
    follower.observe(light, at: .seconds(seconds))
  }

  // MARK: The first light

  @Test func followsTheFirstLightAtOnce() {
    var follower = LightFollower(parameters: Parameters())
    #expect(follower.reference == nil)
    #expect(observe(&follower, 100, at: 0) == .follow)
    // And the next, until somebody decides.
    #expect(observe(&follower, 100, at: 1) == .follow)
    follower.decided(for: 100, at: .seconds(1), wrote: false)
    #expect(follower.reference == 100)
    #expect(observe(&follower, 100, at: 2) == .stay)
  }

  // MARK: change_threshold

  @Test(
    arguments: [
      (10, 110, true), (10, 109.9, false), (10, 90, true), (10, 90.1, false), (10, 300, true),
      (1, 101, true), (1, 100.5, false), (200, 290, false), (200, 300, true),
    ] as [(Int, Double, Bool)])
  func followsAChangeByThisMuchOrMore(threshold: Int, light: Double, doesFollow: Bool) {
    let lights = [100, 100, 100, 100, 100, light, light, light]
    let expected = ["0.0:100.0"] + (doesFollow ? ["6.0:\(light)"] : [])
    #expect(follows(polled(lights), parameters(threshold: threshold)) == expected)
  }

  /// Two readings must say so, so it is every other one.
  @Test func letsAnyReadingCountWithoutThreshold() {
    let lights = Array(repeating: 100.0, count: 7)
    #expect(
      follows(polled(lights), parameters(threshold: 0, rate: 0)) == [
        "0.0:100.0", "2.0:100.0", "4.0:100.0", "6.0:100.0",
      ])
  }

  // MARK: What passes

  /// Polled each second; 100 is where it was decided.
  @Test(
    arguments: [
      ("a passing shadow", [100, 100, 100, 100, 20, 100, 100]),
      ("a slip of the sensor", [100, 100, 100, 100, 100_000, 100, 100]),
      ("slips one after the other", [100, 100, 100, 100, 20, 100, 20, 100, 20, 100]),
      ("a sensor that jumps about", [100, 100, 100, 100, 20, 200, 30, 300, 10, 120, 80, 100]),
      ("unrest below the threshold", [100, 109, 91, 105, 95, 109, 91, 109]),
      ("nothing at all", [100, 100, 100, 100, 100]),
    ] as [(String, [Double])])
  func isNotMovedBy(what: String, lights: [Double]) {
    for rate in [0, 3] {
      #expect(follows(polled(lights), parameters(rate: rate)) == ["0.0:100.0"])
    }
  }

  /// Some sensors say only what changed, whenever it does.
  @Test(
    arguments: [
      ([(10, 20), (10.4, 100)], []), ([(10, 20), (11.4, 100)], []),
      // Nothing comes after the change: a second look finds that it stayed.
      ([(10, 20)], ["11.5:20.0"]),
      // A later reading that agrees is as good.
      ([(10, 20), (10.9, 25), (11.2, 30)], ["11.2:30.0"]),
      ([(10, 20), (10.9, 25)], ["11.5:25.0"]),
      // From dark to bright: the change begins anew.
      ([(10, 20), (10.5, 200)], ["12.0:200.0"]),
      ([(10, 20), (10.5, 100), (10.8, 20)], ["12.3:20.0"]),
    ] as [(Readings, [String])])
  func looksAgainWhetherAChangeStayed(readings: Readings, expected: [String]) {
    #expect(
      follows([(0, 100)] + readings, parameters()) == ["0.0:100.0"] + expected)
  }

  // MARK: Drift

  @Test func followsALightThatRisesSlowly() {
    let lights = (0...35).map { 100 + Double($0) }
    #expect(
      follows(polled(lights), parameters()) == [
        "0.0:100.0", "11.0:111.0", "22.0:122.0", "33.0:133.0",
      ])
  }

  @Test func followsALightThatFallsSlowly() {
    let lights = (0...24).map { 100 - Double($0) / 2 }
    #expect(follows(polled(lights), parameters()) == ["0.0:100.0", "21.0:89.5"])
  }

  // MARK: change_rate

  /// The light changes with each reading; 3 means that only every fourth can follow. What changed
  /// last is followed after the last reading too.
  @Test(
    arguments: [
      (0, ["0", "2", "4", "6", "8"]), (1, ["0", "2", "4", "6", "8"]), (2, ["0", "3", "6", "9"]),
      (3, ["0", "4", "8", "12"]), (5, ["0", "6", "12"]), (100, ["0", "101"]),
    ] as [(Int, [String])])
  func restsAfterAChange(rate: Int, seconds: [String]) {
    let lights = (0...8).map { 100 + 50 * Double($0) }
    let followed = follows(polled(lights), parameters(rate: rate))
    #expect(followed.map { $0.prefix { $0 != "." } } == seconds.map { $0[...] })
  }

  @Test func doesNotRestWhereNothingWasWritten() {
    let lights = (0...6).map { 100 + 50 * Double($0) }
    #expect(
      follows(polled(lights), parameters(rate: 100), writes: false)
        == [0, 2, 4, 6].map { "\(Double($0)):\(lights[$0])" })
  }

  @Test func followsAfterTheRestWhatChangedWithinIt() {
    #expect(follows([(0, 100), (1, 200)], parameters()) == ["0.0:100.0", "4.0:200.0"])
    #expect(follows([(0, 100), (1, 200), (3.9, 100)], parameters()) == ["0.0:100.0"])
  }

  @Test func countsInReadings() {
    #expect(
      follows([(0, 100), (10, 200)], parameters(interval: 60)) == ["0.0:100.0", "240.0:200.0"])
    #expect(
      follows([(0, 100), (300, 200)], parameters(interval: 60)) == ["0.0:100.0", "390.0:200.0"])
  }

  // MARK: The user

  @Test func countsFromTheLightThatTheUserDecidedIn() {
    var follower = LightFollower(parameters: parameters())
    follower.decided(for: 100, at: .zero, wrote: false)
    #expect(observe(&follower, 300, at: 1) != .stay)
    // The user sets the brightness: the change is none any more, and nothing rests.
    follower.decided(for: 300, at: .milliseconds(1_500), wrote: false)
    #expect(observe(&follower, 300, at: 2) == .stay)
    #expect(observe(&follower, 310, at: 3) == .lookAgain(at: .milliseconds(4_500)))
    #expect(observe(&follower, 310, at: 4) == .follow)
  }

  @Test func takesOtherParametersAtOnce() {
    var follower = LightFollower(parameters: parameters())
    follower.decided(for: 100, at: .zero, wrote: true)
    #expect(observe(&follower, 150, at: 1) == .lookAgain(at: .seconds(4)))
    follower.parameters = parameters(rate: 9)
    #expect(observe(&follower, 150, at: 4) == .lookAgain(at: .seconds(10)))
    follower.parameters = parameters(threshold: 51)
    #expect(observe(&follower, 150, at: 10) == .stay)
  }

  // MARK: The comparison from time to time

  @Test(
    arguments: [
      (3, 900, 3.9, true), (3, 900, 4, false), (0, 900, 0.9, true), (0, 900, 1, false),
      (1_000, 900, 899, true), (1_000, 900, 900, false),
    ] as [(Int, Int, Double, Bool)])
  func knowsWhetherItHasJustChanged(rate: Int, interval: Int, seconds: Double, isRecent: Bool) {
    var parameters = parameters(rate: rate)
    parameters.restoreInterval = interval
    var follower = LightFollower(parameters: parameters)
    #expect(!follower.hasRecentlyChanged(at: .zero))
    follower.decided(for: 100, at: .seconds(50), wrote: false)
    #expect(!follower.hasRecentlyChanged(at: .seconds(50)))
    follower.decided(for: 100, at: .seconds(100), wrote: true)
    #expect(follower.hasRecentlyChanged(at: .seconds(100 + seconds)) == isRecent)
  }
}
