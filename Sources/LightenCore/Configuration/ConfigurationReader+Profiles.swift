/// The `[profile …]` groups.
extension ConfigurationReader {
  /// Reads `[profile NAME]` or `[profile NAME SELECTOR]`.
  mutating func readProfile(_ group: KeyFileGroup) {
    let words = group.name.split(maxSplits: 2, whereSeparator: \.isWhitespace)
      .map(\.trimmedOfWhitespace)
    guard words.count > 1 else {
      return report(group, nil, "the group names no profile: write it like “[profile docked]”")
    }
    let name = words[1]
    guard !name.contains(where: { "\"'/;".contains($0) }) else {
      return report(
        group, nil, "a profile's name is one word without quotes, “/” and “;”, such as docked")
    }
    if words.count > 2 {
      profileDisplays.append(
        ProfileDisplayGroup(
          group: group, profile: name, selector: words[2],
          settings: profileSettings(group, known: ConfigurationKeys.profileDisplay)))
    } else {
      readProfile(group, name: name)
    }
  }

  /// Puts what was said of single displays into their profiles, when all groups were read.
  mutating func finishProfiles() {
    for exception in profileDisplays { add(exception) }
  }

  private mutating func readProfile(_ group: KeyFileGroup, name: String) {
    profileNames.insert(name.lowercased())
    let settings = profileSettings(group, known: ConfigurationKeys.profile)
    if let other = configuration.profile(named: name) {
      return report(
        group, nil, "the profile is there already, at line \(other.line): take another name")
    }
    guard let entry = group.entries.first(where: { $0.key == "displays" }) else {
      return report(
        group, nil,
        "“displays” is missing: the monitors that the profile is for, such as “DP-1; eDP-1”")
    }
    guard let displays = selectors(entry, group) else { return }
    let set = Self.set(displays)
    if let other = configuration.profiles.first(where: { Self.set($0.displays) == set }) {
      return report(
        group, entry,
        "these are the displays of “[profile \(other.name)]” already, line \(other.line)")
    }
    checkBrightness(settings, group)
    configuration.profiles.append(
      Profile(name: name, line: group.line, displays: displays, settings: settings))
  }

  private static func set(_ selectors: [String]) -> [String] {
    selectors.map(DisplaySelector.normalize).sorted()
  }

  /// Selectors with semicolons between them, as GLib writes lists; one at the end may stand or not.
  private mutating func selectors(_ entry: KeyFileEntry, _ group: KeyFileGroup) -> [String]? {
    var parts = entry.value.split(separator: ";", omittingEmptySubsequences: false)
      .map(\.trimmedOfWhitespace)
    if parts.last == "" { parts.removeLast() }
    if parts.isEmpty || parts.contains("") {
      report(
        group, entry,
        "a display's name is empty: write them with semicolons between, such as “DP-1; eDP-1”")
      return nil
    }
    if let quoted = parts.first(where: { $0.hasPrefix("\"") || $0.hasPrefix("'") }) {
      report(group, entry, "write the display's name without quotes, not \(quoted)")
      return nil
    }
    return parts
  }

  private mutating func profileSettings(
    _ group: KeyFileGroup, known: [String]
  ) -> ProfileSettings {
    var settings = ProfileSettings()
    for entry in group.entries {
      switch entry.key {
      case "brightness": settings.brightness = integer(entry, group, in: 0...100, unit: "percent")
      case "minimum": settings.minimum = integer(entry, group, in: 0...100, unit: "percent")
      case "maximum": settings.maximum = integer(entry, group, in: 0...100, unit: "percent")
      case "auto": settings.auto = boolean(entry, group)
      case "input": settings.input = input(entry, group)
      case "displays" where known.contains("displays"): break
      case "displays":
        report(group, entry, "the displays are those of “[profile NAME]”: put the key there")
      default: reportUnknown(entry, group, known: known)
      }
    }
    if let minimum = settings.minimum, let maximum = settings.maximum, minimum > maximum {
      report(
        group, group.entries.last { $0.key == "minimum" || $0.key == "maximum" },
        "minimum, \(minimum), is above maximum, \(maximum): swap them")
    }
    return settings
  }

  private mutating func input(_ entry: KeyFileEntry, _ group: KeyFileGroup) -> UInt16? {
    if let value = try? VcpFeature.value(entry.value, of: VcpFeature.inputCode) { return value }
    let names = VcpFeature(code: VcpFeature.inputCode)?.values.map(\.name) ?? []
    let advice =
      entry.value.nearest(of: names).map { "did you mean “\($0)”?" }
      ?? "it is a number such as 0x11, or one of \(names.joined(separator: ", "))"
    report(group, entry, "“\(entry.value)” is no input; \(advice)")
    return nil
  }

  private mutating func add(_ exception: ProfileDisplayGroup) {
    let group = exception.group
    let index = configuration.profiles.firstIndex {
      $0.name.lowercased() == exception.profile.lowercased()
    }
    guard let index else {
      // One mistake gives one message.
      guard !profileNames.contains(exception.profile.lowercased()) else { return }
      let names = configuration.profiles.map(\.name)
      let oneWord = group.name.split(whereSeparator: \.isWhitespace).dropFirst()
        .joined(separator: "-")
      let advice =
        exception.profile.nearest(of: names).map { "did you mean “[profile \($0) …]”?" }
        ?? "write one, or make the name one word, such as “[profile \(oneWord)]”"
      return report(
        group, nil, "there is no “[profile \(exception.profile)]”; \(advice)")
    }
    let profile = configuration.profiles[index]
    let selector = DisplaySelector.normalize(exception.selector)
    guard profile.displays.contains(where: { DisplaySelector.normalize($0) == selector }) else {
      return report(
        group, nil,
        "“\(exception.selector)” is not among the profile's displays, line \(profile.line); they "
          + "are \(profile.displays.joined(separator: "; "))")
    }
    if profile.exceptions.contains(where: { DisplaySelector.normalize($0.selector) == selector }) {
      return report(group, nil, "the display has a group in this profile already: make them one")
    }
    var settings = profile.settings
    settings.merge(exception.settings)
    checkBrightness(settings, group)
    configuration.profiles[index].exceptions.append(
      Profile.Exception(selector: exception.selector, settings: exception.settings))
  }

  /// A brightness outside of the limits would not be what stands there.
  private mutating func checkBrightness(_ settings: ProfileSettings, _ group: KeyFileGroup) {
    let limits = BrightnessLimits(
      minimum: settings.minimum ?? 0, maximum: settings.maximum ?? 100)
    guard let brightness = settings.brightness, limits.clamp(brightness) != brightness else {
      return
    }
    report(
      group, group.entries.last { ["brightness", "minimum", "maximum"].contains($0.key) },
      "brightness, \(brightness), is not between minimum, \(limits.minimum), and maximum, "
        + "\(limits.maximum)")
  }
}
