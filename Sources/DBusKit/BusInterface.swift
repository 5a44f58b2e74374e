import GLibKit

/// One interface of an exported object.
@LoopActor
public protocol BusInterface: AnyObject, Sendable {
  /// The interface's name, as in the XML.
  nonisolated var name: String { get }
  /// Answers a method call, now or later.
  func handle(_ call: MethodCall)
  /// The present value of a property, of the type that the XML says.
  func property(_ name: String) -> Variant?
}

extension BusInterface {
  /// For interfaces without properties.
  public func property(_ name: String) -> Variant? { nil }
}
