/// The stable identity of a monitor: what it is known by across replug, ports and restarts.
///
/// Monitors of one model without serial numbers share an identity; ``NumberRegistry`` tells those
/// apart by their connectors.
public struct DisplayIdentity: Sendable, Hashable, CustomStringConvertible {
  /// What an identity rests upon.
  public enum Basis: Sendable, Hashable {
    /// Maker, product and serial number.
    case serial
    /// Maker, product and a digest of the EDID, since it has no serial number.
    case digest
    /// The connector, since there is no EDID.
    case connector
  }

  /// The identity as text of ASCII letters, digits, `-`, `.`, `_` and `~`:
  /// `DEL-A0C7-ABC123` (maker, product in hexadecimal, serial number),
  /// `DEL-A0C7-8c1fd2a9e07b3355` (… digest of the EDID) or `connector-DP-1`.
  public let id: String

  /// What it rests upon.
  public let basis: Basis

  /// The identity of the monitor on a connector.
  ///
  /// - Parameters:
  ///   - edid: The monitor's EDID, or `nil` where it has none or a damaged one.
  ///   - connector: The connector's kernel name; its card does not count.
  public init(edid: EDID?, connector: String) {
    guard let edid else {
      id = "connector-" + Self.token(ConnectorName(connector).short)
      basis = .connector
      return
    }
    let model = "\(edid.manufacturer)-\(edid.productCode)-"
    if let serial = edid.serial {
      id = model + Self.token(serial)
      basis = .serial
    } else {
      id = model + EDID.hexadecimal(edid.digest, digits: 16)
      basis = .digest
    }
  }

  /// The ``id``.
  public var description: String { id }

  /// A text as a readable token that is as distinct as the text.
  ///
  /// Characters that would hurt in paths, groups of key files and shells become `_`; where that
  /// happened, a digest of the original follows, so that `A/1` and `A:1` stay two.
  static func token(_ text: String) -> String {
    let readable = String(text.map { $0.isTokenCharacter ? $0 : "_" })
    guard readable != text else { return readable }
    let digest = FNV1a.hash(text.utf8)
    // Both halves, folded to 32 bits as draft-eastlake-fnv, section 3, says.
    return "\(readable)~\(EDID.hexadecimal((digest >> 32) ^ (digest & 0xFFFF_FFFF), digits: 8))"
  }
}

extension Character {
  /// Whether it is a digit 0 to 9, and no other script's.
  var isASCIIDigit: Bool { isASCII && isNumber }

  /// Whether it stands in an id as it is.
  fileprivate var isTokenCharacter: Bool {
    isASCII && (isLetter || isNumber || self == "-" || self == "." || self == "_")
  }
}
