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
  /// The profile that was made active last, nil where none is.
  public var profile: AppliedProfile?

  /// Makes the state of a first start.
  public init() {}

  /// Reads a state file's text. What is damaged so that nothing else depends on it is left out, and
  /// `onLoss` is called with each such thing.
  public init(text: String, onLoss: (Damage) -> Void = { _ in }) throws(Damage) {
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
    do throws(Damage) {
      profile = try Self.profile(header)
    } catch {
      onLoss(error)
    }
    for group in file.groups where group.name.hasPrefix("display ") {
      let record = try Self.record(group, onLoss)
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
    var header = KeyFile.Group(
      name: "lighten", values: ["version": "\(Self.version)", "next": "\(next)"])
    if let profile {
      header.values["profile"] = profile.name
      header.values["profile-displays"] = profile.displays.sorted().map { "\($0)" }
        .joined(separator: ";")
    }
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

  private static func record(
    _ group: KeyFile.Group, _ onLoss: (Damage) -> Void
  ) throws(Damage) -> DisplayRecord {
    guard let number = Int(group.name.dropFirst("display ".count)), number >= 0 else {
      throw Damage(message: "the group [\(group.name)] has no number")
    }
    guard let id = group.values["id"], !id.isEmpty else {
      throw Damage(message: "[\(group.name)] has no id")
    }
    var record = DisplayRecord(
      number: number, id: id, connector: group.values["connector"] ?? "")
    func take<Value>(_ read: () throws(Damage) -> Value?, _ use: (Value) -> Void) {
      do throws(Damage) {
        if let value = try read() { use(value) }
      } catch {
        onLoss(error)
      }
    }
    take({ () throws(Damage) in try writes(group) }, { record.writes = $0 })
    take({ () throws(Damage) in try level(group) }, { record.level = $0 })
    take({ () throws(Damage) in try isAuto(group) }, { record.isAuto = $0 })
    take({ () throws(Damage) in try baseline(group) }, { record.baseline = $0 })
    for unit in LightUnit.allCases {
      take({ () throws(Damage) in try curve(group, unit) }, { record.curves[unit] = $0 })
    }
    return record
  }

  private static func profile(_ header: KeyFile.Group) throws(Damage) -> AppliedProfile? {
    guard let name = header.values["profile"] else { return nil }
    let words = (header.values["profile-displays"] ?? "").split(
      separator: ";", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0) }
    guard !name.isEmpty, numbers.count == words.count, numbers.allSatisfy({ $0 >= 0 }) else {
      throw Damage(message: "profile-displays is not a list of numbers like 0;2")
    }
    return AppliedProfile(name: name, displays: Set(numbers))
  }

  private static func writes(_ group: KeyFile.Group) throws(Damage) -> UInt64? {
    group.values["writes"] == nil ? nil : UInt64(try number(group, "writes"))
  }

  private static func level(_ group: KeyFile.Group) throws(Damage) -> BrightnessLevel? {
    guard group.values["brightness"] != nil else { return nil }
    return BrightnessLevel(
      percent: min(try number(group, "brightness"), 100), raw: try number(group, "raw"))
  }

  private static func isAuto(_ group: KeyFile.Group) throws(Damage) -> Bool? {
    guard let text = group.values["auto"] else { return nil }
    guard let flag = Bool(text) else {
      throw Damage(message: "[\(group.name)] auto is neither true nor false")
    }
    return flag
  }

  private static func baseline(_ group: KeyFile.Group) throws(Damage) -> Int? {
    guard let text = group.values["baseline"] else { return nil }
    guard let baseline = Int(text), (-100...100).contains(baseline) else {
      throw Damage(message: "[\(group.name)] baseline is not a number from -100 to 100")
    }
    return baseline
  }

  private static func curve(
    _ group: KeyFile.Group, _ unit: LightUnit
  ) throws(Damage) -> LightCurve? {
    guard let text = group.values[curveKey(unit)] else { return nil }
    guard let curve = curve(text, unit) else {
      throw Damage(
        message: "[\(group.name)] \(curveKey(unit)) is not a list like 10.0:20;80.0:60")
    }
    return curve
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
