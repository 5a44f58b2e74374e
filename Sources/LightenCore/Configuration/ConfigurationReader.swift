/// Turns the groups of a key file into a configuration and collects what is wrong with them.
struct ConfigurationReader {
  /// What was understood.
  var configuration = Configuration()

  /// What was not.
  private(set) var problems: [ConfigurationProblem]

  private let file: String

  /// The `[profile NAME SELECTOR]` groups that were read.
  var profileDisplays: [ProfileDisplayGroup] = []

  /// The names of all `[profile NAME]` groups in lower case, also of those that are wrong.
  var profileNames: Set<String> = []

  /// - Parameter problems: Those found so far.
  init(file: String, problems: [ConfigurationProblem]) {
    self.file = file
    self.problems = problems
  }

  /// Reads one group.
  mutating func read(_ group: KeyFileGroup) {
    let words = group.name.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    switch words.first {
    case "params" where words.count == 1: readParams(group)
    case "sensor" where words.count == 1: readSensor(group)
    case "display":
      readDisplay(group, selector: words.count > 1 ? words[1].trimmedOfWhitespace : "")
    case "profile": readProfile(group)
    default:
      report(group, nil, ConfigurationKeys.sentence(unknownGroup: group.name))
    }
  }

  // MARK: Groups

  private mutating func readDisplay(_ group: KeyFileGroup, selector: String) {
    guard !selector.isEmpty else {
      return report(group, nil, "the group names no display: write it like “[display DP-1]”")
    }
    guard !selector.hasPrefix("\""), !selector.hasPrefix("'") else {
      return report(group, nil, "write the display's name without quotes")
    }
    let sameSelector = configuration.displays.first {
      DisplaySelector.normalize($0.selector) == DisplaySelector.normalize(selector)
    }
    if let sameSelector {
      report(
        group, nil,
        "the group is there already, at line \(sameSelector.line): put all its keys into one")
    }

    var settings = DisplaySettings()
    for entry in group.entries {
      switch entry.key {
      case "alias": settings.alias = alias(entry, group)
      case "minimum": settings.minimum = integer(entry, group, in: 0...100, unit: "percent")
      case "maximum": settings.maximum = integer(entry, group, in: 0...100, unit: "percent")
      case "auto": settings.auto = boolean(entry, group)
      case "restore": settings.restore = boolean(entry, group)
      case "enabled": settings.enabled = boolean(entry, group)
      default: reportUnknown(entry, group, known: ConfigurationKeys.display)
      }
    }
    if let minimum = settings.minimum, let maximum = settings.maximum, minimum > maximum {
      report(
        group, group.entries.last { $0.key == "minimum" || $0.key == "maximum" },
        "minimum, \(minimum), is above maximum, \(maximum): swap them")
    }
    configuration.displays.append(
      DisplayGroup(selector: selector, line: group.line, settings: settings))
  }

  private mutating func readParams(_ group: KeyFileGroup) {
    let counts = 0...Parameters.largestValue
    let seconds = 1...Parameters.largestValue
    var params = Parameters()
    for entry in group.entries {
      switch entry.key {
      case "sensor_interval":
        set(&params.sensorInterval, integer(entry, group, in: seconds, unit: "seconds"))
      case "save_fidelity": set(&params.saveFidelity, integer(entry, group, in: counts))
      case "max_deviation": set(&params.maxDeviation, integer(entry, group, in: counts))
      case "change_threshold": set(&params.changeThreshold, integer(entry, group, in: counts))
      case "change_rate": set(&params.changeRate, integer(entry, group, in: counts))
      case "restore_interval":
        set(&params.restoreInterval, integer(entry, group, in: seconds, unit: "seconds"))
      case "restore_range": set(&params.restoreRange, integer(entry, group, in: counts))
      case "normalize_method": set(&params.normalizeMethod, word(entry, group, "method"))
      case "normalize_mode": set(&params.normalizeMode, word(entry, group, "mode"))
      case "auto_normalize": set(&params.autoNormalize, boolean(entry, group))
      default: reportUnknown(entry, group, known: ConfigurationKeys.params)
      }
    }
    configuration.params = params
  }

  private mutating func readSensor(_ group: KeyFileGroup) {
    var ids: [String: UInt16] = [:]
    var missing = ConfigurationKeys.sensor
    for entry in group.entries {
      guard ConfigurationKeys.sensor.contains(entry.key) else {
        reportUnknown(entry, group, known: ConfigurationKeys.sensor)
        continue
      }
      // Both empty, as in the predecessor's sample file: no sensor chosen.
      guard !entry.value.isEmpty else { continue }
      missing.removeAll { $0 == entry.key }
      ids[entry.key] = usbID(entry, group)
    }
    if missing.count == 1, let key = missing.first {
      report(group, nil, "“\(key)” is missing: a sensor needs both ids, as “lsusb” shows them")
    }
    guard let vendor = ids["vendor_id"], let product = ids["product_id"] else { return }
    configuration.sensor = SensorSettings(vendorID: vendor, productID: product)
  }

  // MARK: Helpers

  /// Sets a value, unless it could not be read.
  private func set<Value>(_ target: inout Value, _ value: Value?) {
    if let value { target = value }
  }

  mutating func reportUnknown(
    _ entry: KeyFileEntry, _ group: KeyFileGroup, known: [String]
  ) {
    report(group, entry, ConfigurationKeys.sentence(unknownKey: entry.key, known: known))
  }

  /// Notes a problem with a key or, without one, with the whole group.
  mutating func report(_ group: KeyFileGroup, _ entry: KeyFileEntry?, _ sentence: String) {
    problems.append(
      ConfigurationProblem(
        file: file, line: entry?.line ?? group.line, group: group.name, key: entry?.key,
        sentence: sentence))
  }
}
