import Testing

@testable import LightenCore

@Suite struct VcpCapabilitiesTests {
  private func features(_ text: String) -> [UInt8: [UInt8]] {
    let pairs = VcpCapabilities(parsing: text).features.map { ($0.code, $0.values) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test func readsAWellFormedString() {
    let capabilities = VcpCapabilities(
      parsing: "(prot(monitor)type(lcd)model(AB270Q)cmds(01 02 03 07 0C E3 F3)"
        + "vcp(02 04 10 12 14(05 08 0B) 60(1B 0F 11) AA(01 02) DF FD)mswhql(1)asset_eep(40)"
        + "mccs_ver(2.1))")
    #expect(capabilities.type == "lcd")
    #expect(capabilities.model == "AB270Q")
    #expect(capabilities.version == "2.1")
    #expect(
      capabilities.features.map(\.code)
        == [0x02, 0x04, 0x10, 0x12, 0x14, 0x60, 0xAA, 0xDF, 0xFD])
    #expect(capabilities.features[5].values == [0x1B, 0x0F, 0x11])
    #expect(capabilities.features[2].values.isEmpty)
  }

  /// The same monitor, in the ways in which monitors say it.
  @Test(
    "Odd notations",
    arguments: [
      "(vcp(10 12 60(0F 11) D6(01 04)))",
      "vcp(10 12 60(0F 11) D6(01 04))",
      "(VCP(10 12 60(0f 11) d6(01 04)))",
      "( vcp ( 10  12 60 ( 0F\t11 ) D6 (\n01 04 ) ) )",
      "(vcp(101260(0F11)D6(0104)))",
      "(vcp(10,12,60(0F,11),D6(1,4)))",
      "(vcp(0x10 0x12 0x60(0x0F 0x11) 0xD6(0x01 0x04)))",
      "(vcp(D6(01 04) 60(0F 11) 12 10))",
      "(vcp((10 12 60(0F 11) D6(01 04))))",
      // Parentheses that were forgotten, at the end, after a section and after values.
      "(vcp(10 12 60(0F 11) D6(01 04",
      "(vcp(10 12 60(0F 11) D6(01 04)",
      "(vcp(10 12 60(0F 11) D6(01 04)mccs_ver(2.1))",
      "(vcp(10 12 60(0F 11) D6(01 04 mccs_ver(2.1))",
      "(cmds(01 02 03 vcp(10 12 60(0F 11) D6(01 04)))",
      "(model(Best) vcp(10 12 60(0F 11 D6(01 04)))",
      // Too many of them, and what does not belong there.
      "(vcp(10 12 60(0F 11) D6(01 04))))) )",
      ")(vcp(10 12 60(0F 11) D6(01 04)))",
      "(vcp(10 12 60(0F 11) zz D6(01 04) new(10)))\0\0",
      // Twice the same, and a list in two parts.
      "(vcp(10 12 60(0F 11) 60(0F) 10 D6(01 04)))",
      "(vcp(10 12)type(lcd)vcp(60(0F 11) D6(01 04)))",
    ])
  func forgives(text: String) {
    #expect(
      features(text) == [0x10: [], 0x12: [], 0x60: [0x0F, 0x11], 0xD6: [0x01, 0x04]], "\(text)")
  }

  @Test func textsKeepTheirOwnParentheses() {
    let capabilities = VcpCapabilities(parsing: "(type(LCD) model( Vision (2021) Pro )vcp(10))")
    #expect(capabilities.model == "Vision (2021) Pro")
    #expect(capabilities.type == "LCD")
    #expect(capabilities.features.map(\.code) == [0x10])
  }

  @Test func aTextThatIsNotClosedEndsAtTheNextSection() {
    let capabilities = VcpCapabilities(parsing: "(type(lcd model(X-1 vcp(10 12)mccs_ver(2.2")
    #expect(capabilities.type == "lcd")
    #expect(capabilities.model == "X-1")
    #expect(capabilities.version == "2.2")
    #expect(capabilities.features.map(\.code) == [0x10, 0x12])
  }

  @Test func numbersElsewhereAreNoFeatures() {
    let text = "(cmds(01 02 F3)vcp_p1(22 23)window1(type(PIP)area(25 25))vcpname(E0(Mode))vcp(10))"
    #expect(features(text) == [0x10: []])
  }

  @Test(arguments: [
    "", "()", "((((", "))))", "vcp", "vcp()", "nonsense", "(model()type( ))", "é(ü)",
  ])
  func findsNothingInNothing(text: String) {
    #expect(VcpCapabilities(parsing: text) == VcpCapabilities())
  }

  @Test func survivesAnyInput() {
    var generator = SeededGenerator(seed: 4)
    let alphabet = Array("()()()() 0123ABCDEFabcdefvcpmodelmccs_ver.\0\n")
    for _ in 0..<100 {
      let text = String((0..<200).map { _ in alphabet.randomElement(using: &generator)! })
      let capabilities = VcpCapabilities(parsing: "(vcp(" + text)
      let codes = capabilities.features.map(\.code)
      #expect(codes == Set(codes).sorted())
    }
    // As long as a monitor could make it, and longer.
    #expect(features(String(repeating: "(", count: 5000) + "vcp(10") == [0x10: []])
  }
}
