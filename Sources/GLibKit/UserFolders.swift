import CGLib

/// The user's folders of the XDG base directory specification.
public enum UserFolders {
  /// `$XDG_CONFIG_HOME`, by default `~/.config`.
  public static var config: String { String(cString: g_get_user_config_dir()) }
  /// `$XDG_STATE_HOME`, by default `~/.local/state`.
  public static var state: String { String(cString: g_get_user_state_dir()) }
}
