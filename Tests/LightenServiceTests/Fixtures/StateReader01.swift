import GLibKit

/// The reader of state files as version 0.1 has it, kept as it was: every later version must write
/// files that it can read. Do not change it.
///
/// Only what is around it is simpler: levels, curves and units are plain values here.
struct StateReader01 {
  struct Damage: Error {
    let message: String
  }

  struct Record: Equatable {
    let number: Int
    var id: String
    var connector: String
    var level: [Int]?
    var writes: UInt64 = 0
    var isAuto: Bool?
    var curves: [String: [Double: Int]] = [:]
    var baseline = 0
  }

  private static let version = 1
  private static let largestNumber = 999_999

  var records: [Int: Record] = [:]
  var next = 0
  var profile: (name: String, displays: Set<Int>)?

  init(text: String, onLoss: (Damage) -> Void) throws {
    let file = try KeyFile(text: text)
    // 0.1 asked for the text of every key, and gave up where GLib could not tell it.
    for group in file.groups {
      for key in group.raw.keys where group.values[key] == nil {
        throw Damage(message: "[\(group.name)] \(key) has a wrong escape")
      }
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
    try checkRegistry()
  }

  private func checkRegistry() throws(Damage) {
    guard (0...Self.largestNumber + 1).contains(next) else {
      throw Damage(message: "next is out of range")
    }
    for record in records.values where !(0...Self.largestNumber).contains(record.number) {
      throw Damage(message: "\(record.number) is out of range")
    }
  }

  private static func record(
    _ group: KeyFile.Group, _ onLoss: (Damage) -> Void
  ) throws(Damage) -> Record {
    guard let number = Int(group.name.dropFirst("display ".count)), number >= 0 else {
      throw Damage(message: "the group [\(group.name)] has no number")
    }
    guard let id = group.values["id"], !id.isEmpty else {
      throw Damage(message: "[\(group.name)] has no id")
    }
    var record = Record(number: number, id: id, connector: group.values["connector"] ?? "")
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
    for unit in ["lux", "raw"] {
      take({ () throws(Damage) in try curve(group, unit) }, { record.curves[unit] = $0 })
    }
    return record
  }

  private static func profile(
    _ header: KeyFile.Group
  ) throws(Damage) -> (name: String, displays: Set<Int>)? {
    guard let name = header.values["profile"] else { return nil }
    let words = (header.values["profile-displays"] ?? "").split(
      separator: ";", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0) }
    guard !name.isEmpty, numbers.count == words.count, numbers.allSatisfy({ $0 >= 0 }) else {
      throw Damage(message: "profile-displays is not a list of numbers like 0;2")
    }
    return (name, Set(numbers))
  }

  private static func writes(_ group: KeyFile.Group) throws(Damage) -> UInt64? {
    group.values["writes"] == nil ? nil : UInt64(try number(group, "writes"))
  }

  private static func level(_ group: KeyFile.Group) throws(Damage) -> [Int]? {
    guard group.values["brightness"] != nil else { return nil }
    return [min(try number(group, "brightness"), 100), try number(group, "raw")]
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
    _ group: KeyFile.Group, _ unit: String
  ) throws(Damage) -> [Double: Int]? {
    guard let text = group.values["curve-\(unit)"] else { return nil }
    var points: [Double: Int] = [:]
    for entry in text.split(separator: ";", omittingEmptySubsequences: false) {
      let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let light = Double(parts[0]), (0...1_000_000).contains(light),
        let percent = Int(parts[1]), (0...100).contains(percent)
      else {
        throw Damage(
          message: "[\(group.name)] curve-\(unit) is not a list like 10.0:20;80.0:60")
      }
      points[light] = percent
    }
    return points
  }

  private static func number(_ group: KeyFile.Group, _ key: String) throws(Damage) -> Int {
    guard let number = group.values[key].flatMap({ Int($0) }), number >= 0 else {
      throw Damage(message: "[\(group.name)] \(key) is not a number from 0 up")
    }
    return number
  }
}
