/// Makes EDIDs for tests, block 0 only.
struct EDIDBuilder {
  var manufacturer = "DEL"
  var product: UInt16 = 0xA0C7
  var serialNumber: UInt32 = 0
  var week: UInt8 = 12
  var year: UInt8 = 30
  /// Tag and the 13 bytes of up to four descriptors.
  var descriptors: [(tag: UInt8, payload: [UInt8])] = []

  /// Adds a descriptor with a text that is ended and padded as the standard says.
  func text(_ tag: UInt8, _ text: String) -> EDIDBuilder {
    raw(tag, Array(text.utf8) + [0x0A])
  }

  /// Adds a descriptor, padded with spaces.
  func raw(_ tag: UInt8, _ payload: [UInt8]) -> EDIDBuilder {
    var copy = self
    let padding = [UInt8](repeating: 0x20, count: max(0, 13 - payload.count))
    copy.descriptors.append((tag, Array((payload + padding).prefix(13))))
    return copy
  }

  /// The 128 bytes, with a right checksum.
  var bytes: [UInt8] {
    var block = [UInt8](repeating: 0, count: 128)
    block.replaceSubrange(0..<8, with: [0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00])
    let packed = manufacturer.utf8.reduce(UInt16(0)) { $0 << 5 | UInt16($1 - 64) }
    block[8] = UInt8(packed >> 8)
    block[9] = UInt8(packed & 0xFF)
    block[10] = UInt8(product & 0xFF)
    block[11] = UInt8(product >> 8)
    for byte in 0..<4 { block[12 + byte] = UInt8(serialNumber >> (8 * byte) & 0xFF) }
    block[16] = week
    block[17] = year
    block[18] = 1
    block[19] = 4
    for (index, descriptor) in descriptors.enumerated() {
      let offset = 54 + 18 * index
      block.replaceSubrange(offset..<offset + 5, with: [0, 0, 0, descriptor.tag, 0])
      block.replaceSubrange(offset + 5..<offset + 18, with: descriptor.payload)
    }
    block[127] = 0 &- block[..<127].reduce(0, &+)
    return block
  }
}
