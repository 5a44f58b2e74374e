/// Commands that mend, where several checks need them or their text has rules of its own.
enum Remedy {
  /// Has udev read its rules and apply them to the devices of a subsystem.
  static func applyRules(to subsystem: String) -> String {
    "sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=\(subsystem)"
  }

  /// Makes the nodes of I2C buses anew. The kernel makes them, not udev; and a rule of udev that
  /// gives one to a group counts for a new node only, where logind has given the old one to a user:
  /// the group's own entry in the node's access control list (acl(5)) stays as it was.
  static let reloadModule = "sudo modprobe -r i2c-dev && sudo modprobe i2c-dev"

  /// Brings a session into the foreground. From the background that needs an administrator's
  /// password, or polkit, which not every system has.
  static func activate(_ session: LoginFacts.Session) -> String {
    "sudo loginctl activate \(session.id)"
  }

  /// Writes a line to a system file.
  static func write(_ line: String, to path: String) -> String {
    "echo \(quoted(line)) | sudo tee \(quoted(path))"
  }

  /// Installs lighten's files anew.
  static func reinstall(isPackaged: Bool) -> String {
    // From the folder with the sources, as it was installed.
    isPackaged ? "sudo apt install --reinstall lighten" : "contrib/install"
  }

  /// A word as the shell takes it (POSIX, Shell Command Language, 2.2).
  static func quoted(_ word: String) -> String {
    let isPlain = { (character: Character) in
      character.isASCII
        && (character.isLetter || character.isNumber || "/._-+:@%=,".contains(character))
    }
    if !word.isEmpty, word.allSatisfy(isPlain) { return word }
    return "'" + word.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
