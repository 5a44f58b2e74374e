import Testing

@testable import LightenCore

@Suite struct ProfileErrorTests {
  /// Text after “[profile d]\ndisplays = DP-1; 5\n”, and all of the message that it must give.
  @Test(arguments: [
    ("brigtness=3", ":3: [profile d] brigtness: unknown key; did you mean “brightness”?"),
    (
      "alias=x",
      ":3: [profile d] alias: unknown key here; it belongs into “[display …]”"
    ),
    (
      "brightness=101",
      ":3: [profile d] brightness: “101” is not a whole number from 0 to 100 percent"
    ),
    ("input=hdmi9", ":3: [profile d] input: “hdmi9” is no input; did you mean “hdmi1”?"),
    (
      "minimum=40\nmaximum=30",
      ":4: [profile d] maximum: minimum, 40, is above maximum, 30: swap them"
    ),
    (
      "minimum=40\nbrightness=30\nauto=1",
      ":4: [profile d] brightness: brightness, 30, is not between minimum, 40, and maximum, 100"
    ),
    (
      "brightness=30\n[profile d dp-1]\nmaximum=20",
      ":5: [profile d dp-1] maximum: brightness, 30, is not between minimum, 0, and maximum, 20"
    ),
    (
      "[profile d DP-1]\ndisplays=3",
      ":4: [profile d DP-1] displays: the displays are those of “[profile NAME]”: put the key there"
    ),
    (
      "[profile d DP-2]\nauto=1",
      ":3: [profile d DP-2]: “DP-2” is not among the profile's displays, line 1; they are DP-1; 5"
    ),
    (
      "[profile d DP-1]\n[profile D dp-1]",
      ":4: [profile D dp-1]: the display has a group in this profile already: make them one"
    ),
    (
      "[profile docked DP-1]\nauto=1",
      ":3: [profile docked DP-1]: there is no “[profile docked]”; write one, or make the name one "
        + "word, such as “[profile docked-DP-1]”"
    ),
    (
      "[profile other]\n[profile other DP-1]\nauto=1",
      ":3: [profile other]: “displays” is missing: the monitors that the profile is for, such as "
        + "“DP-1; eDP-1”"
    ),
    (
      "[profile D]\ndisplays=7",
      ":3: [profile D]: the profile is there already, at line 1: take another name"
    ),
    (
      "[profile e]\ndisplays=5;dp-1;",
      ":4: [profile e] displays: these are the displays of “[profile d]” already, line 1"
    ),
    (
      "[profile e]\ndisplays=5;;6",
      ":4: [profile e] displays: a display's name is empty: write them with semicolons between, "
        + "such as “DP-1; eDP-1”"
    ),
    (
      "[profile e]\ndisplays=",
      ":4: [profile e] displays: a display's name is empty: write them with semicolons between, "
        + "such as “DP-1; eDP-1”"
    ),
    (
      "[profile e]\ndisplays=\"DP-1\"",
      ":4: [profile e] displays: write the display's name without quotes, not \"DP-1\""
    ),
    ("[profile]", ":3: [profile]: the group names no profile: write it like “[profile docked]”"),
    (
      "[profile \"x\"]",
      ":3: [profile \"x\"]: a profile's name is one word without quotes, “/” and “;”, such as docked"
    ),
    ("[prfile x]", ":3: [prfile x]: unknown group; did you mean “[profile x]”?"),
  ])
  func saysWhereAndWhatIsWrong(text: String, message: String) {
    let all = "[profile d]\ndisplays = DP-1; 5\n" + text
    do throws(ConfigurationErrors) {
      _ = try Configuration.parse(text: all, file: "lightend.conf")
      Issue.record("no error")
    } catch {
      #expect(error.problems.map(\.description) == ["lightend.conf" + message])
    }
  }
}
