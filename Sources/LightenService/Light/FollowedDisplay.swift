import GLibKit
import LightenCore

/// What automatic brightness knows of one display.
@LoopActor
final class FollowedDisplay {
  /// The display.
  let display: DisplayController
  /// When it follows the light.
  var follower: LightFollower
  /// Whether it just came, or woke up, and has not been given a brightness since.
  var isBack = true
  /// A second look at a light that changed.
  var lookTimer: (any LoopTimer)?
  /// A brightness that the user set and that is learned when it has stood for a while.
  var lesson: Lesson?

  /// A brightness on its way to be learned.
  struct Lesson {
    /// What the user set, percent.
    let percent: Int
    /// The light that it was set in, nil while it is being measured.
    var light: (level: Double, unit: LightUnit)?
    /// Ends the waiting.
    var timer: (any LoopTimer)?
    /// Whether it has stood for long enough.
    var hasStood = false
  }

  /// Follows a display.
  init(_ display: DisplayController, parameters: Parameters) {
    self.display = display
    follower = LightFollower(parameters: parameters)
  }

  /// Whether the light moves it at present; not while its brightness of before is put back, and
  /// who is just setting a brightness by hand is not interfered with.
  var isFollowing: Bool {
    needsLight && display.state == .ready && display.restore == nil && lesson == nil
      && !display.isFadedByClient
  }

  /// Whether the light is to be measured for it.
  var needsLight: Bool {
    guard display.isAuto, display.isControllable, !display.isSuspended else { return false }
    return switch display.state {
    case .ready, .probing, .unresponsive: true
    case .asleep, .unsupported: false
    }
  }

  /// Forgets what was going on.
  func stop() {
    lookTimer?.cancel()
    lookTimer = nil
    cancelLesson()
  }

  /// The brightness did not stand.
  func cancelLesson() {
    lesson?.timer?.cancel()
    lesson = nil
  }
}
