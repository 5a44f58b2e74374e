import DBusKit
import GLibKit
import LightenCore

/// The arguments of method calls, checked. Their types are what the XML says; GDBus has seen to
/// that.
extension MethodCall {
  /// A percentage.
  func percent(at index: Int) throws(DisplayError) -> Int {
    let value = arguments[index]?.uint32 ?? 0
    guard value <= 100 else {
      throw DisplayError(
        .invalidArguments, "\(value) is not a brightness: it must be 0 to 100 percent.")
    }
    return Int(value)
  }

  /// A number of milliseconds, at most those of the longest fade.
  func fadeDuration(at index: Int) throws(DisplayError) -> Duration {
    let value = Duration.milliseconds(arguments[index]?.uint32 ?? 0)
    guard value <= Fade.longest else {
      throw DisplayError(
        .invalidArguments, "A fade takes at most a day, \(Fade.longest.wholeMilliseconds) ms.")
    }
    return value
  }

  /// A light level.
  func lightLevel(at index: Int) throws(DisplayError) -> Double {
    try Self.checked(arguments[index]?.double ?? -1)
  }

  /// A number that must be a light level.
  static func checked(_ level: Double) throws(DisplayError) -> Double {
    guard LightUnit.isLevel(level) else {
      throw DisplayError(
        .invalidArguments,
        "\(level) is not a light level: it must be 0 to \(Int(LightUnit.greatestLevel)).")
    }
    return level
  }

  /// What `SetAuto` is told.
  func autoMode(at index: Int) throws(DisplayError) -> AutoMode {
    let word = arguments[index]?.string ?? ""
    guard let mode = AutoMode(rawValue: word) else {
      throw DisplayError(
        .invalidArguments,
        "“\(word.shortened)” is not a mode of SetAuto: it must be on, off or toggle.")
    }
    return mode
  }
}

/// What `SetAuto` takes; part of the contract.
enum AutoMode: String {
  /// Switch it on.
  case on
  /// Switch it off.
  case off
  /// Switch it to what it is not.
  case toggle

  /// The state that follows `state`.
  func applied(to state: Bool) -> Bool {
    switch self {
    case .on: true
    case .off: false
    case .toggle: !state
    }
  }
}
