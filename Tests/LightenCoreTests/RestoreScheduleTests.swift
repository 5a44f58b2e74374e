import Testing

@testable import LightenCore

@Suite struct RestoreScheduleTests {
  /// Begins in a light of 100; the lights at the ends of the intervals, and which of them restore.
  @Test(
    arguments: [
      (2, [100, 100, 100], [false, false, false]),
      // This much or more, up or down.
      (2, [109.9], [false]), (2, [110], [true]), (2, [90.1], [false]), (2, [90], [true]),
      // The second is compared with the beginning of the range: a slow change is seen.
      (2, [105, 110], [false, true]), (2, [95, 90], [false, true]),
      // And only with that: what was restored on the way may have come back.
      (2, [115, 105], [true, false]), (2, [115, 100], [true, false]),
      // The next range begins where the last ended.
      (2, [105, 110, 115, 120], [false, true, false, true]),
      (2, [105, 110, 115, 119], [false, true, false, false]),
      (3, [104, 108, 112, 116, 120, 124], [false, false, true, false, false, true]),
      // A range of one interval is that interval.
      (1, [105, 110, 120, 125], [false, false, true, false]),
      // A range of none never ends: a slow change is not seen.
      (0, [105, 110, 115, 120, 125, 135], [false, false, false, false, false, true]),
    ] as [(Int, [Double], [Bool])])
  func comparesAsThePredecessor(range: Int, lights: [Double], restores: [Bool]) {
    var parameters = Parameters()
    parameters.restoreRange = range
    var schedule = RestoreSchedule(parameters: parameters, light: 100)
    let answers = lights.map { schedule.intervalEnded(light: $0) }
    #expect(answers == restores)
  }

  @Test(arguments: [
    (0, [true, true, true]), (1, [false, true, false]), (50, [false, false, false]),
  ])
  func takesTheThreshold(threshold: Int, restores: [Bool]) {
    var parameters = Parameters()
    parameters.changeThreshold = threshold
    parameters.restoreRange = 0
    var schedule = RestoreSchedule(parameters: parameters, light: 100)
    let answers = [100, 149, 149].map { schedule.intervalEnded(light: $0) }
    #expect(answers == restores)
  }
}
