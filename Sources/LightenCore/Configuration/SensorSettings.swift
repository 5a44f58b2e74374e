/// The `[sensor]` group: which USB light sensor to use.
public struct SensorSettings: Sendable, Hashable {
  /// `vendor_id`: the USB vendor, 16 bits; in the file hexadecimal, as `lsusb` prints it.
  public var vendorID: UInt16

  /// `product_id`: the USB product, likewise.
  public var productID: UInt16

  /// A sensor of these ids.
  public init(vendorID: UInt16, productID: UInt16) {
    self.vendorID = vendorID
    self.productID = productID
  }
}
