/// The version of all of lighten's programs.
public enum LightenVersion {
  /// A semantic version.
  public static let current = "0.1.0"
}
