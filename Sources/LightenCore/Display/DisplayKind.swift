/// How a display is controlled; the word is part of the D-Bus contract.
public enum DisplayKind: String, Sendable {
  /// An external monitor, over DDC/CI.
  case ddc
  /// A backlight of the kernel's, through logind.
  case panel
  /// A monitor that exists only in this program.
  case simulated
}
