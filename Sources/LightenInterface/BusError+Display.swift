import DBusKit
import LightenCore

extension BusError {
  private static let prefix = "com.github.jcrd.lighten.Error."

  /// The error as it goes over the bus.
  public init(_ error: DisplayError) {
    switch error.code {
    case .invalidArguments: self = .invalidArguments(error.message)
    case .noSuchDisplay, .ambiguousDisplay, .unresponsive, .asleep, .unsupported,
      .permissionDenied, .gone, .failed:
      self.init(name: Self.prefix + error.code.rawValue, message: error.message)
    }
  }

  /// The error as it came over the bus, nil when it is not one of the service's own.
  public var displayError: DisplayError? {
    if name == BusError.invalidArguments("").name {
      return DisplayError(.invalidArguments, message)
    }
    guard name.hasPrefix(Self.prefix),
      let code = DisplayError.Code(rawValue: String(name.dropFirst(Self.prefix.count)))
    else { return nil }
    return DisplayError(code, message)
  }
}
