import LightenCore

/// What is remembered of a display across unplug and restart.
public struct DisplayRecord: Equatable, Sendable {
  /// Its number N.
  public let number: Int
  /// Its stable identity.
  public var id: String
  /// The connector it was last seen on, such as `card0-DP-1`.
  public var connector: String
  /// The brightness it was last seen with.
  public var level: BrightnessLevel?
  /// The brightness writes sent to it since it was first seen.
  public var writes: UInt64 = 0
  /// Whether automatic brightness is on; nil where the user never said.
  public var isAuto: Bool?
  /// What was learned, for each unit of light.
  public var curves: [LightUnit: LightCurve] = [:]
  /// How much brighter than normalized the user wants it, percent points.
  public var baseline = 0

  /// Whether the number counts only until the service ends, and is not saved.
  public var isProvisional = false
  /// What a later version keeps of the display, as it is in the file.
  var foreign: [String: String] = [:]

  /// Makes the record of a display that was never seen before.
  public init(number: Int, id: String, connector: String) {
    self.number = number
    self.id = id
    self.connector = connector
  }
}
