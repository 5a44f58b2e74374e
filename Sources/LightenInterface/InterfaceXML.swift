/// The XML under `config/dbus`, which is the source of truth for what is exported.
public enum InterfaceXML {
  /// The service's object.
  public static var service: String { text(PackageResources.service_xml) }
  /// A display's object.
  public static var display: String { text(PackageResources.display_xml) }
  /// What simulated displays add to the service's object.
  public static var simulator: String { text(PackageResources.simulator_xml) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
