/// Commands that mend, where several checks need them or their text has rules of its own.
enum Remedy {
  /// Has udev read its rules and apply them to the devices of a subsystem.
  static func applyRules(to subsystem: String) -> String {
    "sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=\(subsystem)"
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
