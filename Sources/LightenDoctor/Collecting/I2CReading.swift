import GLibKit
import LightenSysfs

/// The system's side of I2C. Blocking.
enum I2CReading {
  private static let group = "i2c"

  /// Where udev reads rules (udev(7)).
  private static let ruleFolders = [
    "/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d",
    "/usr/lib/udev/rules.d",
    "/lib/udev/rules.d",
  ]
  /// Where systemd reads the names of modules (modules-load.d(5)).
  private static let moduleFolders = [
    "/etc/modules-load.d", "/run/modules-load.d", "/usr/local/lib/modules-load.d",
    "/usr/lib/modules-load.d", "/lib/modules-load.d",
  ]

  /// Reads them.
  static func facts() -> I2CFacts {
    var facts = I2CFacts()
    // A driver that is built in has no folder of its own, but its class.
    facts.isModuleLoaded = Files.exists("/sys/class/i2c-dev") || Files.exists("/sys/module/i2c_dev")
    facts.isLoadedAtBoot = isModuleNamed(in: moduleFolders)
    facts.isRuleInstalled = isRule(in: ruleFolders)
    facts.isGroupKnown = UserAccount.isGroup(group)
    facts.isMember = UserAccount.isMember(of: group)
    return facts
  }

  /// Whether a rule in one of the folders tags I2C buses for whoever sits at the computer.
  static func isRule(in folders: [String]) -> Bool {
    hasLine(in: folders, ending: ".rules") { line in
      line.contains(text: "i2c") && line.contains(text: "uaccess")
    }
  }

  /// Whether a file in one of the folders names the module.
  static func isModuleNamed(in folders: [String]) -> Bool {
    hasLine(in: folders, ending: ".conf") { line in
      ["i2c-dev", "i2c_dev"].contains(String(line.filter { !$0.isWhitespace }))
    }
  }

  private static func hasLine(
    in folders: [String], ending: String, where isWanted: (String) -> Bool
  ) -> Bool {
    for folder in folders {
      for name in Files.names(in: folder) where name.hasSuffix(ending) {
        guard let text = try? Files.text(at: "\(folder)/\(name)") else { continue }
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        if lines.contains(where: { isWanted(String($0)) }) { return true }
      }
    }
    return false
  }
}
