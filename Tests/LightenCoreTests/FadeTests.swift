import Testing

@testable import LightenCore

@Suite struct FadeTests {
  private static let fades = [
    Fade(from: 0, to: 100, over: .seconds(1)), Fade(from: 100, to: 0, over: .seconds(1)),
    Fade(from: 50, to: 51, over: .milliseconds(500)), Fade(from: 30, to: 29, over: .seconds(7)),
    Fade(from: 3, to: 90, over: .milliseconds(333)), Fade(from: 99, to: 1, over: .seconds(86_400)),
    Fade(from: 10, to: 17, over: .nanoseconds(1)), Fade(from: 0, to: 100, over: .milliseconds(7)),
  ]

  @Test(
    arguments: [
      (-1, 0), (0, 0), (4, 0), (5, 1), (14, 1), (15, 2), (500, 50), (994, 99), (995, 100),
      (1000, 100), (9999, 100),
    ] as [(Int, Int)])
  func movesEvenly(milliseconds: Int, percent: Int) {
    let elapsed = Duration.milliseconds(milliseconds)
    #expect(Fade(from: 0, to: 100, over: .seconds(1)).percent(after: elapsed) == percent)
    #expect(Fade(from: 100, to: 0, over: .seconds(1)).percent(after: elapsed) == 100 - percent)
  }

  @Test(arguments: fades)
  func neverTurnsBack(fade: Fade) {
    var last = fade.start
    for part in 0...1_000 {
      let percent = fade.percent(after: fade.duration * Double(part) / 1_000)
      #expect(fade.start < fade.end ? percent >= last : percent <= last)
      last = percent
    }
    #expect(last == fade.end)
  }

  @Test(arguments: fades)
  func endsExactly(fade: Fade) {
    #expect(fade.percent(after: fade.duration) == fade.end)
    #expect(fade.percent(after: fade.duration * 2) == fade.end)
    #expect(fade.nextStep(after: fade.duration, pace: .milliseconds(50)) == nil)
    #expect(fade.nextStep(after: fade.duration * 2, pace: .milliseconds(50)) == nil)
  }

  @Test(arguments: fades, [Duration.milliseconds(16), .milliseconds(50)])
  func stepsNoFasterThanThePace(fade: Fade, pace: Duration) {
    var moments: [Duration] = [.zero]
    while let next = fade.nextStep(after: moments.last!, pace: pace), moments.count < 300 {
      // Only the last step may come sooner, as the fade must end in time.
      #expect(next - moments.last! >= pace || next == fade.duration)
      #expect(next > moments.last!)
      moments.append(next)
    }
    #expect(moments.last == fade.duration)
    // As many steps as there are values, however long the fade; half as many again may come a
    // hair too soon by rounding and show the same value.
    let values = Set(moments.map { fade.percent(after: $0) })
    #expect(moments.count <= values.count * 3 / 2 + 2)
  }

  /// Where there is time, every value is shown, at the moment when rounding has it.
  @Test func showsEveryValueOfASlowFade() {
    let fade = Fade(from: 10, to: 15, over: .seconds(10))
    var elapsed = Duration.zero
    var steps: [Duration] = []
    var values: [Int] = []
    while let next = fade.nextStep(after: elapsed, pace: .milliseconds(50)), steps.count < 20 {
      elapsed = next
      steps.append(next)
      values.append(fade.percent(after: next))
    }
    #expect(
      steps == [.seconds(1), .seconds(3), .seconds(5), .seconds(7), .seconds(9), .seconds(10)])
    #expect(values == [11, 12, 13, 14, 15, 15])
  }

  @Test func hasNoStepsWithoutAWay() {
    let fade = Fade(from: 40, to: 40, over: .seconds(10))
    #expect(fade.nextStep(after: .zero, pace: .milliseconds(50)) == nil)
    #expect(fade.percent(after: .zero) == 40)
    #expect(fade.percent(after: .seconds(5)) == 40)
  }

  @Test(arguments: [Duration.zero, .seconds(-1)])
  func jumpsWithoutTime(duration: Duration) {
    let fade = Fade(from: 10, to: 90, over: duration)
    #expect(fade.duration == .zero)
    #expect(fade.percent(after: .zero) == 90)
    #expect(fade.nextStep(after: .zero, pace: .milliseconds(50)) == nil)
  }

  @Test func lastsADayAtMost() {
    #expect(Fade(from: 0, to: 1, over: .seconds(86_401)).duration == .seconds(86_400))
  }
}
