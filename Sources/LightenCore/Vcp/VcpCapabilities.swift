/// What a monitor says in its capabilities string (VESA MCCS 2.2a, appendix A; the grammar is that of
/// the ACCESS.bus specification).
public struct VcpCapabilities: Sendable, Hashable {
  /// A feature that it offers.
  public struct Feature: Sendable, Hashable {
    /// Its code.
    public let code: UInt8
    /// The values that it says it takes, in its order; empty where it does not say.
    public var values: [UInt8]
  }

  /// The kind of display, such as `lcd`; `nil` where it does not say.
  public internal(set) var type: String?
  /// The model's name; `nil` where it does not say.
  public internal(set) var model: String?
  /// The version of MCCS, such as `2.1`; `nil` where it does not say.
  public internal(set) var version: String?
  /// What it offers, by code.
  public internal(set) var features: [Feature] = []

  /// Reads a capabilities string, as much of it as can be understood: monitors forget parentheses,
  /// add some, mix case, and put spaces anywhere or nowhere.
  public init(parsing text: String) {
    var reader = VcpCapabilitiesReader()
    for character in text { reader.read(character) }
    self = reader.end()
  }

  init() {}

  /// Every feature that has a name, with all its values.
  public static var named: VcpCapabilities {
    var capabilities = VcpCapabilities()
    for feature in VcpFeature.all {
      capabilities.add(feature.code, values: feature.values.map(\.code))
    }
    return capabilities
  }

  /// Adds what a list of features or of one's values says.
  mutating func add(_ code: UInt8, values: [UInt8] = []) {
    let index =
      features.firstIndex { $0.code >= code } ?? features.endIndex
    if index == features.endIndex || features[index].code != code {
      features.insert(Feature(code: code, values: []), at: index)
    }
    for value in values where !features[index].values.contains(value) {
      features[index].values.append(value)
    }
  }
}
