/// A `[profile NAME SELECTOR]` group, before it is known to which profile it belongs.
struct ProfileDisplayGroup {
  /// The group as it stands in the file.
  let group: KeyFileGroup
  /// The profile's name.
  let profile: String
  /// The display's selector.
  let selector: String
  /// What it says.
  let settings: ProfileSettings
}
