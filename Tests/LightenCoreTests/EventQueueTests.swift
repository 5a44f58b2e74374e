import Testing

@testable import LightenCore

@Suite struct EventQueueTests {
  private func event(
    _ kind: AutomationEvent.Kind, _ number: Int, _ brightness: Int? = nil
  ) -> AutomationEvent {
    AutomationEvent(
      kind,
      EventDisplay(
        number: number, name: "", alias: "", connector: "", id: "", serial: "", kind: "", state: "",
        brightness: brightness))
  }

  private func all(_ queue: EventQueue) -> [AutomationEvent] {
    var queue = queue
    var events: [AutomationEvent] = []
    while let event = queue.next() { events.append(event) }
    return events
  }

  @Test func keepsTheOrder() {
    let events = [event(.removed, 1), event(.added, 2), AutomationEvent(.wake), event(.added, 1)]
    var queue = EventQueue()
    for event in events { queue.add(event) }
    #expect(all(queue) == events)
  }

  @Test func keepsTheNewestChangeOfEachDisplayInItsPlace() {
    var queue = EventQueue()
    for brightness in 1...3 {
      queue.add(event(.changed, 0, brightness))
      queue.add(event(.changed, 1, brightness))
    }
    #expect(all(queue) == [event(.changed, 0, 3), event(.changed, 1, 3)])
  }

  @Test func doesNotMoveAChangeBeforeWhatHappenedEarlier() {
    var queue = EventQueue()
    queue.add(event(.changed, 0, 1))
    queue.add(event(.removed, 0))
    queue.add(event(.added, 0))
    queue.add(event(.added, 1))
    queue.add(event(.changed, 0, 2))
    #expect(
      all(queue)
        == [event(.removed, 0), event(.added, 0), event(.added, 1), event(.changed, 0, 2)])
  }

  /// A loose plug does not pile up events.
  @Test func forgetsADisplayThatWentBeforeAnybodyHeardOfIt() {
    var queue = EventQueue()
    queue.add(event(.changed, 0, 1))
    queue.add(event(.removed, 0))
    queue.add(event(.added, 1))
    for brightness in 2...100 {
      queue.add(event(.added, 0))
      queue.add(event(.changed, 0, brightness))
      queue.add(event(.removed, 0))
    }
    #expect(all(queue) == [event(.removed, 0), event(.added, 1)])
  }

  @Test func keepsTheNewestOfWhatConcernsNoDisplay() {
    var queue = EventQueue()
    var profiles = (AutomationEvent(.profile), AutomationEvent(.profile))
    (profiles.0.profile, profiles.1.profile) = ("docked", "alone")
    for _ in 1...3 {
      queue.add(AutomationEvent(.wake))
      queue.add(profiles.0)
      queue.add(event(.added, 0))
      queue.add(profiles.1)
    }
    #expect(
      all(queue)
        == [
          event(.added, 0), event(.added, 0), AutomationEvent(.wake), event(.added, 0), profiles.1,
        ])
  }

  @Test func takesTheFirstThatMayBeTaken() {
    var queue = EventQueue()
    queue.add(event(.changed, 0, 1))
    queue.add(event(.changed, 1, 1))
    queue.add(event(.removed, 1))
    #expect(queue.next { $0.display?.number == 1 } == event(.changed, 1, 1))
    #expect(queue.next { $0.display?.number == 2 } == nil)
    #expect(all(queue) == [event(.changed, 0, 1), event(.removed, 1)])
    queue.removeAll()
    #expect(queue.isEmpty)
  }

  @Test func tellsEverythingAndNothingElse() {
    var event = AutomationEvent(
      .changed,
      EventDisplay(
        number: 3, name: "Dell U2720Q", alias: "", connector: "DP-1", id: "DEL-A0C7-5", serial: "5",
        kind: "ddc", state: "ready", brightness: 40))
    event.origin = "client"
    event.sender = ":1.7"
    let variables = event.variables
    #expect(variables["LIGHTEN_DISPLAY"] == "3")
    #expect(variables["LIGHTEN_BRIGHTNESS"] == "40")
    #expect(variables["LIGHTEN_SENDER"] == ":1.7")
    #expect(variables["LIGHTEN_ALIAS"] == "")
    // All are set for each event, so that none is left from a program around.
    let none = AutomationEvent(.wake).variables
    #expect(none.keys.sorted() == variables.keys.sorted())
    #expect(none.filter { !$0.value.isEmpty } == ["LIGHTEN_EVENT": "wake"])
  }
}
