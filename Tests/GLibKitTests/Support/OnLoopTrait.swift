import Testing

/// Has the loop run before the tests of a suite; for tests on `LoopActor`.
///
/// Put `@LoopActor` on the tests, not on the suite: Swift Testing would want to look at the suite
/// on that actor before any trait counts, and wait forever.
public struct OnLoopTrait: SuiteTrait, TestTrait, TestScoping {
  /// Starts the loop.
  @concurrent public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    TestLoop.start()
    try await function()
  }
}

extension Trait where Self == OnLoopTrait {
  /// Has the loop run before the tests of a suite; for tests on `LoopActor`.
  public static var onLoop: Self { OnLoopTrait() }
}
