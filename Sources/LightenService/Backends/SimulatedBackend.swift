import GLibKit
import LightenCore
import LightenDevices

/// Monitors that exist only in this program.
@LoopActor
final class SimulatedBackend: Backend {
  var onCandidates: (@LoopActor ([DisplayCandidate]) -> Void)?
  private let clock: any LoopClock
  private var monitors: [SimulatedMonitor] = []

  /// Makes the backend with `count` monitors plugged in.
  init(count: Int, clock: any LoopClock) {
    self.clock = clock
    for _ in 0..<count { monitors.append(make(SimulatedDescription())) }
  }

  func start() { announce() }

  func rescan() async { announce() }

  func stop() { onCandidates = nil }

  func waitForEnd() async {}

  /// Plugs a monitor in; returns its key. Throws when its connector is taken.
  func plug(_ description: SimulatedDescription) throws(DisplayError) -> String {
    if let connector = description.connector,
      monitors.contains(where: { $0.description.connector == connector })
    {
      throw DisplayError(
        .invalidArguments, "The connector \(connector) is taken; choose another or leave it out.")
    }
    let monitor = make(description)
    monitors.append(monitor)
    announce()
    return monitor.key
  }

  /// Unplugs a monitor.
  func unplug(key: String) {
    monitors.removeAll { $0.key == key }
    announce()
  }

  /// The device of a monitor, nil when there is no such monitor.
  func device(key: String) -> SimulatedDevice? { monitors.first { $0.key == key }?.device }

  private func make(_ wanted: SimulatedDescription) -> SimulatedMonitor {
    let connector = wanted.connector ?? freeConnector(isInternal: wanted.isInternal)
    let serial = wanted.serial ?? freeSerial()
    let scale = BrightnessScale(rawMaximum: Int(wanted.maximum))
    let description = DisplayDescription(
      // A product code of its own keeps two models with one serial apart, as an EDID would.
      id: "\(wanted.manufacturer)-\(Self.token(wanted.model))-\(Self.token(serial))",
      manufacturer: wanted.manufacturer == SimulatedDescription.manufacturerID
        ? "Simulated" : EDID.manufacturerName(for: wanted.manufacturer),
      model: wanted.model,
      serial: serial, connector: connector, kind: .simulated, isInternal: wanted.isInternal,
      sysPath: "")
    let raw = scale.level(percent: wanted.brightness).raw
    return SimulatedMonitor(
      description: description,
      device: SimulatedDevice(
        brightness: UInt16(raw), maximum: wanted.maximum, clock: clock))
  }

  private func freeConnector(isInternal: Bool) -> String {
    let prefix = isInternal ? "eDP" : "SIM"
    let names = sequence(first: 1) { $0 + 1 }.lazy.map { "\(prefix)-\($0)" }
    return names.first { name in !self.monitors.contains { $0.description.connector == name } }
      ?? prefix
  }

  private func freeSerial() -> String {
    // Lowest first, so that a monitor that is plugged in again without a serial is the same one.
    let used = Set(monitors.map(\.description.serial))
    let names = sequence(first: 1) { $0 + 1 }.lazy.map { number in
      "S" + String(repeating: "0", count: max(0, 4 - "\(number)".count)) + "\(number)"
    }
    return names.first { !used.contains($0) } ?? "S"
  }

  private static func token(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  private func announce() {
    onCandidates?(
      monitors.map { monitor in
        DisplayCandidate(
          key: monitor.key, description: monitor.description, attachment: "simulated"
        ) { [weak self] in self?.newDevice(monitor.key) ?? monitor.device }
      })
  }

  /// A controller stops the device that it has, so each gets one of its own.
  private func newDevice(_ key: String) -> SimulatedDevice? {
    guard let index = monitors.firstIndex(where: { $0.key == key }) else { return nil }
    monitors[index].device = SimulatedDevice(inPlaceOf: monitors[index].device)
    return monitors[index].device
  }
}

/// A simulated monitor that is plugged in.
struct SimulatedMonitor {
  let description: DisplayDescription
  var device: SimulatedDevice
  var key: String { "\(description.connector) \(description.id)" }
}
