import GLibKit
import LoopTestSupport
import Testing

@testable import DBusKit
@testable import LightenInterface

/// The XML against the contract in DESIGN.md, which scripts and widgets depend on to the letter.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct InterfaceXMLTests {
  private static let brightness: Set<String> = [
    "SetBrightness(u) → b", "AddBrightness(i) → b", "RestoreBrightness() → b",
    "NormalizeBrightness() → b", "SetAuto(s) → b", "GetBrightness() → i",
    "FadeBrightness(u u) → b",
  ]

  @Test @LoopActor func describesTheService() throws {
    let node = try NodeDescription(xml: InterfaceXML.service)
    #expect(
      Set(node.interfaces).isSuperset(of: [
        BusNames.objectManager, BusNames.manager, BusNames.backlight, BusNames.sensor,
        BusNames.profiles,
      ]))
    #expect(
      node.members(of: BusNames.manager) == [
        "Resolve(s) → o", "SetAll(a{ou}) → a{os}", "Refresh()", "Version s", "Displays ao",
      ])
    #expect(node.members(of: BusNames.backlight) == Self.brightness.union(["Baseline i"]))
    #expect(
      node.members(of: BusNames.sensor) == [
        "GetData() → i", "Available b", "LightLevel d", "Unit s", "Source s",
        "signal LightLevelChanged(d)",
      ])
    #expect(
      node.members(of: BusNames.profiles) == [
        "Apply(s)", "Active s", "Matching s", "Names as",
      ])
    #expect(
      node.members(of: BusNames.objectManager) == [
        "GetManagedObjects() → a{oa{sa{sv}}}", "signal InterfacesAdded(o a{sa{sv}})",
        "signal InterfacesRemoved(o as)",
      ])
  }

  @Test @LoopActor func describesADisplay() throws {
    let node = try NodeDescription(xml: InterfaceXML.display)
    #expect(
      Set(node.interfaces) == [
        BusNames.display, BusNames.backlight, BusNames.curve, BusNames.vcp,
      ])
    #expect(
      node.members(of: BusNames.display) == [
        "Name s", "Alias s", "Manufacturer s", "Model s", "Serial s", "Id s", "Connector s",
        "Kind s", "Internal b", "SysPath s", "State s", "Reason s", "Writes t",
      ])
    #expect(
      node.members(of: BusNames.backlight)
        == Self.brightness.union([
          "Brightness u", "RawBrightness u", "RawMaximum u", "Minimum u", "Maximum u", "Auto b",
          "Baseline i", "signal BrightnessChanged(u s s)",
        ]))
    #expect(
      node.members(of: BusNames.curve) == [
        "Evaluate(ad) → ai", "Forget(d) → b", "ForgetAll()", "Points a(du)",
      ])
    #expect(
      node.members(of: BusNames.vcp) == [
        "Get(y) → q q", "Set(y q)", "Capabilities() → s", "signal FeatureChanged(y q)",
      ])
  }

  @Test @LoopActor func describesTheSimulator() throws {
    let node = try NodeDescription(xml: InterfaceXML.simulator)
    #expect(node.interfaces == [BusNames.simulator])
    #expect(
      node.members(of: BusNames.simulator).isSuperset(of: [
        "Plug(a{sv}) → o", "Unplug(o)", "SetFault(o s)", "PressButton(o u)",
        "SetLightLevel(d)",
      ]))
  }

  @Test(arguments: [InterfaceXML.service, InterfaceXML.display, InterfaceXML.simulator])
  @LoopActor func namesWhatItDescribes(xml: String) throws {
    let node = try NodeDescription(xml: xml)
    for interface in node.interfaces {
      let members = node.members(of: interface)
      for name in node.methods(of: interface) {
        #expect(members.contains { $0.hasPrefix("\(name)(") })
      }
      for name in node.properties(of: interface) {
        #expect(members.contains { $0.hasPrefix("\(name) ") })
      }
      #expect(
        node.methods(of: interface).count + node.properties(of: interface).count
          + members.filter { $0.hasPrefix("signal ") }.count == members.count)
    }
  }

  @Test @LoopActor func knowsNothingOfOtherInterfaces() throws {
    let node = try NodeDescription(xml: InterfaceXML.display)
    #expect(node.methods(of: BusNames.manager) == [])
    #expect(node.properties(of: "org.example.None") == [])
  }

  @Test(arguments: ["", "<node>", "<interface/>", "no XML"])
  @LoopActor func refusesOtherXML(xml: String) {
    #expect(throws: GLibError.self) { _ = try NodeDescription(xml: xml) }
  }
}
