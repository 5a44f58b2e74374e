import Testing

@testable import LightenCore

/// Numbers that come from files, drivers, buses and people: none ends the program.
@Suite struct ExtremeNumbersTests {
  /// The ends of the integers that the program and the bus have, and what is near to them.
  static let integers: [Int] =
    [
      0, 1, 50, 99, 100, 101, 255, 65_535, 999_999, 1_000_000, Int(UInt32.max), Int.max / 100,
      Int.max,
    ]
    .flatMap { number in [number - 1, number].flatMap { [$0, -$0] } } + [Int.min, Int.min + 1]

  @Test func scalesOfAnyHardware() {
    for maximum in Self.integers {
      let scale = BrightnessScale(rawMaximum: maximum)
      #expect((1...Int(UInt32.max)).contains(scale.rawMaximum))
      for number in Self.integers {
        let remembered = BrightnessLevel(percent: number, raw: number)
        for level in [
          scale.level(percent: number), scale.level(raw: number),
          scale.level(raw: number, remembered: scale.level(percent: number)),
          scale.level(adding: number, to: scale.level(raw: number), limits: .panel),
          scale.level(adding: 1, to: scale.level(percent: number), limits: .none),
        ] {
          #expect((0...100).contains(level.percent))
          #expect((0...scale.rawMaximum).contains(level.raw))
        }
        _ = scale.level(raw: number, remembered: remembered)
      }
    }
  }

  @Test func limitsAndFades() {
    for first in Self.integers {
      for second in Self.integers {
        let limits = BrightnessLimits(minimum: first, maximum: second)
        #expect((0...100).contains(limits.clamp(first)))
        #expect((0...100).contains(limits.clamp(second)))
      }
      let fade = Fade(from: 0, to: 100, over: .milliseconds(first))
      for elapsed in Self.integers {
        #expect((0...100).contains(fade.percent(after: .milliseconds(elapsed))))
        _ = fade.nextStep(after: .milliseconds(elapsed), pace: .milliseconds(16))
      }
    }
  }

  @Test func argumentsOfCommands() {
    let digits = Self.integers.map { "\($0)" } + [String(repeating: "9", count: 400), "0x10", "１２"]
    for text in digits {
      for sign in ["", "=", "+", "-", "= ", "+ ", "- ", "--"] {
        _ = try? BrightnessRequest(parsing: sign + text)
        _ = try? BrightnessRequest(parsing: sign + text + "%")
      }
      for unit in ["", "ms", "s", "m", "h", ".5h", ".999999999999999999999999s"] {
        _ = try? FadeDuration(parsing: text + unit)
      }
      _ = try? LightLevel(parsing: text)
      _ = try? LightLevel(parsing: text + "." + text)
      _ = try? VcpFeature.value(text, of: 0x60)
      _ = try? DisplaySelector.resolve(text, among: [])
    }
  }

  @Test func aConfig() {
    let keys = [
      "sensor_interval", "save_fidelity", "max_deviation", "change_threshold", "change_rate",
      "restore_interval", "restore_range",
    ]
    for number in Self.integers {
      let params = keys.map { "\($0) = \(number)" }.joined(separator: "\n")
      _ = try? Configuration.parse(text: "[params]\n\(params)\n", file: "f")
      _ = try? Configuration.parse(
        text: "[display \(number)]\nminimum = \(number)\nmaximum = \(number)\n", file: "f")
    }
  }

  @Test func numbersOfDisplays() throws {
    for next in Self.integers {
      for number in Self.integers {
        let entries = [NumberRegistryEntry(id: "x", connector: "DP-1", number: number)]
        guard var registry = try? NumberRegistry(entries: entries, next: next) else { continue }
        let numbers = registry.assign(
          [("x", "DP-1"), ("y", "DP-2"), ("z", "DP-3")], connected: [])
        #expect(Set(numbers).count == 3)
        // What was given out can be read again.
        #expect(throws: Never.self) {
          try NumberRegistry(entries: registry.entries, next: registry.next)
        }
      }
    }
  }

  @Test func lightOfAnySensor() {
    let lights: [Double] = [0, -0.0, 1e-300, 0.5, 1, 1e6, 1e300, -1, .infinity, -.infinity, .nan]
    for light in lights {
      guard LightUnit.isLevel(light) else { continue }
      for unit in LightUnit.allCases {
        let curve = LightCurve(
          unit: unit,
          points: lights.filter(LightUnit.isLevel).map { LightPoint(light: $0, percent: 100) })
        for deviation in Self.integers {
          #expect((0...100).contains(curve.percent(at: light, maxDeviation: deviation) ?? 0))
        }
      }
    }
  }
}
