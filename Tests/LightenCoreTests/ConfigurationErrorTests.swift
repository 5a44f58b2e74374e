import Testing

@testable import LightenCore

@Suite struct ConfigurationErrorTests {
  private func problems(_ text: String) -> [ConfigurationProblem] {
    do throws(ConfigurationErrors) {
      _ = try Configuration.parse(text: text, file: "lightend.conf")
      return []
    } catch {
      return error.problems
    }
  }

  /// Text, and all of the message that it must give.
  @Test(arguments: [
    (
      "[params]\n\nsave_fidelty=5",
      ":3: [params] save_fidelty: unknown key; did you mean “save_fidelity”?"
    ),
    (
      "[params]\nSave_Fidelity=5",
      ":2: [params] Save_Fidelity: unknown key; did you mean “save_fidelity”?"
    ),
    ("[display 0]\nmin=5", ":2: [display 0] min: unknown key; did you mean “minimum”?"),
    (
      "[display 0]\nalias[de]=Tisch",
      ":2: [display 0] alias[de]: unknown key; did you mean “alias”?"
    ),
    (
      "[display 0]\nauto_normalize=1",
      ":2: [display 0] auto_normalize: unknown key here; it belongs into “[params]”"
    ),
    (
      "[display 0]\nvolume=1",
      ":2: [display 0] volume: unknown key; there are alias, minimum, maximum, auto, restore, enabled"
    ),
    ("[parms]", ":1: [parms]: unknown group; did you mean “[params]”?"),
    ("[params x]", ":1: [params x]: unknown group; did you mean “[params]”?"),
    ("[Display DP-1]", ":1: [Display DP-1]: unknown group; did you mean “[display DP-1]”?"),
    (
      "[weather]",
      ":1: [weather]: unknown group; there are “[display …]”, “[profile …]”, “[params]” and “[sensor]”"
    ),
    ("[display]", ":1: [display]: the group names no display: write it like “[display DP-1]”"),
    ("[display \"DP-1\"]", ":1: [display \"DP-1\"]: write the display's name without quotes"),
    (
      "[display 0]\nminimum=101",
      ":2: [display 0] minimum: “101” is not a whole number from 0 to 100 percent"
    ),
    (
      "[display 0]\nminimum=-1",
      ":2: [display 0] minimum: “-1” is not a whole number from 0 to 100 percent"
    ),
    (
      "[display 0]\nmaximum=50%",
      ":2: [display 0] maximum: “50%” is not a whole number from 0 to 100 percent"
    ),
    (
      "[display 0]\nmaximum=",
      ":2: [display 0] maximum: “” is not a whole number from 0 to 100 percent"
    ),
    (
      "[display 0]\nmaximum=99999999999999999999",
      ":2: [display 0] maximum: “99999999999999999999” is not a whole number from 0 to 100 percent"
    ),
    (
      "[display 0]\nmaximum=20\nauto=1\nminimum=30\n",
      ":4: [display 0] minimum: minimum, 30, is above maximum, 20: swap them"
    ),
    ("[display 0]\nauto=yes", ":2: [display 0] auto: “yes” is neither “true” nor “false”"),
    (
      "[display 0]\nalias=",
      ":2: [display 0] alias: the alias is empty: give a name such as desk, or remove the key"
    ),
    (
      "[display 0]\nalias=\\s",
      ":2: [display 0] alias: the alias is empty: give a name such as desk, or remove the key"
    ),
    (
      "[display 0]\nalias=12",
      ":2: [display 0] alias: “12” would look like a display's number: add a letter"
    ),
    (
      "[display 0]\nalias=a/b",
      ":2: [display 0] alias: an alias cannot contain “/”, tabs or line breaks: take another name"
    ),
    (
      "[display 0]\nalias=a\\nb",
      ":2: [display 0] alias: an alias cannot contain “/”, tabs or line breaks: take another name"
    ),
    (
      "[display 0]\nalias=a\\x",
      ":2: [display 0] alias: only \\s, \\n, \\t, \\r and \\\\ can follow a backslash"
    ),
    (
      "[display 0]\nalias=a\\",
      ":2: [display 0] alias: only \\s, \\n, \\t, \\r and \\\\ can follow a backslash"
    ),
    (
      "[display 0]\nalias=desk\n[display 1]\nalias=Desk",
      ":4: [display 1] alias: “Desk” is the alias of “[display 0]” already, line 1"
    ),
    (
      "[display 0]\n[display 0]\nauto=1",
      ":2: [display 0]: the group is there already, at line 1: put all its keys into one"
    ),
    (
      "[display DP-1]\n[display dp-1]",
      ":2: [display dp-1]: the group is there already, at line 1: put all its keys into one"
    ),
    (
      "[display 0]\nauto=1\nauto=0",
      ":3: [display 0] auto: the key is there already, at line 2: remove one of them"
    ),
    (
      "auto=1\n[display 0]",
      ":1: auto: the key stands before any group: put it below “[params]”, “[display …]” or another one"
    ),
    ("[params]\n; a comment = none", ":2: comments begin with “#”, not with “;”"),
    (
      "[params]\nchange_rate: 3",
      ":2: “change_rate: 3” is no “key=value”, no “[group]” and no comment (“# …”)"
    ),
    ("[params]\n=3", ":2: “=3” is no “key=value”, no “[group]” and no comment (“# …”)"),
    (
      "[params\nchange_rate=3",
      ":1: “[params” is no group: write it like “[params]” or “[display DP-1]”"
    ),
    (
      "[params] # here",
      ":1: “[params] # here” is no group: write it like “[params]” or “[display DP-1]”"
    ),
    (
      "[params]\nsensor_interval=0",
      ":2: [params] sensor_interval: “0” is not a whole number from 1 to 1000000 seconds"
    ),
    (
      "[params]\nmax_deviation=1.5",
      ":2: [params] max_deviation: “1.5” is not a whole number from 0 to 1000000"
    ),
    (
      "[params]\nnormalize_method=roundup",
      ":2: [params] normalize_method: unknown method “roundup”; did you mean “round-up”?"
    ),
    (
      "[params]\nnormalize_method=magic",
      ":2: [params] normalize_method: unknown method “magic”; there are exact, round, round-up, round-down"
    ),
    (
      "[params]\nnormalize_mode=relativ",
      ":2: [params] normalize_mode: unknown mode “relativ”; did you mean “relative”?"
    ),
    (
      "[params]\nnormalize_mode=Absolute",
      ":2: [params] normalize_mode: unknown mode “Absolute”; did you mean “absolute”?"
    ),
    (
      "[params]\nnormalize_mode=",
      ":2: [params] normalize_mode: unknown mode “”; there are absolute, relative"
    ),
    (
      "[params]\nnormalize_mode=exact",
      ":2: [params] normalize_mode: unknown mode “exact”; there are absolute, relative"
    ),
    (
      "[params]\nnormalise_mode=relative",
      ":2: [params] normalise_mode: unknown key; did you mean “normalize_mode”?"
    ),
    (
      "[display 0]\nnormalize_mode=relative",
      ":2: [display 0] normalize_mode: unknown key here; it belongs into “[params]”"
    ),
    (
      "[sensor]\nvendor_id=239a",
      ":1: [sensor]: “product_id” is missing: a sensor needs both ids, as “lsusb” shows them"
    ),
    (
      "[sensor]\nvendor_id=239a5\nproduct_id=1",
      ":2: [sensor] vendor_id: “239a5” is not up to four hexadecimal digits, such as 239a or 0x239a"
    ),
    (
      "[sensor]\nvendor_id=0x\nproduct_id=1",
      ":2: [sensor] vendor_id: “0x” is not up to four hexadecimal digits, such as 239a or 0x239a"
    ),
    ("[sensor]\nvendor=\n", ":2: [sensor] vendor: unknown key; did you mean “vendor_id”?"),
  ])
  func saysWhereAndWhatIsWrong(text: String, message: String) {
    #expect(problems(text).map(\.description) == ["lightend.conf" + message])
  }

  @Test func reportsEverythingByLine() {
    let problems = problems(
      """
      nonsense
      [display 0]
      minimum=x
      maximum=y
      [weather]
      sun=1
      [params]
      chang_rate=1
      """)
    #expect(problems.map(\.line) == [1, 3, 4, 5, 8])
    #expect(problems.map(\.key) == [nil, "minimum", "maximum", nil, "chang_rate"])
    #expect(problems.map(\.group) == [nil, "display 0", "display 0", "weather", "params"])
  }

  @Test func messageHasALinePerProblem() {
    let error = #expect(throws: ConfigurationErrors.self) {
      try Configuration.parse(text: "x\n[weather]", file: "a.conf")
    }
    #expect(
      error?.message.split(separator: "\n").map { $0.prefix(9) } == ["a.conf:1:", "a.conf:2:"])
  }

  /// A file that lost its beginning or its end anywhere is read or refused, never a crash.
  @Test func survivesDamagedFiles() {
    let text = """
      # Ünïcödé
      [display DP-1]\r
      alias=a\\sb
      minimum=10
      [params]
      normalize_method=round
      [sensor]
      vendor_id=239a
      product_id=8111
      """
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let damaged =
      text.unicodeScalars.indices.map { String(text[..<$0]) }
      + text.unicodeScalars.indices.map { String(text[$0...]) }
    for text in damaged {
      for problem in problems(text) {
        #expect((1...lines.count).contains(problem.line), "\(problem) in \(text)")
      }
    }
  }

  @Test(arguments: [
    ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1),
    ("ca", "abc", 3), ("kitten", "sitting", 3),
  ])
  func countsEdits(first: String, second: String, distance: Int) {
    #expect(first.editDistance(to: second) == distance)
  }
}
