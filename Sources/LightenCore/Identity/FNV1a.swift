/// The 64-bit FNV-1a hash: the same on every run and machine, unlike `Hasher`.
///
/// Algorithm and constants: Fowler, Noll, Vo, Eastlake, *The FNV Non-Cryptographic Hash Algorithm*
/// (draft-eastlake-fnv), sections 2 and 5. Good against accidents, not against malice.
enum FNV1a {
  private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  /// The hash of some bytes, in order.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(offsetBasis) { ($0 ^ UInt64($1)) &* prime }
  }
}
