import GLibKit

/// The hooks that there are at a moment.
struct HookListing: Equatable, Sendable {
  /// The paths of the programs, in name order.
  var hooks: [String] = []
  /// A sentence for each that is not run although it looks like a hook.
  var problems: [String] = []
}

/// Where hooks are found.
@LoopActor
protocol HookSource {
  /// Looks for them.
  func look() async -> HookListing
}
