/// Gives each monitor its number N and remembers it for good.
///
/// A new monitor gets the lowest number that was never given out; no number is given out twice.
/// Where several monitors share an identity, their connectors tell them apart.
public struct NumberRegistry: Sendable, Equatable {
  /// Largest number that saved entries may have; far above any real one, it only keeps a damaged
  /// file from overflowing the count.
  public static let largestNumber = 999_999
  /// The least number for a monitor while numbers cannot be saved; few people get so far with those
  /// that are.
  public static let firstProvisional = 1000

  /// All numbers ever given out, by number.
  public private(set) var entries: [NumberRegistryEntry]

  /// The number that the next new monitor gets.
  public private(set) var next: Int

  /// A registry that has given out nothing yet.
  public init() {
    entries = []
    next = 0
  }

  /// A registry as it was saved.
  ///
  /// - Parameters:
  ///   - entries: In any order. Several with one id are twins and *not* an error.
  ///   - next: The saved ``next``; one that is too low for the entries is raised and *not* an
  ///     error, since nothing is lost by it.
  /// - Throws: ``NumberRegistryError`` that names the wrong entry.
  public init(entries: [NumberRegistryEntry], next: Int) throws(NumberRegistryError) {
    guard (0...Self.largestNumber + 1).contains(next) else { throw .nextOutOfRange(next) }
    var byNumber: [Int: NumberRegistryEntry] = [:]
    for entry in entries {
      guard (0...Self.largestNumber).contains(entry.number) else { throw .numberOutOfRange(entry) }
      guard !entry.id.isEmpty else { throw .emptyID(number: entry.number) }
      if let other = byNumber.updateValue(entry, forKey: entry.number) {
        throw .duplicateNumber(other, entry)
      }
    }
    self.entries = entries.sorted { $0.number < $1.number }
    self.next = max(next, (byNumber.keys.max() ?? -1) + 1)
  }

  /// Gives numbers to monitors that were found together, and remembers their connectors.
  ///
  /// Numbers of monitors that are connected, before or by this call, are left alone. Of the rest
  /// with the arrival's id, the one seen last on exactly its connector is preferred, then the one on
  /// that connector of another card, then the lowest; each of these is done for all arrivals before
  /// the next begins, so that a monitor that came back to its place is never robbed of its number by
  /// a twin that moved.
  ///
  /// - Parameters:
  ///   - arrivals: The new monitors: stable id and full connector. New numbers are given out in this
  ///     order, so sort them by connector where they have none better.
  ///   - connected: The numbers of all monitors that are connected already.
  /// - Returns: The number of each arrival, in their order.
  public mutating func assign(
    _ arrivals: [(id: String, connector: String)], connected: Set<Int>
  ) -> [Int] {
    var numbers = [Int?](repeating: nil, count: arrivals.count)
    var taken = connected

    let preferences: [(_ remembered: String, _ found: String) -> Bool] = [
      { $0 == $1 },
      { ConnectorName($0).short == ConnectorName($1).short },
      { _, _ in true },
    ]
    for isPlace in preferences {
      for (arrival, (id, connector)) in arrivals.enumerated() where numbers[arrival] == nil {
        // The entries are sorted, so the first is the lowest.
        let index = entries.firstIndex {
          $0.id == id && !taken.contains($0.number) && isPlace($0.connector, connector)
        }
        guard let index else { continue }
        entries[index].connector = connector
        numbers[arrival] = entries[index].number
        taken.insert(entries[index].number)
      }
    }

    return zip(arrivals, numbers).map { arrival, number in
      number ?? addEntry(id: arrival.id, connector: arrival.connector)
    }
  }

  private mutating func addEntry(id: String, connector: String) -> Int {
    // A file that was damaged by hand may have used up the numbers: then the lowest free one is
    // better than one that cannot be read again.
    let known = Set(entries.map(\.number))
    let number =
      next <= Self.largestNumber ? next : (0...).first { !known.contains($0) } ?? next
    next = max(next, min(number, Self.largestNumber) + 1)
    let place = entries.firstIndex { $0.number > number } ?? entries.endIndex
    entries.insert(NumberRegistryEntry(id: id, connector: connector, number: number), at: place)
    return number
  }
}
