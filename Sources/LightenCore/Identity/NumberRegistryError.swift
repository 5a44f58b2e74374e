/// What is wrong with saved numbers.
public enum NumberRegistryError: Error, Sendable, Hashable {
  /// A number is below 0 or above ``NumberRegistry/largestNumber``.
  case numberOutOfRange(NumberRegistryEntry)

  /// Two entries have one number.
  case duplicateNumber(NumberRegistryEntry, NumberRegistryEntry)

  /// An entry's id is empty.
  case emptyID(number: Int)

  /// The next number to give out is above ``NumberRegistry/largestNumber`` plus one.
  case nextOutOfRange(Int)

  /// One sentence for people.
  public var message: String {
    switch self {
    case .numberOutOfRange(let entry):
      "The number \(entry.number) of \(entry.id) on \(entry.connector) is not one from 0 to "
        + "\(NumberRegistry.largestNumber)."
    case .duplicateNumber(let first, let second):
      "The number \(first.number) is given twice: to \(first.id) on \(first.connector) and to "
        + "\(second.id) on \(second.connector)."
    case .emptyID(let number):
      "The entry of number \(number) has an empty id."
    case .nextOutOfRange(let next):
      "The next number, \(next), is not one from 0 to \(NumberRegistry.largestNumber + 1)."
    }
  }
}
