import ArgumentParser

/// The option about what is written.
struct OutputOptions: ParsableArguments {
  @Flag(name: [.customShort("q"), .long], help: "Write nothing but errors; the exit status tells.")
  var quiet = false
}

/// A command that can keep quiet, as each one does that does something.
protocol QuietableCommand: ParsableCommand {
  /// What is written.
  var output: OutputOptions { get }
}
