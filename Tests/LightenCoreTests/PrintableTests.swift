import Testing

@testable import LightenCore

@Suite struct PrintableTests {
  @Test(arguments: ["", "Dell U2720Q", "Grüße", "شاشة", "👩‍💻", "a\u{200F}b", "\u{FFFD}"])
  func leavesTextAlone(text: String) {
    #expect(text.printable == text)
  }

  @Test(arguments: [
    ("\u{1B}[31mred", " [31mred"), ("a\tb\nc\r\nd", "a b c  d"), ("\u{7F}", " "),
    ("\u{9B}2J", " 2J"), ("\u{85}", " "),
    ("a\u{202E}b\u{2066}c", "a b c"),
    ("a\u{2028}b\u{2029}", "a b "), ("\0", " "),
  ])
  func replacesWhatSteersATerminal(text: String, printable: String) {
    #expect(text.printable == printable)
  }

  /// Every character, so that none is forgotten.
  @Test func leavesNoControlCharacter() {
    var text = ""
    for value in 0...0x3000 {
      if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
    }
    let scalars = text.printable.unicodeScalars
    #expect(scalars.count == text.unicodeScalars.count)
    for scalar in scalars {
      #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
      #expect(![.lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory))
    }
  }

  @Test func aDisplaysDescriptionIsPrintable() {
    let evil = "a\u{1B}[2Jb"
    let description = DisplayDescription(
      id: evil, manufacturer: evil, model: evil, serial: evil, connector: evil, kind: .ddc,
      isInternal: false, sysPath: "/sys")
    let texts = [
      description.id, description.manufacturer, description.model, description.serial,
      description.connector, DisplayError(.failed, evil).message,
    ]
    #expect(Set(texts) == ["a [2Jb"])
  }

  @Test func aConfigIsPrintable() throws {
    let text = "[display DP-1]\nalias = a\u{1B}[2Jb\n[profile x\u{9B}]\ndisplays = DP-1\n"
    let configuration = try Configuration.parse(text: text, file: "f")
    #expect(configuration.displays.first?.settings.alias == "a [2Jb")
    #expect(configuration.profiles.first?.name == "x")
    let errors = #expect(throws: ConfigurationErrors.self) {
      try Configuration.parse(text: "[x\u{1B}]\n\u{1B}\n", file: "f")
    }
    #expect(errors?.problems.count == 2)
    for problem in errors?.problems ?? [] {
      #expect(!problem.description.unicodeScalars.contains { $0.isControl })
    }
  }

  @Test func variablesOfCommandsArePrintable() {
    let evil = "a\u{1B}[2J\u{202E}\n"
    var event = AutomationEvent(
      .added,
      EventDisplay(
        number: 0, name: evil, alias: evil, connector: evil, id: evil, serial: evil, kind: evil,
        state: evil, brightness: 1))
    (event.origin, event.sender, event.profile) = (evil, evil, evil)
    for (name, value) in event.variables {
      #expect(!value.unicodeScalars.contains { $0.isControl }, "\(name)")
    }
  }
}
