/// One thing that is wrong in the configuration file.
public struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named to the parser.
  public let file: String

  /// The line, from 1.
  public let line: Int

  /// The group, where the problem is in one.
  public let group: String?

  /// The key, where the problem is with one.
  public let key: String?

  /// What is wrong and what would be right, without capital and full stop.
  public let sentence: String

  /// All of it in one line: `lightend.conf:3: [params] restore_interval: …`.
  public var description: String {
    let place = [group.map { "[\($0)]" }, key].compactMap { $0 }.joined(separator: " ")
    return "\(file):\(line): " + (place.isEmpty ? "" : place + ": ") + sentence
  }
}
