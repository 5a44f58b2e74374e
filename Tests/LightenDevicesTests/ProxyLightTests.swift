import GLibKit
import LightenCore
import Testing

@testable import LightenDevices

@Suite struct ProxyLightTests {
  private static let light: [String: Variant] = [
    "HasAmbientLight": .boolean(true), "LightLevelUnit": .string("lux"), "LightLevel": .double(9),
  ]
  private static let noLight = "iio-sensor-proxy knows no light sensor."

  /// One of a proxy that has light, unclaimed.
  private func make() -> ProxyLight {
    var light = ProxyLight()
    #expect(light.ownerChanged(":1.1") == [.readAll])
    #expect(light.answered(Self.light) == [.tellChange, .tellChange])
    return light
  }

  /// One that measures.
  private func makeClaimed() -> ProxyLight {
    var light = make()
    #expect(light.claim() == [.waitNoMore, .call(claims: true)])
    #expect(light.called(claims: true, refusal: nil) == [.readAll])
    return light
  }

  private func level(_ value: Double) -> [String: Variant] { ["LightLevel": .double(value)] }

  @Test func isSearchingUntilThereIsAnAnswer() {
    var light = ProxyLight()
    #expect(light.isSearching && !light.hasLight && light.problem == ProxyLight.noProxy)
    #expect(light.ownerChanged(nil) == [.waitNoMore, .tellChange])
    #expect(!light.isSearching)

    light = ProxyLight()
    #expect(light.ownerChanged(":1.1") == [.readAll])
    #expect(light.isSearching)
    #expect(light.answered([:]) == [.tellChange], "a proxy that does not answer has no light")
    #expect(!light.isSearching && !light.hasLight)
  }

  @Test func knowsWhetherThereIsLight() {
    var light = make()
    #expect(light.hasLight && light.problem == nil && light.unit == .lux)
    #expect(light.changed(["HasAmbientLight": .boolean(false)]) == [.tellChange])
    #expect(!light.hasLight && light.problem == Self.noLight)
    #expect(light.changed(["HasAmbientLight": .boolean(true)]) == [.tellChange])
    #expect(light.ownerChanged(nil) == [.waitNoMore, .tellChange])
    #expect(!light.hasLight && light.problem == ProxyLight.noProxy)
  }

  @Test(
    arguments: [("lux", .lux), ("vendor", .raw), ("", .raw), ("Lux\u{1B}", .raw)]
      as [(String, LightUnit)])
  func knowsTheUnit(word: String, unit: LightUnit) {
    var light = make()
    #expect(
      light.changed(["LightLevelUnit": .string(word)]) == (unit == .lux ? [] : [.tellChange]))
    #expect(light.unit == unit)
  }

  @Test func takesLevelsWhileItIsClaimed() {
    var light = make()
    #expect(light.changed(level(5)) == [], "nobody has made the proxy measure")
    #expect(light.claim() == [.waitNoMore, .call(claims: true)])
    #expect(light.changed(level(5)) == [], "not yet")
    #expect(light.claim() == [], "one call at a time")
    #expect(light.called(claims: true, refusal: nil) == [.readAll])
    #expect(light.answered(Self.light) == [.tellLevel(9)])
    #expect(light.changed(level(5)) == [.tellLevel(5)])
    #expect(light.release() == [.waitNoMore, .waitNoMore, .call(claims: false)])
    #expect(light.called(claims: false, refusal: nil) == [])
    #expect(light.changed(level(6)) == [])
  }

  @Test(
    arguments: [
      .nan, -.nan, .infinity, -.infinity, -1, -Double.leastNonzeroMagnitude, 1e6 + 1, 1e300,
    ]
      as [Double])
  func leavesRubbishAside(value: Double) {
    var light = makeClaimed()
    guard case .warn(let sentence) = light.changed(level(value)).first else {
      Issue.record("nobody is warned of \(value)")
      return
    }
    #expect(sentence == "iio-sensor-proxy says the light is \(value); that is left aside")
    #expect(light.changed(level(value)) == [], "once is enough")
    #expect(light.changed(level(0)) == [.tellLevel(0)])
    #expect(light.changed(level(value)).count == 1, "it is told again after a good level")
  }

  @Test func leavesOtherTypesAside() {
    var light = makeClaimed()
    let wrong: [String: Variant] = [
      "LightLevel": .string("5"), "HasAmbientLight": .int32(0), "LightLevelUnit": .double(1),
      "AccelerometerOrientation": .string("normal"),
    ]
    #expect(light.changed(wrong) == [])
    #expect(light.hasLight && light.unit == .lux)
  }

  @Test func claimsAgainWhenTheLightComesBack() {
    var light = makeClaimed()
    #expect(light.changed(["HasAmbientLight": .boolean(false)]) == [.tellChange])
    #expect(
      light.changed(["HasAmbientLight": .boolean(true)]) == [
        .waitNoMore, .call(claims: true), .tellChange,
      ])
  }

  @Test func isReleasedWhileItIsBeingClaimed() {
    var light = make()
    _ = light.claim()
    #expect(light.release() == [.waitNoMore], "after the call")
    #expect(
      light.called(claims: true, refusal: nil) == [.readAll, .waitNoMore, .call(claims: false)])
    #expect(light.claim() == [])
    #expect(
      light.called(claims: false, refusal: "no") == [.waitNoMore, .call(claims: true)],
      "wanted again meanwhile")
  }

  @Test func aProxyThatRefusesIsAskedLaterAndLater() {
    var light = make()
    _ = light.claim()
    for seconds in [2, 4, 8, 16, 32, 60, 60] {
      #expect(
        light.called(claims: true, refusal: "Not Authorized") == [
          .wait(.seconds(seconds)), .tellChange,
        ])
      #expect(
        light.problem == "iio-sensor-proxy does not measure for this session: Not Authorized.")
      #expect(light.timeIsUp() == [.waitNoMore, .call(claims: true)])
    }
    #expect(light.called(claims: true, refusal: nil) == [.readAll, .tellChange])
    #expect(light.problem == nil)
  }

  @Test func aProxyThatRefusedIsAskedAtOnceWhenTheSessionReturns() {
    var light = make()
    #expect(light.accessReturned() == [], "nobody needs it")
    _ = light.claim()
    _ = light.called(claims: true, refusal: "Not Authorized")
    _ = light.timeIsUp()
    _ = light.called(claims: true, refusal: "Not Authorized")
    #expect(light.accessReturned() == [.waitNoMore, .call(claims: true)])
    #expect(
      light.called(claims: true, refusal: "Not Authorized") == [.wait(.seconds(2)), .tellChange],
      "and the waits are short again")
  }

  @Test func aRefusalAfterTheReleaseIsNotAskedAgain() {
    var light = make()
    _ = light.claim()
    _ = light.release()
    #expect(light.called(claims: true, refusal: "no") == [.tellChange])
    #expect(light.timeIsUp() == [])
    #expect(light.claim() == [.waitNoMore, .call(claims: true)], "and at once when it is wanted")
  }

  /// What the proxy says reaches terminals: it is short, and has no control characters.
  @Test func theWordsOfTheProxyAreHarmless() {
    var light = make()
    _ = light.claim()
    let words = "no\u{1B}[2J\n\u{0}\u{7F}\u{9B}\u{202E}é" + String(repeating: "x", count: 65_536)
    _ = light.called(claims: true, refusal: words)
    let problem = light.problem ?? ""
    #expect(problem.hasPrefix("iio-sensor-proxy does not measure for this session: no [2J     é"))
    #expect(problem.count < 300)
    #expect(problem.unicodeScalars.allSatisfy { !$0.isControl })
  }

  /// An answer of a proxy that is gone says nothing of the next one.
  @Test func theProxyIsAnotherOneWhileItIsBeingClaimed() {
    var light = make()
    _ = light.claim()
    #expect(light.ownerChanged(nil) == [.waitNoMore, .tellChange])
    #expect(light.ownerChanged(":1.2") == [.readAll])
    #expect(light.answered(Self.light) == [.tellChange], "the call to the old one is not over")
    #expect(
      light.called(claims: true, refusal: "gone") == [.waitNoMore, .call(claims: true)])
    #expect(light.problem == nil)
    #expect(light.called(claims: true, refusal: nil) == [.readAll])
    #expect(light.changed(level(3)) == [.tellLevel(3)])
  }

  @Test func theProxyIsGoneWhileItIsBeingClaimed() {
    var light = make()
    _ = light.claim()
    _ = light.ownerChanged(nil)
    #expect(light.called(claims: true, refusal: "gone") == [])
    #expect(light.problem == ProxyLight.noProxy, "this is the reason")
  }
}
