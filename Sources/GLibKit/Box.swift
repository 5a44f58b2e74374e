/// Carries a Swift value through a C callback's data pointer.
package final class Box<Value> {
  package let value: Value

  package init(_ value: Value) {
    self.value = value
  }
}
