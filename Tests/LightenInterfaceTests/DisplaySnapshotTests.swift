import GLibKit
import LightenInterface
import Testing

@Suite struct DisplaySnapshotTests {
  private func interfaces(_ properties: [String: [String: Variant]]) -> Variant {
    .array(
      of: "{sa{sv}}",
      properties.map { .entry(.string($0.key), .dictionary($0.value)) })
  }

  private var display: [String: Variant] {
    [
      "Name": .string("desk"), "Connector": .string("DP-1"), "Kind": .string("ddc"),
      "State": .string("asleep"), "Reason": .string("It is in standby."),
    ]
  }

  @Test func readsWhatTheServiceSays() {
    let snapshot = DisplaySnapshot(
      path: BusNames.path(ofDisplay: 3),
      interfaces: interfaces([
        BusNames.display: display, BusNames.backlight: ["Brightness": .uint32(40)],
        BusNames.vcp: [:],
      ]))
    #expect(snapshot.number == 3)
    #expect(snapshot.name == "desk")
    #expect(snapshot.connector == "DP-1")
    #expect(snapshot.kind == "ddc")
    #expect(snapshot.state == "asleep")
    #expect(snapshot.reason == "It is in standby.")
    #expect(snapshot.isControllable)
    #expect(snapshot.hasFeatures)
    #expect(snapshot.brightness == 40)
  }

  @Test func knowsWhatCannotBeControlled() {
    let snapshot = DisplaySnapshot(
      path: BusNames.path(ofDisplay: 0), interfaces: interfaces([BusNames.display: display]))
    #expect(!snapshot.isControllable)
    #expect(!snapshot.hasFeatures)
    #expect(snapshot.brightness == nil)
  }

  private func learned(_ points: Variant) -> [LearnedPoint] {
    DisplaySnapshot(
      path: BusNames.path(ofDisplay: 0),
      interfaces: interfaces([BusNames.curve: ["Points": points]])
    ).points
  }

  private func pair(_ light: Double, _ brightness: UInt32) -> Variant {
    .tuple([.double(light), .uint32(brightness)])
  }

  @Test func readsWhatWasLearned() {
    #expect(
      learned(.array(of: "(du)", [pair(90.5, 48), pair(3, 12)])) == [
        LearnedPoint(light: 3, brightness: 12), LearnedPoint(light: 90.5, brightness: 48),
      ])
    #expect(learned(.array(of: "(du)", [])) == [])
  }

  @Test func leavesOutWhatIsNoPoint() {
    #expect(
      learned(.array(of: "(du)", [pair(.nan, 1), pair(.infinity, 2), pair(5, 3)])) == [
        LearnedPoint(light: 5, brightness: 3)
      ])
    #expect(learned(.array(of: "(us)", [.tuple([.uint32(1), .string("x")])])) == [])
    #expect(learned(.string("x")) == [])
  }

  @Test func knowsWhetherBrightnessIsAutomatic() {
    for (auto, isAuto) in [
      (Variant.boolean(true), true), (.boolean(false), false), (.byte(1), false),
    ] {
      let snapshot = DisplaySnapshot(
        path: BusNames.path(ofDisplay: 0),
        interfaces: interfaces([BusNames.backlight: ["Auto": auto]]))
      #expect(snapshot.isAuto == isAuto)
    }
  }

  @Test func followsChanges() {
    var snapshot = DisplaySnapshot(
      path: BusNames.path(ofDisplay: 0), interfaces: interfaces([BusNames.display: display]))
    snapshot.add(interfaces: interfaces([BusNames.backlight: ["Brightness": .uint32(40)]]))
    #expect(snapshot.brightness == 40)
    snapshot.change(BusNames.backlight, ["Brightness": .uint32(50)])
    #expect(snapshot.brightness == 50)
    snapshot.change(BusNames.vcp, ["Brightness": .uint32(60)])
    #expect(!snapshot.hasFeatures)
    #expect(snapshot.remove(interfaces: [BusNames.backlight]) == true)
    #expect(snapshot.brightness == nil)
    #expect(snapshot.name == "desk")
    #expect(snapshot.remove(interfaces: [BusNames.display]) == false)
  }

  /// An older or newer service, or somebody else under its name.
  @Test func survivesAnswersOfAnotherForm() {
    for answer in [Variant.byte(1), .strings(["x"]), .tuple([]), .dictionary(["a": .byte(1)])] {
      let snapshot = DisplaySnapshot(path: "/elsewhere", interfaces: answer)
      #expect(snapshot.number == -1)
      #expect(snapshot.name == "")
      #expect(snapshot.brightness == nil)
    }
  }
}
