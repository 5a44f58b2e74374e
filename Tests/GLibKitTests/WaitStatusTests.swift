import Testing

@testable import GLibKit

@Suite struct WaitStatusTests {
  @Test func aStatus() {
    #expect(WaitStatus(0).exitStatus == 0)
    #expect(WaitStatus(3 << 8).exitStatus == 3)
    #expect(WaitStatus(3 << 8).signal == nil)
    #expect(WaitStatus(255 << 8).sentence == "ended with status 255")
  }

  @Test func aSignal() {
    #expect(WaitStatus(9).exitStatus == nil)
    #expect(WaitStatus(15).signal == 15)
    // With a core dump (WCOREDUMP).
    #expect(WaitStatus(11 | 0x80).signal == 11)
    #expect(WaitStatus(9).sentence == "was ended by signal 9")
  }
}
