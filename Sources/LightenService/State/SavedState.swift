import GLibKit
import LightenCore

/// The content of the state file.
public struct SavedState: Equatable, Sendable {
  /// Why a text is not a state file of ours.
  public struct Damage: Error, Equatable {
    /// A sentence for the log.
    public let message: String
  }

  /// The format of the file; a later one is not read, as nobody knows what it will mean.
  private static let version = 1

  /// Everything that was ever seen, by number.
  public var records: [Int: DisplayRecord] = [:]
  /// The number that the next new display gets.
  public var next = 0

  /// Makes the state of a first start.
  public init() {}

  /// Reads a state file's text.
  public init(text: String) throws(Damage) {
    let file: KeyFile
    do throws(GLibError) {
      file = try KeyFile(text: text)
    } catch {
      throw Damage(message: error.message)
    }
    guard let header = file.groups.first(where: { $0.name == "lighten" }) else {
      throw Damage(message: "the group [lighten] is missing")
    }
    guard header.values["version"] == "\(Self.version)" else {
      throw Damage(message: "version \(header.values["version"] ?? "") is not known")
    }
    next = try Self.number(header, "next")
    for group in file.groups where group.name.hasPrefix("display ") {
      let record = try Self.record(group)
      records[record.number] = record
    }
  }

  /// The registry of numbers that the records are part of.
  public func registry() throws(Damage) -> NumberRegistry {
    let entries = records.values.map {
      NumberRegistryEntry(id: $0.id, connector: $0.connector, number: $0.number)
    }
    do throws(NumberRegistryError) {
      return try NumberRegistry(entries: entries, next: next)
    } catch {
      throw Damage(message: error.message)
    }
  }

  /// The file's text.
  public var text: String {
    let header = KeyFile.Group(
      name: "lighten", values: ["version": "\(Self.version)", "next": "\(next)"])
    let groups = records.values.sorted { $0.number < $1.number }.map { record in
      var values = [
        "id": record.id, "connector": record.connector, "writes": "\(record.writes)",
      ]
      values["brightness"] = record.level.map { "\($0.percent)" }
      values["raw"] = record.level.map { "\($0.raw)" }
      values["auto"] = record.isAuto.map { "\($0)" }
      if record.baseline != 0 { values["baseline"] = "\(record.baseline)" }
      for curve in record.curves.values where !curve.points.isEmpty {
        values[Self.curveKey(curve.unit)] = Self.text(of: curve)
      }
      return KeyFile.Group(name: "display \(record.number)", values: values)
    }
    return KeyFile(groups: [header] + groups).text
  }

  private static func record(_ group: KeyFile.Group) throws(Damage) -> DisplayRecord {
    guard let number = Int(group.name.dropFirst("display ".count)), number >= 0 else {
      throw Damage(message: "the group [\(group.name)] has no number")
    }
    guard let id = group.values["id"], !id.isEmpty else {
      throw Damage(message: "[\(group.name)] has no id")
    }
    var record = DisplayRecord(
      number: number, id: id, connector: group.values["connector"] ?? "")
    if group.values["writes"] != nil {
      record.writes = UInt64(try Self.number(group, "writes"))
    }
    if group.values["brightness"] != nil {
      record.level = BrightnessLevel(
        percent: min(try Self.number(group, "brightness"), 100), raw: try Self.number(group, "raw"))
    }
    record.isAuto = try group.values["auto"].map { text throws(Damage) in
      guard let flag = Bool(text) else {
        throw Damage(message: "[\(group.name)] auto is neither true nor false")
      }
      return flag
    }
    if let text = group.values["baseline"] {
      guard let baseline = Int(text), (-100...100).contains(baseline) else {
        throw Damage(message: "[\(group.name)] baseline is not a number from -100 to 100")
      }
      record.baseline = baseline
    }
    for unit in LightUnit.allCases {
      guard let text = group.values[curveKey(unit)] else { continue }
      guard let curve = curve(text, unit) else {
        throw Damage(
          message: "[\(group.name)] \(curveKey(unit)) is not a list like 10.0:20;80.0:60")
      }
      record.curves[unit] = curve
    }
    return record
  }

  private static func curveKey(_ unit: LightUnit) -> String { "curve-\(unit.rawValue)" }

  private static func text(of curve: LightCurve) -> String {
    curve.points.map { "\($0.light):\($0.percent)" }.joined(separator: ";")
  }

  private static func curve(_ text: String, _ unit: LightUnit) -> LightCurve? {
    var points: [LightPoint] = []
    for entry in text.split(separator: ";", omittingEmptySubsequences: false) {
      let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let light = Double(parts[0]), LightUnit.isLevel(light),
        let percent = Int(parts[1]), (0...100).contains(percent)
      else { return nil }
      points.append(LightPoint(light: light, percent: percent))
    }
    return LightCurve(unit: unit, points: points)
  }

  private static func number(_ group: KeyFile.Group, _ key: String) throws(Damage) -> Int {
    guard let number = group.values[key].flatMap({ Int($0) }), number >= 0 else {
      throw Damage(message: "[\(group.name)] \(key) is not a number from 0 up")
    }
    return number
  }
}
