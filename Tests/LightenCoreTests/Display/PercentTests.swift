import LightenCore
import Testing

@Suite struct PercentTests {
  @Test(arguments: [(-1, 0), (0, 0), (50, 5_000), (100, 10_000), (101, 10_000), (.max, 10_000)])
  func isBoundedWhole(whole: Int, hundredths: Int32) {
    #expect(Percent(whole).hundredths == hundredths)
  }

  @Test(arguments: [(0, 0), (49, 0), (50, 1), (149, 1), (9_950, 100), (.min, 0), (.max, 100)])
  func roundsToTheNearest(hundredths: Int, whole: Int) {
    #expect(Percent(hundredths: hundredths).rounded == whole)
  }

  @Test(arguments: [1, 2, 3, 10, 99, 100, 255, 1_000, 5_000])
  func everyValueOfTheHardwareComesBack(maximum: Int) {
    let scale = BrightnessScale(rawMaximum: maximum)
    for raw in 0...maximum {
      #expect(scale.raw(scale.level(exactly: raw).percent) == raw)
    }
  }

  @Test func moreThanNothingIsNeverDark() {
    let scale = BrightnessScale(rawMaximum: 4)
    #expect(scale.raw(Percent(1)) == 1)
    #expect(scale.raw(.none) == 0)
  }

  @Test func aNumberThatWasSetReadsBackTheSame() {
    let scale = BrightnessScale(rawMaximum: 10)
    #expect(scale.level(exactly: 5, remembered: Percent(47)).percent == Percent(47))
    #expect(scale.level(exactly: 6, remembered: Percent(47)).percent == Percent(60))
  }

  @Test(arguments: [(10, 6), (-10, 4), (1, 6), (-1, 4), (0, 5), (.max, 10), (.min, 0)])
  func addsAtLeastOneStep(points: Int, raw: Int) {
    let scale = BrightnessScale(rawMaximum: 10)
    let hundredths = points == .max || points == .min ? points : points * 100
    #expect(scale.level(adding: hundredths, to: scale.level(exactly: 5)).raw == raw)
  }

  @Test func timesAreDivided() {
    let times = Times.standard.divided(by: 100)
    #expect(times.readBack == .milliseconds(15))
    #expect(times.readBacksAfterAbsence == [10, 10, 30, 40].map { .milliseconds($0) })
    #expect(times.wakeRetries.longest == .milliseconds(50))
    #expect(times.retries.attempts == Times.standard.retries.attempts)
    #expect(Times.standard.divided(by: 0) == .standard)
  }
}
