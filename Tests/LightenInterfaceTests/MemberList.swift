import CGLib
import GLibKit

@testable import DBusKit

/// The members of an interface as DESIGN.md writes them: `SetBrightness(u) → b`, `Brightness u`,
/// `signal BrightnessChanged(u s s)`.
extension NodeDescription {
  func members(of interface: String) -> Set<String> {
    guard let info = info(of: interface)?.pointee else { return [] }
    let methods = list(info.methods).map { method in
      let results = signature(method.out_args)
      let head = "\(String(cString: method.name))(\(signature(method.in_args)))"
      return results.isEmpty ? head : "\(head) → \(results)"
    }
    let signals = list(info.signals).map { signal in
      "signal \(String(cString: signal.name))(\(signature(signal.args)))"
    }
    let properties = list(info.properties).map { property in
      let isReadOnly = property.flags.rawValue == G_DBUS_PROPERTY_INFO_FLAGS_READABLE.rawValue
      return "\(String(cString: property.name)) \(String(cString: property.signature))"
        + (isReadOnly ? "" : ", writable")
    }
    return Set(methods + signals + properties)
  }

  private func signature(
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<GDBusArgInfo>?>?
  ) -> String {
    list(arguments).map { String(cString: $0.signature) }.joined(separator: " ")
  }

  private func list<Info>(
    _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<Info>?>?
  ) -> [Info] {
    guard let pointers else { return [] }
    return sequence(first: 0) { $0 + 1 }.lazy.map { pointers[$0] }.prefix { $0 != nil }
      .map { $0!.pointee }
  }
}
