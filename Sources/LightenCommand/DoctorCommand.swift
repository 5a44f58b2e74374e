import ArgumentParser
import GLibKit
import LightenDoctor

/// `lighten doctor`: why a monitor cannot be controlled.
struct DoctorCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Explain why a monitor cannot be controlled, and say which command mends it.",
    discussion: """
      What is well comes first, then what is not: a sentence, and below it the commands that mend \
      it, indented, to be copied one after the other. Nothing is changed; lightend is started \
      where the bus can do that. Exit status 1 when something is wrong.

      With --json an object, whose members lighten(1) describes.
      """)

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let diagnosis = Diagnosis(MainLoop.run { await FactCollector.collect() })
    StandardOutput.write(
      json
        ? DoctorJSON.text(diagnosis)
        : DoctorText(isColored: Terminal.style.isColored).text(diagnosis))
    if !diagnosis.isHealthy { throw ExitStatus.failed }
  }
}
