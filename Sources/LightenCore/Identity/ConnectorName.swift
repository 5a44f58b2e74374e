/// The name of a connector, with and without its card.
public struct ConnectorName: Sendable, Hashable {
  /// As the kernel names it, such as `card0-DP-1`.
  public let full: String

  /// Without the card in front, such as `DP-1`; what people call it.
  ///
  /// Cards are numbered anew at each start, so this outlives ``full``; on a machine with two cards
  /// it can name two connectors.
  public let short: String

  /// Splits a kernel name (`cardN-…`, the kernel's drivers/gpu/drm/drm_sysfs.c); a name without
  /// card is taken whole.
  public init(_ full: String) {
    self.full = full
    let card = full.prefix { $0 != "-" }
    let digits = card.dropFirst("card".count)
    let rest = full.dropFirst(card.count + 1)
    let hasCard =
      card.hasPrefix("card") && !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
      && !rest.isEmpty
    short = hasCard ? String(rest) : full
  }
}
