/// What is on the wire? The last of the four questions. At most one transfer is under way; its id
/// tells a late result from one that counts.
public enum Wire: Equatable, Sendable {
  /// Nothing. Then: busy.
  case free
  /// A transfer is under way. Then: resting, free.
  case busy(Transfer)
  /// The pause that the monitor needs; the next value is chosen when it ends. Then: free.
  case resting(until: Instant)
}

/// What is sent to a monitor.
public enum Work: Equatable, Sendable {
  /// Reads the brightness and its maximum; finds out at first whether there is any.
  case read
  /// Writes a raw brightness.
  case write(Int)
  /// Does something with another feature.
  case feature(FeatureWork)
}

/// What is done with the features besides brightness.
public enum FeatureWork: Equatable, Hashable, Sendable {
  /// Reads a VCP feature.
  case get(UInt8)
  /// Writes a VCP feature.
  case set(UInt8, UInt16)
  /// Reads the capabilities string.
  case capabilities

  /// Whether work that waits serves a new request too: the same question, or a newer value for
  /// the same feature.
  func covers(_ other: FeatureWork) -> Bool {
    if case .set(let code, _) = self, case .set(code, _) = other { return true }
    return self == other
  }
}

/// What a successful transfer brings.
public enum Reply: Equatable, Sendable {
  /// A present value and the greatest one, of the brightness or of a feature.
  case value(Int, maximum: Int)
  /// The capabilities string.
  case text(String)
  /// A write was acknowledged.
  case done
}

/// One transfer.
public struct Transfer: Equatable, Sendable {
  /// Tells one transfer of a display from another.
  public struct ID: Hashable, Sendable {
    /// Counts up from 1.
    public let number: Int
  }

  /// Its id.
  public let id: ID
  /// What is sent.
  public let work: Work
  let started: Instant
  /// The goal that a write serves, and the level that it gives.
  let goal: Goal?
  let level: DisplayLevel?
  let cause: LevelCause?
  /// Whether the display reported another level by itself since the write began.
  var isOvertaken = false
  /// Who waits for it: callers of a read or a feature have no condition to wait for.
  var waiters: [Waiter]
}

/// Why the level of a display is another one.
public enum LevelCause: Equatable, Sendable {
  /// Somebody wanted it.
  case goal(Goal.Source)
  /// A ceiling came, moved or ended.
  case ceiling
  /// A display that was away got its level back.
  case restore
  /// The monitor's buttons, a hotkey or another program.
  case external
}

/// What waits for the wire besides the goal, in its order.
struct WorkQueue: Equatable, Sendable {
  /// One piece of work, with those who wait for it.
  struct Item: Equatable, Sendable {
    var work: Work
    var waiters: [Waiter]
  }

  private(set) var items: [Item] = []

  var isEmpty: Bool { items.isEmpty }

  /// Adds work, or joins what serves it too. A read goes to the front where it is `urgent`.
  mutating func add(_ work: Work, _ waiters: [Waiter] = [], isUrgent: Bool = false) {
    var item = Item(work: work, waiters: waiters)
    if let index = items.firstIndex(where: { $0.work.covers(work) }) {
      item.waiters = items[index].waiters + waiters
      // A write goes to the end, after what was asked for before it: a feature may mean another
      // thing in another mode.
      if case .feature(.set) = work {
        items.remove(at: index)
      } else if isUrgent {
        items.remove(at: index)
      } else {
        items[index] = item
        return
      }
    }
    items.insert(item, at: isUrgent ? 0 : items.count)
  }

  /// Takes the next work.
  mutating func next() -> Item? { items.isEmpty ? nil : items.removeFirst() }

  /// Drops reads that nobody waits for.
  mutating func dropUnawaitedReads() {
    items.removeAll { $0.work == .read && $0.waiters.isEmpty }
  }

  /// Takes everything out; those who waited.
  mutating func clear(keepingReads: Bool = false) -> [Waiter] {
    let ended = items.filter { !(keepingReads && $0.work == .read) }
    items = items.filter { keepingReads && $0.work == .read }
    return ended.flatMap(\.waiters)
  }
}

extension Work {
  func covers(_ other: Work) -> Bool {
    if case .feature(let mine) = self, case .feature(let others) = other {
      return mine.covers(others)
    }
    return self == other
  }
}
