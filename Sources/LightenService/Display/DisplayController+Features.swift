import GLibKit
import LightenCore
import LightenDevices

extension DisplayController {
  /// The brightness feature (MCCS 2.2a, 8.2: luminance).
  static let brightnessFeature: UInt8 = 0x10

  /// Features whose change changes others with them: the resets to factory defaults, of all and
  /// of luminance, and the picture mode (MCCS 2.2a: 04h, 05h, DCh).
  private static let farReaching: Set<UInt8> = [0x04, 0x05, 0xDC]

  /// Reads a VCP feature.
  func readFeature(_ code: UInt8) async throws(DisplayError) -> FeatureValue {
    guard case .value(let value) = try await result(of: .readFeature(code)) else {
      throw DisplayError(.failed, "The monitor's answer has no value.")
    }
    return value
  }

  /// Writes a VCP feature. Brightness goes the way of all brightness.
  func writeFeature(_ code: UInt8, _ value: UInt16, sender: String) async throws(DisplayError) {
    if code == Self.brightnessFeature, isControllable {
      _ = try await set(raw: Int(value), sender: sender)
    } else {
      _ = try await result(of: .writeFeature(code, value))
    }
  }

  /// The capabilities string, read once.
  func capabilities() async throws(DisplayError) -> String {
    if let knownCapabilities { return knownCapabilities }
    guard case .text(let text) = try await result(of: .capabilities) else {
      throw DisplayError(.failed, "The monitor's answer has no text.")
    }
    knownCapabilities = text
    return text
  }

  private func result(
    of kind: DisplayOperation.Kind
  ) async throws(DisplayError) -> DisplayOperation.Result {
    if isStopped { throw gone }
    if isSuspended { throw Self.computerSleeps }
    return try await withCheckedContinuation { enqueue(kind, $0) }.get()
  }

  /// Puts an operation in the queue, or joins one that serves it too.
  func enqueue(_ kind: DisplayOperation.Kind, _ waiter: DisplayOperation.Waiter?) {
    var waiters = waiter.map { [$0] } ?? []
    if let index = operations.firstIndex(where: { $0.covers(kind) }) {
      waiters = operations[index].waiters + waiters
      // A write goes to the end of the queue, after what was asked for before it: a feature may
      // mean another thing in another mode.
      if case .writeFeature = kind {
        operations.remove(at: index)
      } else {
        operations[index].waiters = waiters
        pump()
        return
      }
    }
    operations.append(DisplayOperation(kind: kind, waiters: waiters))
    pump()
  }

  /// Does an operation, and does it again where it was interrupted.
  func perform(_ operation: DisplayOperation) async {
    for attempt in 0... {
      do throws(DeviceError) {
        answer(operation, .success(try await attemptOnce(operation.kind)))
        return
      } catch {
        let mayRepeat = error.code == .interrupted && attempt < Self.mostInterruptions
        if mayRepeat && !isStopped { continue }
        if !isStopped {
          if operation.kind == .probe { probeFailed(error) } else { deviceFailed(error) }
          if error.code == .hung { giveUp(error) }
        }
        answer(operation, .failure(isStopped ? gone : error.displayError))
        return
      }
    }
  }

  func answer(
    _ operation: DisplayOperation, _ result: Result<DisplayOperation.Result, DisplayError>
  ) {
    for waiter in operation.waiters { waiter.resume(returning: result) }
  }

  private func attemptOnce(
    _ kind: DisplayOperation.Kind
  ) async throws(DeviceError) -> DisplayOperation.Result {
    while true {
      let device = self.device
      do throws(DeviceError) {
        return try await attempt(kind, device)
      } catch {
        // What the old one says counts no more.
        try await waitForAccess(after: device === self.device ? error : .replaced)
      }
    }
  }

  private func attempt(
    _ kind: DisplayOperation.Kind, _ device: any DisplayDevice
  ) async throws(DeviceError) -> DisplayOperation.Result {
    if kind == .probe {
      try await probe(device)
      return .done
    }
    guard let features = device.features else {
      throw (device as? UnavailableDevice)?.reason
        ?? DeviceError(.unsupported, "The monitor has no VCP features.")
    }
    switch kind {
    case .probe: return .done
    case .readFeature(let code):
      let value = try await features.readFeature(code)
      if !isStopped { learned(code, value.current, bySet: false) }
      return .value(value)
    case .writeFeature(let code, let value):
      try await features.writeFeature(code, value)
      if !isStopped { learned(code, value, bySet: true) }
      return .done
    case .capabilities: return .text(try await features.capabilities().printable)
    }
  }

  private func learned(_ code: UInt8, _ value: UInt16, bySet: Bool) {
    if code == Self.brightnessFeature {
      if restore != nil {
        // It is about to be put back; a probe compares it.
        enqueue(.probe, nil)
      } else if requests.isEmpty {
        changedExternally(Int(value))
      }
      return
    }
    let known = knownFeatures.updateValue(value, forKey: code)
    if known != value, bySet || known != nil {
      delegate?.displayChangedFeature(self, code, value)
    }
    if bySet, Self.farReaching.contains(code) {
      knownFeatures = [:]
      enqueue(.probe, nil)
    }
  }
}
