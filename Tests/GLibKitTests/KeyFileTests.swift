import Testing

@testable import GLibKit

@Suite struct KeyFileTests {
  @Test func readsGroupsInTheirOrder() throws {
    let file = try KeyFile(
      text: """
        # a comment
        [b]
        one=1
        two = with spaces \\t and a tab

        [a]
        """)
    #expect(file.groups.map(\.name) == ["b", "a"])
    #expect(file.groups[0].values == ["one": "1", "two": "with spaces \t and a tab"])
    #expect(file.groups[1].values == [:])
  }

  @Test(arguments: [
    "", "plain", " leading", "trailing ", "two\nlines", "tab\t", "back\\slash", "semi;colon",
    "a=b", "# no comment", "[no group]", "Grüße 世界 🖥", "\"quoted\"", "\\n", "\r",
  ])
  func keepsValues(value: String) throws {
    let text = KeyFile(groups: [.init(name: "g", values: ["key": value, "other": "x"])]).text
    let file = try KeyFile(text: text)
    #expect(file.groups.map(\.name) == ["g"])
    #expect(file.groups.first?.values == ["key": value, "other": "x"])
  }

  @Test func writesKeysInOrder() {
    let group = KeyFile.Group(name: "g", values: ["c": "3", "a": "1", "b": "2"])
    #expect(KeyFile(groups: [group]).text == "[g]\na=1\nb=2\nc=3\n")
  }

  @Test func isEmptyWithoutText() throws {
    #expect(try KeyFile(text: "").groups.isEmpty)
    #expect(KeyFile(groups: []).text == "")
  }

  @Test(arguments: ["rubbish", "key=value", "[group\nkey=value", "[g]\nno equals sign", "[]\na=b"])
  func refusesOtherTexts(text: String) {
    let error = #expect(throws: GLibError.self) { try KeyFile(text: text) }
    #expect(error?.domain == "g-key-file-error-quark")
    #expect(error?.message.isEmpty == false)
  }

  /// A key whose text makes no sense is no reason to lose the others, nor to lose that text.
  @Test func keepsWrongEscapesAsTheyAre() throws {
    let file = try KeyFile(text: "[g]\nkey=bad \\x escape\nlist=a\\;b;c\nother=1\\t2\n")
    #expect(file.groups[0].values == ["other": "1\t2"])
    let raw = ["key": "bad \\x escape", "list": "a\\;b;c", "other": "1\\t2"]
    #expect(file.groups[0].raw == raw)
    let again = KeyFile(groups: [KeyFile.Group(name: "g", values: [:], raw: raw)])
    #expect(try KeyFile(text: again.text).groups[0].raw == raw)
  }

  @Test(
    arguments: [
      ("g", true), ("display 1", true), ("display Grüße", true), ("", false), ("a]", false),
      ("a[", false), ("a\nb", false), ("a\u{7F}", false),
    ] as [(String, Bool)])
  func knowsValidGroupNames(name: String, isValid: Bool) {
    #expect(KeyFile.isValidGroup(name) == isValid)
  }
}
