/// Events that wait for their command, in order. They cannot pile up: of a display's `changed` only
/// the newest waits, one that comes and goes again before anybody heard of it is none, and the same
/// holds for what concerns no display.
public struct EventQueue: Sendable {
  private var events: [AutomationEvent] = []

  /// An empty queue.
  public init() {}

  /// Whether nothing waits.
  public var isEmpty: Bool { events.isEmpty }

  /// Adds an event.
  ///
  /// Of several `wake` or `profile` events the newest waits, at the end.
  ///
  /// A `changed` takes the place of the one that waits for the same display, so that a display that
  /// changes all the time makes no other wait. Where the display came or went in between, it goes to
  /// the end: the order of what happened to one display stays.
  public mutating func add(_ event: AutomationEvent) {
    let number = event.display?.number
    switch event.kind {
    case .changed:
      let old = events.lastIndex { $0.kind == .changed && $0.display?.number == number }
      if let old {
        if events[(old + 1)...].contains(where: { $0.display?.number == number }) {
          events.remove(at: old)
        } else {
          events[old] = event
          return
        }
      }
    case .removed:
      let arrival = events.lastIndex { $0.display?.number == number && $0.kind != .changed }
      if let arrival, events[arrival].kind == .added {
        events = events.enumerated().filter { $0 < arrival || $1.display?.number != number }
          .map(\.element)
        return
      }
    case .wake, .profile: events.removeAll { $0.kind == event.kind }
    case .added: break
    }
    events.append(event)
  }

  /// Takes the next event out, nil when there is none.
  public mutating func next() -> AutomationEvent? {
    events.isEmpty ? nil : events.removeFirst()
  }

  /// Takes the first event out that `condition` allows.
  public mutating func next(where condition: (AutomationEvent) -> Bool) -> AutomationEvent? {
    events.firstIndex(where: condition).map { events.remove(at: $0) }
  }

  /// Forgets everything.
  public mutating func removeAll() { events = [] }
}
