/// How a light level becomes a brightness without anything learned.
public struct Normalization: Equatable, Sendable {
  private let method: NormalizeMethod
  private let mode: NormalizeMode

  /// The one that the config chooses.
  public init(_ parameters: Parameters) {
    method = parameters.normalizeMethod
    mode = parameters.normalizeMode
  }

  /// The brightness for a light, percent, 0 to 100.
  ///
  /// - Parameters:
  ///   - light: the level.
  ///   - baseline: the display's, percent points.
  public func percent(for light: Double, baseline: Int) -> Int {
    let computed = computed(for: light)
    return min(max(mode == .relative ? computed + baseline : computed, 0), 100)
  }

  /// The baseline that makes `percent` the brightness for this light: -100 to 100 percent points.
  public func baseline(for light: Double, percent: Int) -> Int {
    percent - computed(for: light)
  }

  private func computed(for light: Double) -> Int {
    min(method.brightness(for: Int(light.rounded())), 100)
  }
}
