import GLibKit
import Testing

@Suite struct DurationTests {
  @Test(
    arguments: [
      (Duration.zero, 0), (.nanoseconds(1), 1), (.milliseconds(1), 1), (.microseconds(1_001), 2),
      (.milliseconds(999), 999), (.seconds(1), 1_000), (.seconds(1) + .nanoseconds(1), 1_001),
      (.seconds(86_400), 86_400_000),
    ] as [(Duration, Int64)])
  func countsBegunMilliseconds(duration: Duration, milliseconds: Int64) {
    #expect(duration.wholeMilliseconds == milliseconds)
  }
}
