import GLibKit
import LightenCore
import LightenDevices

extension DisplayManager {
  /// These monitors are connected now: those that are not here any more go, new ones come, and
  /// the others are left alone.
  func update(_ candidates: [DisplayCandidate]) {
    let keys = Set(candidates.map(\.key))
    for (key, entry) in connected where !keys.contains(key) { remove(key, entry) }
    arrivals = candidates.filter { connected[$0.key] == nil }
    for candidate in candidates where connected[candidate.key] != nil { keep(candidate) }
    if store.problem == nil {
      addArrivals()
    } else if !arrivals.isEmpty, reading == nil {
      // Perhaps their numbers can be known by now.
      reading = LoopTask { [self] in
        await store.readAgain()
        reading = nil
        addArrivals()
      }
    }
    connectorNamesChanged()
    checkFirstLook()
  }

  private func addArrivals() {
    let arrivals = arrivals
    self.arrivals = []
    add(arrivals)
    connectorNamesChanged()
  }

  private func remove(_ key: String, _ entry: Connected) {
    connected[key] = nil
    remember(entry.display)
    automatic.remove(entry.display)
    entry.display.stop()
    Log.notice(
      "display \(entry.display.number), \(entry.display.name), is gone",
      ["DISPLAY": "\(entry.display.number)"])
    unexport(entry)
  }

  private func keep(_ candidate: DisplayCandidate) {
    guard var entry = connected[candidate.key] else { return }
    let isReattached = entry.candidate.attachment != candidate.attachment
    entry.candidate = candidate
    connected[candidate.key] = entry
    if isReattached {
      Log.debug("display \(entry.display.number) is now reached by \(candidate.attachment)")
      if entry.isEnabled {
        let sysPath = entry.display.description.sysPath
        entry.display.expectAccess()
        entry.display.replaceDevice(candidate.makeDevice(), candidate.description)
        if sysPath != candidate.description.sysPath { sysPathChanged(of: entry.display) }
      }
    } else {
      entry.display.lookAgain()
    }
  }

  private func add(_ arrivals: [DisplayCandidate]) {
    guard !arrivals.isEmpty else { return }
    // Numbers are given out in this order, so that it is the same at each first start.
    let arrivals = arrivals.sorted { $0.description.connector < $1.description.connector }
    let (numbers, saving) = assignNumbers(arrivals)
    for (candidate, number) in zip(arrivals, numbers) {
      guard let record = store.state.records[number] else { continue }
      let settings = settings(for: SelectableDisplay(number: number, candidate.description))
      let isEnabled = settings.enabled ?? true
      let display = DisplayController(
        record: record, description: candidate.description,
        device: isEnabled ? candidate.makeDevice() : UnavailableDevice(.disabled),
        limits: Self.limits(settings, candidate.description), clock: clock, patience: patience)
      display.restores = settings.restore ?? true
      display.alias = settings.alias ?? ""
      display.isAuto = record.isAuto ?? settings.auto ?? false
      display.delegate = self
      automatic.add(display)
      display.settle(after: saving)
      connected[candidate.key] = Connected(
        candidate: candidate, display: display, isEnabled: isEnabled, isNew: !isWaiting)
      // One that is there at the start has been there for a while.
      if !isWaiting { display.expectAccess() }
      if isSuspended {
        display.startAsleep()
      } else if let wokeUp, patience.now - wokeUp < Self.wakeTime {
        display.startWaking()
      } else {
        display.start()
      }
    }
  }

  /// Finds the number of each arrival. A number that was never given out before must be saved before
  /// anybody sees it: the task, if any, ends when that was tried.
  private func assignNumbers(_ arrivals: [DisplayCandidate]) -> ([Int], LoopTask<Void>?) {
    let isProvisional = store.problem != nil
    // The state was checked when it was read, and every change since came from a registry.
    var registry = (try? store.state.registry(isProvisional: isProvisional)) ?? NumberRegistry()
    let next = registry.next
    let numbers = registry.assign(
      arrivals.map { ($0.description.id, $0.description.connector) },
      connected: Set(connected.values.map(\.display.number)))
    store.change(isUrgent: true) { $0.adopt(registry, isProvisional: isProvisional) }
    guard registry.next != next, !isProvisional else { return (numbers, nil) }
    return (numbers, LoopTask { [store] in await store.flush() })
  }

  /// The limits from the config, else those that the kind of display has by itself.
  static func limits(
    _ settings: DisplaySettings, _ description: DisplayDescription
  ) -> BrightnessLimits {
    let usual: BrightnessLimits = description.kind == .panel ? .panel : .none
    return BrightnessLimits(
      minimum: settings.minimum ?? usual.minimum, maximum: settings.maximum ?? usual.maximum)
  }
}

extension SelectableDisplay {
  /// A display that the groups of the config may select.
  init(number: Int, _ description: DisplayDescription) {
    self.init(
      number: number, connector: description.connector, id: description.id,
      serial: description.serial.isEmpty ? nil : description.serial,
      model: description.model.isEmpty ? nil : description.model,
      name: [description.manufacturer, description.model].filter { !$0.isEmpty }
        .joined(separator: " "))
  }
}

extension DeviceError {
  /// The user does not want it to be touched.
  static let disabled = DeviceError(
    .unsupported, "Switched off by “enabled = false” in lightend.conf.")
}
