import GLibKit
import LightenCore

/// The profiles as the service describes them, at one moment.
public struct ProfilesSnapshot: Equatable, Sendable {
  /// All names, in the order of the config.
  public let names: [String]
  /// The active one, empty when none is.
  public let active: String
  /// The one for exactly the connected displays, empty when there is none.
  public let matching: String

  /// Makes a snapshot from the properties of the Profiles interface.
  public init(properties: [String: Variant]) {
    names = properties["Names"]?.strings.map(\.printable) ?? []
    active = properties["Active"]?.string?.printable ?? ""
    matching = properties["Matching"]?.string?.printable ?? ""
  }
}
