import GLibKit
import LightenCore
import LightenDevices

/// A monitor that is connected, as a backend presents it.
struct DisplayCandidate {
  /// What tells it from the others that are connected now.
  let key: String
  /// What is known of it without talking to it.
  let description: DisplayDescription
  /// How it is reached; when that changes, the device is made anew.
  let attachment: String
  /// Makes its device.
  let makeDevice: @LoopActor () -> any DisplayDevice
}
