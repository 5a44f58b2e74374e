/// The lights written at the axis, each with its label.
struct AxisTicks: Equatable {
  /// A light and its label.
  struct Tick: Equatable {
    let light: Double
    let label: String
    /// Where the label begins and ends, in the plot's unit of length.
    let extent: ClosedRange<Double>
  }

  /// From left to right; no two labels touch.
  let ticks: [Tick]

  /// As many ticks as fit.
  ///
  /// - Parameters:
  ///   - scale: the scale.
  ///   - bounds: where labels may stand.
  ///   - gap: how far they keep apart.
  ///   - labelWidth: how long a label is.
  ///   - place: where a position from 0 to 1 is.
  init(
    _ scale: LightScale, bounds: ClosedRange<Double>, gap: Double,
    labelWidth: (String) -> Double, place: (Double) -> Double
  ) {
    let sets = scale.tickSets.map { lights in
      lights.map { light in
        let label = Self.label(light)
        let width = labelWidth(label)
        let start = place(scale.position(of: light)) - width / 2
        let inside = max(bounds.lowerBound, min(start, bounds.upperBound - width))
        return Tick(light: light, label: label, extent: inside...(inside + width))
      }
    }
    let fitting = sets.first { ticks in
      zip(ticks, ticks.dropFirst()).allSatisfy {
        $0.extent.upperBound + gap <= $1.extent.lowerBound
      }
    }
    ticks = fitting ?? Array(sets.last?.prefix(1) ?? [])
  }

  /// A short number: `50`, `2000`, `10k`, `1M`.
  static func label(_ light: Double) -> String {
    let whole = Int(light)
    if whole >= 1_000_000, whole.isMultiple(of: 1_000_000) { return "\(whole / 1_000_000)M" }
    if whole >= 10_000, whole.isMultiple(of: 1000) { return "\(whole / 1000)k" }
    return "\(whole)"
  }
}
