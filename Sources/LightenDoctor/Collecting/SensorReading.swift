import GLibKit
import LightenCore
import LightenSysfs

/// The light sensor that the config names.
@LoopActor
enum SensorReading {
  /// Looks for its device, and asks the service whether it measures.
  static func sensor(_ settings: SensorSettings, _ service: ServiceReading) async -> SensorFacts {
    var facts = SensorFacts(
      vendor: hexadecimal(settings.vendorID), product: hexadecimal(settings.productID))
    facts.nodes = await Background.run("doctor") {
      HIDDeviceFinder.nodes(vendor: settings.vendorID, product: settings.productID)
        .map { SensorFacts.Node($0, isAccessible: Files.isReadableAndWritable($0)) }
    }
    if !facts.nodes.isEmpty { facts.isMeasured = await service.isLightMeasured() }
    return facts
  }

  private static func hexadecimal(_ id: UInt16) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
