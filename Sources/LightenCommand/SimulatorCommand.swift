import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten sim`: controls simulated monitors.
struct SimulatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sim", abstract: "Control the monitors and the light of “lightend --simulate”.",
    subcommands: [Plug.self, Unplug.self, Fault.self, Press.self, Light.self])

  /// `lighten sim plug`.
  struct Plug: QuietableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Plug a monitor in, and show its number.")

    @Option(help: "Three letters, such as DEL.") var manufacturer: String?
    @Option(help: "The model's name.") var model: String?
    @Option(help: "The serial number.") var serial: String?
    @Option(help: "The connector, such as DP-1.") var connector: String?
    @Option(help: "The brightness, 0 to 100 percent.") var brightness: UInt32?
    @Option(help: "The raw maximum, 1 to 65535.") var maximum: UInt32?
    @Flag(help: "A panel of a laptop.") var `internal` = false

    @OptionGroup var output: OutputOptions

    func run() throws {
      var description: [String: Variant] = [:]
      description["Manufacturer"] = manufacturer.map(Variant.string)
      description["Model"] = model.map(Variant.string)
      description["Serial"] = serial.map(Variant.string)
      description["Connector"] = connector.map(Variant.string)
      description["Brightness"] = brightness.map(Variant.uint32)
      description["Maximum"] = maximum.map(Variant.uint32)
      if `internal` { description["Internal"] = .boolean(true) }
      try SimulatorCommand.run("Plug") { [description] _ in
        [.dictionary(description)]
      } show: {
        BusNames.number(ofDisplayAt: $0[0]?.string ?? "").map { "\($0)" }
      }
    }
  }

  /// `lighten sim unplug`.
  struct Unplug: QuietableCommand {
    static let configuration = CommandConfiguration(abstract: "Unplug a monitor.")

    @Option(name: [.short, .long], help: "The display.", completion: .display) var display: String

    @OptionGroup var output: OutputOptions

    func run() throws {
      try SimulatorCommand.run("Unplug") { [display] client in
        [.objectPath(try await client.resolve(display))]
      }
    }
  }

  /// `lighten sim fault`.
  struct Fault: QuietableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Break a monitor: none, asleep, unresponsive, hang, slow or readonly.")

    @Option(name: [.short, .long], help: "The display.", completion: .display) var display: String
    @OptionGroup var output: OutputOptions

    @Argument(help: "The fault.") var fault: String

    func run() throws {
      try SimulatorCommand.run("SetFault") { [display, fault] client in
        [.objectPath(try await client.resolve(display)), .string(fault)]
      }
    }
  }

  /// `lighten sim press`.
  struct Press: QuietableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change the brightness as the monitor's own buttons do.")

    @Option(name: [.short, .long], help: "The display.", completion: .display) var display: String
    @OptionGroup var output: OutputOptions

    @Argument(help: "The brightness, 0 to 100 percent.") var brightness: UInt32

    func run() throws {
      try SimulatorCommand.run("PressButton") { [display, brightness] client in
        [.objectPath(try await client.resolve(display)), .uint32(brightness)]
      }
    }
  }

  /// `lighten sim light`.
  struct Light: QuietableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the light in the simulated room.", usage: "lighten sim light LEVEL",
      discussion: "There is no sensor before the first light, nor after “off”.")

    @OptionGroup var output: OutputOptions

    // All of it, as -1 looks like an option.
    @Argument(
      parsing: .allUnrecognized, help: "The level in lux, 0 to 1000000, or off.")
    var level: [String] = []

    func validate() throws { _ = try lux() }

    func run() throws {
      let lux = try lux()
      try SimulatorCommand.run("SetLightLevel") { _ in [.double(lux)] }
    }

    /// The level; below 0 takes the sensor away.
    private func lux() throws -> Double {
      if level == ["off"] { return -1 }
      return try CommandLineValue.parse {
        try LightLevel(parsing: level.joined(separator: " ")).value
      }
    }
  }

  private static func run(
    _ method: String,
    _ arguments: @escaping @LoopActor @Sendable (LightenClient) async throws -> [Variant],
    show: @escaping @Sendable (Variant) -> String? = { _ in nil }
  ) throws {
    try Session.run { client in
      do {
        let reply = try await client.call(
          BusNames.root, BusNames.simulator, method, try await arguments(client))
        if let text = show(reply) { StandardOutput.write("\(text)\n") }
      } catch let error as BusError where error.name == BusError.unknownMethod {
        throw BusError(
          DisplayError(
            .unsupported, "The monitors are real: start “lightend --simulate” for simulated ones."))
      }
    }
  }
}
