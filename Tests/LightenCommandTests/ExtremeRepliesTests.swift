import GLibKit
import LightenInterface
import Testing

@testable import LightenCommand

/// Replies that no good service gives: none ends the program, whatever it draws from them.
@Suite struct ExtremeRepliesTests {
  private static let lights: [Double] = [
    -.greatestFiniteMagnitude, -1, -0.0, 0, 1e-300, 1, 1e6, 1e15, .greatestFiniteMagnitude,
  ]
  private static let percentages: [Int] = [0, 1, 100, 101, Int(UInt32.max)]

  @Test(arguments: ["", "lux", "raw", String(repeating: "unit ", count: 50)])
  func plots(unit: String) {
    for light in Self.lights {
      for percent in Self.percentages {
        let plot = SamplePlot.plot(
          unit: unit, light: light, brightness: percent,
          zip(Self.lights.sorted(), Self.percentages).map { ($0, $1) }, [(light, percent)], [])
        for width in [Int.min, 0, 20, 1000] {
          for lines in [Int.min, 0, 24, Int.max] {
            let text = TextPlot(
              width: width, lines: lines, style: TextStyle(glyphs: .unicode, isColored: true))
            for series in plot.series { #expect(!text.lines(plot, series).isEmpty) }
          }
        }
        #expect(SVGPlot(plot).text.contains("<svg"))
      }
    }
  }

  @Test func numbersInText() {
    for light in Self.lights {
      #expect(!LightText.level(light, unit: "lux").isEmpty)
      #expect(!JSON.decimal(light).text.isEmpty)
    }
    for value in [Variant.uint64(.max), .int32(.min), .uint32(.max), .double(.nan)] {
      #expect(!JSON(value).text.isEmpty)
    }
  }

  /// A number N that the bus's paths can carry.
  @Test func numbersOfDisplays() {
    for digits in ["0", "9223372036854775807", "99999999999999999999", "-1", "+1", ""] {
      let display = DisplaySnapshot(
        path: BusNames.displays + "/" + digits, interfaces: .dictionary([:]))
      #expect(display.number >= -1)
    }
  }
}
