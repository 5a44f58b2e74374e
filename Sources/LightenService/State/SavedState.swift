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
  /// The number that the next display gets whose number is not saved.
  var nextProvisional = NumberRegistry.firstProvisional
  /// What a later version keeps besides, as it is in the file: keys of the first group, and groups.
  private var foreign: [String: String] = [:]
  private var foreignGroups: [String: [String: String]] = [:]

  /// The keys of the first group.
  private static let keys: Set = ["version", "next", "profile", "profile-displays"]
  /// The keys of a display.
  private static let displayKeys = Set(
    ["id", "connector", "writes", "brightness", "raw", "auto", "baseline"]
      + LightUnit.allCases.map(curveKey))

  /// Makes the state of a first start.
  public init() {}

  /// Reads a state file's text. What this version does not know is kept. What is damaged so that
  /// nothing else depends on it is left out, and `onLoss` is called with each such thing.
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
    Self.reportEscapes(header, Self.keys, onLoss)
    foreign = header.raw.filter { !Self.keys.contains($0.key) }
    for group in file.groups where group.name != header.name {
      guard group.name.hasPrefix("display ") else {
        foreignGroups[group.name] = group.raw
        continue
      }
      let record = try Self.record(group, onLoss)
      records[record.number] = record
    }
  }

  /// The registry of numbers that the records are part of: of those that are saved, or of those that
  /// count only until the service ends.
  public func registry(isProvisional: Bool = false) throws(Damage) -> NumberRegistry {
    let entries = records.values.filter { $0.isProvisional == isProvisional }.map {
      NumberRegistryEntry(id: $0.id, connector: $0.connector, number: $0.number)
    }
    do throws(NumberRegistryError) {
      return try NumberRegistry(
        entries: entries, next: isProvisional ? max(nextProvisional, next) : next)
    } catch {
      throw Damage(message: error.message)
    }
  }

  /// Takes over what a registry has given out since.
  mutating func adopt(_ registry: NumberRegistry, isProvisional: Bool) {
    if isProvisional { nextProvisional = registry.next } else { next = registry.next }
    for entry in registry.entries {
      var record =
        records[entry.number]
        ?? DisplayRecord(number: entry.number, id: entry.id, connector: entry.connector)
      record.connector = entry.connector
      record.isProvisional = isProvisional
      records[entry.number] = record
    }
  }

  /// The file's text. Nothing of the displays whose numbers are not saved is in it.
  public var text: String {
    var header = KeyFile.Group(
      name: "lighten", values: ["version": "\(Self.version)", "next": "\(next)"], raw: foreign)
    // What is left of a profile without these displays would be for others.
    if let profile, profile.displays.allSatisfy({ records[$0]?.isProvisional != true }) {
      header.values["profile"] = profile.name
      header.values["profile-displays"] = profile.displays.sorted().map { "\($0)" }
        .joined(separator: ";")
    }
    let saved = records.values.filter { !$0.isProvisional }
    let groups = saved.sorted { $0.number < $1.number }.map { record in
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
      return KeyFile.Group(
        name: "display \(record.number)", values: values, raw: record.foreign)
    }
    let others = foreignGroups.sorted { $0.key < $1.key }.map {
      KeyFile.Group(name: $0.key, values: [:], raw: $0.value)
    }
    return KeyFile(groups: [header] + groups + others).text
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
    record.foreign = group.raw.filter { !displayKeys.contains($0.key) }
    reportEscapes(group, displayKeys, onLoss)
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

  /// A key whose text makes no sense counts as missing.
  private static func reportEscapes(
    _ group: KeyFile.Group, _ keys: Set<String>, _ onLoss: (Damage) -> Void
  ) {
    for key in keys.sorted() where group.raw[key] != nil && group.values[key] == nil {
      onLoss(Damage(message: "[\(group.name)] \(key) has an escape that is none"))
    }
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
