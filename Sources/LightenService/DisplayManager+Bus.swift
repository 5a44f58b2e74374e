import DBusKit
import GLibKit
import LightenCore
import LightenDevices
import LightenInterface

extension DisplayManager: DisplayControllerDelegate {
  func displaySettled(_ display: DisplayController) {
    let state = display.state == .ready ? "" : ", \(display.state.rawValue): \(display.reason)"
    Log.notice(
      "display \(display.number), \(display.name) on \(display.description.connector)\(state)",
      ["DISPLAY": "\(display.number)"])
    export(display)
    automatic.changed(display)
    connectorNamesChanged()
    checkFirstLook()
  }

  func displayChangedState(_ display: DisplayController) {
    let reason = display.reason.isEmpty ? "" : ": \(display.reason)"
    Log.notice(
      "display \(display.number), \(display.name), is \(display.state.rawValue)\(reason)",
      ["DISPLAY": "\(display.number)"])
    objects.emitChanged(["State", "Reason"], of: BusNames.display, at: path(of: display))
    automatic.changed(display)
  }

  func displayChangedAbilities(_ display: DisplayController) {
    export(display)
    objects.emitChanged(
      ["Brightness", "RawBrightness", "RawMaximum"], of: BusNames.backlight, at: path(of: display))
    automatic.changed(display)
  }

  func displayChangedBrightness(
    _ display: DisplayController, origin: BrightnessOrigin, sender: String
  ) {
    remember(display)
    publishBrightness(display)
    automatic.changedByItself(display)
    let path = path(of: display)
    connection.emit(
      path: path, interface: BusNames.backlight, signal: "BrightnessChanged",
      [
        .uint32(UInt32(display.level?.percent ?? 0)), .string(origin.rawValue), .string(sender),
      ])
    objects.emitChanged(["Brightness", "RawBrightness"], of: BusNames.backlight, at: path)
    observer?.displayChanged(display, origin: origin, sender: sender)
  }

  func displayReached(_ display: DisplayController, _ target: BrightnessTarget) {
    automatic.reached(display, target)
  }

  func percentToRestore(_ display: DisplayController) -> Int? {
    automatic.percentToRestore(display)
  }

  func displayRestored(_ display: DisplayController) {
    remember(display)
    automatic.changed(display)
  }

  func displayChangedFeature(_ display: DisplayController, _ code: UInt8, _ value: UInt16) {
    connection.emit(
      path: path(of: display), interface: BusNames.vcp, signal: "FeatureChanged",
      [.byte(code), .uint16(value)])
  }

  func displayWrote(_ display: DisplayController) { remember(display) }

  /// A call to a display that is not on the bus, or does not have that interface: it may be the
  /// call that started the service, and waits until the monitors have been found. One for a monitor
  /// that did not answer so far has it looked at again.
  func handleUnexported(_ call: MethodCall) {
    LoopTask { [self] in
      do throws(DisplayError) {
        try await waitForFirstLook()
      } catch {
        call.fail(BusError(error))
        return
      }
      if objects.forward(call) { return }
      // Reading is from memory.
      if BusNames.ofDisplay.contains(call.header.interface), call.method != "GetBrightness",
        let display = display(at: call.path),
        display.isSilent || display.isAccessLate
      {
        await display.refresh()
        if objects.forward(call) { return }
        if display.isStopped {
          call.fail(BusError(DeviceError.unplugged.displayError))
          return
        }
      }
      call.fail(unexported(call))
    }
  }

  /// A call that was on its way to an interface when that was taken from the bus.
  func handleLate(_ call: MethodCall) {
    if display(at: call.path) == nil, BusNames.ofDisplay.contains(call.header.interface) {
      call.fail(BusError(DeviceError.unplugged.displayError))
    } else {
      handleUnexported(call)
    }
  }

  private func unexported(_ call: MethodCall) -> BusError {
    // What every object has is missing only where there is none.
    let isOurs = BusNames.ofDisplay.contains(call.header.interface)
    guard let display = display(at: call.path) else {
      return isOurs ? BusError(Self.noDisplay(at: call.path)) : .unknownObject(call.path)
    }
    if !isOurs { return .invalidArguments("The object has no such interface.") }
    // The monitor is well: it is another kind of monitor.
    if display.state == .ready {
      return BusError(
        DisplayError(.unsupported, "\(display.name) is not a DDC/CI monitor."))
    }
    return BusError(display.uncontrollable)
  }

  /// Switches automatic brightness of all displays; returns whether it is on for all.
  func setAuto(_ mode: AutoMode) -> Bool {
    let displays = controllable
    let isOn = mode.applied(to: !displays.isEmpty && displays.allSatisfy(\.isAuto))
    for display in displays { _ = setAuto(display, isOn ? .on : .off) }
    return isOn && !displays.isEmpty
  }

  /// Switches automatic brightness of a display; returns whether it is on.
  func setAuto(_ display: DisplayController, _ mode: AutoMode) -> Bool {
    let isOn = mode.applied(to: display.isAuto)
    store.change { $0.records[display.number]?.isAuto = isOn }
    if display.isAuto != isOn {
      display.isAuto = isOn
      objects.emitChanged(["Auto"], of: BusNames.backlight, at: path(of: display))
      automatic.changed(display)
    }
    return isOn
  }

  /// The connector's name as people use it: with its card only where two cards have one.
  func connectorName(_ display: DisplayController) -> String {
    let name = ConnectorName(display.description.connector)
    let isShared = connected.values.contains {
      let other = ConnectorName($0.display.description.connector)
      return other.short == name.short && other.full != name.full
    }
    return isShared ? name.full : name.short
  }

  /// Monitors came or went: a connector's name may need its card now, or not any more.
  func connectorNamesChanged() {
    for (key, entry) in connected where !entry.exported.isEmpty {
      let name = connectorName(entry.display)
      guard entry.connectorName != name else { continue }
      connected[key]?.connectorName = name
      if entry.connectorName != nil {
        objects.emitChanged(["Connector"], of: BusNames.display, at: path(of: entry.display))
      }
    }
  }

  /// A display is reached in another way, which has another folder in sysfs.
  func sysPathChanged(of display: DisplayController) {
    objects.emitChanged(["SysPath"], of: BusNames.display, at: path(of: display))
  }

  /// Takes a monitor that is gone from the bus.
  func unexport(_ entry: Connected) {
    guard !entry.exported.isEmpty else { return }
    brightness.set(nil, for: path(of: entry.display))
    objects.remove(at: path(of: entry.display))
    displaysChanged()
    rootBaselineChanged()
    observer?.displayRemoved(entry.display)
  }

  private func path(of display: DisplayController) -> String {
    BusNames.path(ofDisplay: display.number)
  }

  func remember(_ display: DisplayController) {
    store.change { state in
      state.records[display.number]?.level = display.levelToKeep
      state.records[display.number]?.writes = display.writes
    }
  }

  /// Brings what is on the bus in line with what the display can do.
  private func export(_ display: DisplayController) {
    guard
      let (key, entry) = connected.first(where: { $0.value.display === display }),
      display.isSettled
    else { return }
    var wanted: [any BusInterface] = [
      DisplayInterface(display) { [unowned self] in self.connectorName($0) }
    ]
    if display.isControllable {
      wanted.append(
        BacklightInterface(display, automatic) { [unowned self] in self.setAuto($0, $1) })
      wanted.append(CurveInterface(display, automatic))
    }
    if display.device.features != nil { wanted.append(VcpInterface(display)) }
    let names = Set(wanted.map(\.name))
    let path = path(of: display)
    publishBrightness(display)
    objects.remove(at: path, interfaces: entry.exported.subtracting(names).sorted())
    let new = wanted.filter { !entry.exported.contains($0.name) }
    connected[key]?.exported = names
    rootBaselineChanged()
    guard !new.isEmpty else { return }
    remember(display)
    do throws(GLibError) {
      try objects.add(new, at: path)
    } catch {
      Log.error("cannot export display \(display.number): \(error.message)")
    }
    if entry.exported.isEmpty {
      displaysChanged()
      observer?.displayAdded(display, isNew: entry.isNew)
    }
  }

  private func publishBrightness(_ display: DisplayController) {
    let level = display.isControllable ? display.level : nil
    brightness.set(level.map { Int32($0.percent) }, for: path(of: display))
  }

  private func displaysChanged() {
    guard let managerInterface else { return }
    connection.emitPropertiesChanged(["Displays"], of: managerInterface, at: BusNames.root)
  }

  func curveChanged(_ display: DisplayController) {
    objects.emitChanged(["Points"], of: BusNames.curve, at: path(of: display))
    objects.emitChanged(["Baseline"], of: BusNames.backlight, at: path(of: display))
    rootBaselineChanged()
  }

  /// The root's baseline is that of the first controllable display: announces it if it is another.
  private func rootBaselineChanged() {
    let baseline = controllable.first.map(automatic.baseline) ?? 0
    guard let rootBacklight, baseline != announcedBaseline else { return }
    announcedBaseline = baseline
    connection.emitPropertiesChanged(["Baseline"], of: rootBacklight, at: BusNames.root)
  }

  func lightChanged(isLevel: Bool) {
    guard let sensorInterface else { return }
    if isLevel, let level = automatic.meter.level {
      connection.emit(
        path: BusNames.root, interface: BusNames.sensor, signal: "LightLevelChanged",
        [.double(level)])
    }
    let properties = isLevel ? ["LightLevel"] : ["Available", "LightLevel", "Unit", "Source"]
    connection.emitPropertiesChanged(properties, of: sensorInterface, at: BusNames.root)
    if !isLevel {
      // The points are those in the sensor's unit.
      for display in controllable {
        objects.emitChanged(["Points"], of: BusNames.curve, at: path(of: display))
      }
    }
  }
}
