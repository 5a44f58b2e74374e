import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct FeatureTests {
  let reads = Answers<FeatureValue>()
  let writes = Answers<Bool>()

  @LoopActor private func read(_ code: UInt8, _ desk: Desk) {
    reads.ask { [display = desk.display] () throws(DisplayError) in
      try await display.readFeature(code)
    }
  }

  @LoopActor private func write(_ code: UInt8, _ value: UInt16, _ desk: Desk) {
    writes.ask { [display = desk.display] () throws(DisplayError) in
      try await display.writeFeature(code, value, sender: ":1.5")
      return true
    }
  }

  @Test @LoopActor func readsAndWrites() async {
    let desk = await Desk.ready()
    read(0x12, desk)
    await desk.pass(.milliseconds(50))
    #expect(reads.values == [FeatureValue(current: 75, maximum: 100)])
    // The first reading is no change.
    #expect(desk.events.all == [])
    write(0x12, 30, desk)
    await desk.pass(.milliseconds(50))
    #expect(writes.values == [true])
    #expect(desk.events.all == [.feature(0x12, 30)])
    write(0x12, 30, desk)
    await desk.pass(.milliseconds(50))
    #expect(desk.events.all.count == 1)
    desk.device.values[0x12] = FeatureValue(current: 40, maximum: 100)
    read(0x12, desk)
    await desk.pass(.milliseconds(50))
    #expect(desk.events.all == [.feature(0x12, 30), .feature(0x12, 40)])
    #expect(desk.display.writes == 0)
  }

  @Test @LoopActor func joinsEqualReads() async {
    let desk = await Desk.ready()
    for _ in 0..<5 { read(0x12, desk) }
    await desk.pass(.milliseconds(100))
    #expect(reads.values.allSatisfy { $0?.current == 75 })
    // One is under way when the others come, which share the next.
    #expect(desk.device.calls == [.readFeature(0x12), .readFeature(0x12)])
  }

  @Test @LoopActor func takesTheLatestOfManyWritesToAFeature() async {
    let desk = await Desk.ready()
    for value in 1...20 { write(0x12, UInt16(value), desk) }
    await desk.pass(.milliseconds(100))
    #expect(writes.values.allSatisfy { $0 == true })
    #expect(desk.device.calls == [.writeFeature(0x12, 1), .writeFeature(0x12, 20)])
  }

  @Test @LoopActor func keepsTheOrderOfDifferentFeatures() async {
    let desk = await Desk.ready()
    write(0xDC, 1, desk)
    write(0x12, 5, desk)
    write(0x14, 7, desk)
    write(0x12, 6, desk)
    await desk.pass(.milliseconds(400))
    #expect(writes.values == [true, true, true, true])
    let calls = desk.device.calls.filter { !$0.isProbe }
    #expect(calls == [.writeFeature(0xDC, 1), .writeFeature(0x14, 7), .writeFeature(0x12, 6)])
  }

  @Test @LoopActor func writesBrightnessAsBrightness() async {
    let desk = await Desk.ready(limits: BrightnessLimits(minimum: 20, maximum: 80))
    write(0x10, 95, desk)
    await desk.pass(.milliseconds(100))
    #expect(writes.values == [true])
    #expect(desk.device.calls == [.write(80)])
    #expect(desk.events.all == [.brightness(80, .client, ":1.5")])
  }

  @Test @LoopActor func learnsTheBrightnessFromItsFeature() async {
    let desk = await Desk.ready()
    desk.device.reading = BrightnessReading(current: 70, maximum: 100)
    read(0x10, desk)
    await desk.pass(.milliseconds(100))
    #expect(reads.values.first??.current == 70)
    #expect(desk.events.all == [.brightness(70, .external, "")])
  }

  /// Factory defaults and picture modes change the brightness too.
  @Test(arguments: [0x04, 0x05, 0xDC] as [UInt8])
  @LoopActor func looksAgainAfterAChangeOfEverything(code: UInt8) async {
    let desk = await Desk.ready()
    write(code, 1, desk)
    await desk.pass(.milliseconds(10))
    desk.device.reading = BrightnessReading(current: 75, maximum: 100)
    await desk.pass(.milliseconds(200))
    #expect(desk.device.calls == [.writeFeature(code, 1), .probe])
    #expect(desk.display.level?.percent == 75)
    #expect(desk.events.all.contains(.brightness(75, .external, "")))
  }

  @Test @LoopActor func readsCapabilitiesOnce() async {
    let desk = await Desk.ready()
    let texts = Answers<String>()
    for _ in 0..<2 {
      texts.ask { [display = desk.display] () throws(DisplayError) in
        try await display.capabilities()
      }
      await desk.pass(.milliseconds(100))
    }
    #expect(texts.values == ["(prot(monitor))", "(prot(monitor))"])
    #expect(desk.device.calls == [.capabilities])
  }

  @Test @LoopActor func passesErrorsOn() async {
    let desk = await Desk.ready()
    read(0x99, desk)
    await desk.pass(.milliseconds(100))
    #expect(reads.errors == [.unsupported])
    // A feature that is not there says nothing about the brightness.
    #expect(desk.display.state == .ready)
    desk.device.script = [.asleep]
    read(0x12, desk)
    await desk.pass(.milliseconds(100))
    #expect(reads.errors == [.unsupported, .asleep])
    #expect(desk.display.state == .asleep)
  }

  @Test @LoopActor func repeatsWhatWasInterrupted() async {
    let desk = await Desk.ready()
    desk.device.script = [.interrupted, .interrupted, .interrupted]
    read(0x12, desk)
    await desk.pass(.milliseconds(300))
    #expect(reads.values.first??.current == 75)
    #expect(desk.device.calls.count == 4)
    desk.device.script = Array(repeating: .interrupted, count: 4)
    read(0x12, desk)
    await desk.pass(.milliseconds(300))
    #expect(reads.errors.last == .unresponsive)
  }

  @Test @LoopActor func needsADDCMonitor() async {
    let desk = await Desk.ready()
    desk.device.hasFeatures = false
    read(0x12, desk)
    await desk.pass(.milliseconds(100))
    #expect(reads.errors == [.unsupported])
  }

  // MARK: Turns

  @Test @LoopActor func takesTurnsWithAFloodOfBrightness() async {
    let desk = await Desk.ready()
    desk.set(0)
    await desk.pass(.milliseconds(10))
    read(0x12, desk)
    read(0x14, desk)
    for percent in 1...40 {
      desk.set(percent)
      await desk.pass(.milliseconds(10))
    }
    #expect(reads.missing == 0)
    let kinds = desk.device.calls.prefix(5).map { if case .write = $0 { "write" } else { "read" } }
    #expect(kinds == ["write", "read", "write", "read", "write"])
  }

  @Test @LoopActor func takesTurnsWithAFloodOfFeatures() async {
    let desk = await Desk.ready()
    for code in 0..<20 { read(UInt8(0x20 + code), desk) }
    await desk.pass(.milliseconds(10))
    desk.set(60)
    await desk.pass(.milliseconds(91))
    #expect(desk.answers.values == [true])
    #expect(desk.device.calls[1] == .write(60))
    await desk.pass(.seconds(2))
    #expect(reads.missing == 0)
  }
}
