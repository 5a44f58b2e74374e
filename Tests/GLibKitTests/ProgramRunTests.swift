import Glibc
import Testing

@testable import GLibKit

/// In processes of their own, as `ChildProcessTests` are.
@Suite(.timeLimit(.minutes(1))) struct ProgramRunTests {
  @Test func tellsWhatAProgramWroteAndHowItEnded() async {
    await #expect(processExitsWith: .success) {
      let run = MainLoop.run {
        try? await ProgramRun.of(
          ["/bin/sh", "-c", "echo out; echo err >&2; exit 3"], within: .seconds(20))
      }
      #expect(run == ProgramRun(status: 3, output: "out\n", errors: "err\n"))
    }
  }

  /// The first two leave a child that holds their output; the third does not end when it is told to.
  @Test func doesNotWaitForOneThatDoesNotEnd() async {
    await #expect(processExitsWith: .success) {
      let runs = MainLoop.run {
        var runs: [ProgramRun?] = []
        for script in ["sleep 60 & sleep 60", "sleep 60 &", "trap '' TERM INT; sleep 60; sleep 60"]
        {
          runs.append(
            try? await ProgramRun.of(["/bin/sh", "-c", script], within: .milliseconds(200)))
        }
        return runs
      }
      #expect(runs.map { $0?.output } == ["", "", ""])
      #expect(runs[0]?.status == nil && runs[2]?.status == nil)
    }
  }
}
