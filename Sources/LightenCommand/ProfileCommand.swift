import ArgumentParser
import GLibKit
import LightenInterface

/// `lighten profile`: the profiles of the config.
struct ProfileCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Show the profiles of lightend.conf, or make one active.",
    discussion: """
      A profile says how displays shall be while exactly its monitors are connected. It is applied \
      by itself, once, when they come together; with NAME it is applied now, to those of its \
      displays that are there, and stays active until monitors come or go.

      The status is active, matches (it is for exactly the connected monitors), or both. With \
      --json an object, whose members lighten(1) describes.
      """)

  @Flag(help: "Write JSON.") var json = false
  @OptionGroup var output: OutputOptions

  @Argument(help: "The profile to make active.") var name: String?

  func validate() throws {
    if json, name != nil { throw ValidationError("--json shows the profiles: leave the name out.") }
  }

  func run() throws {
    try Session.run { [json, name] client in
      // It may be the call that starts the service.
      _ = try await client.displays()
      if let name { return try await client.apply(profile: name) }
      let profiles = try await client.profiles()
      if json {
        StandardOutput.write(object(profiles).text + "\n")
      } else if profiles.names.isEmpty {
        StandardError.write("lighten: There is no profile: write one into lightend.conf.\n")
      } else {
        StandardOutput.write(
          Table.text(["NAME", "STATUS"], profiles.names.map { [$0, status($0, profiles)] }))
      }
    }
  }

  private func status(_ name: String, _ profiles: ProfilesSnapshot) -> String {
    [("active", profiles.active), ("matches", profiles.matching)]
      .filter { $0.1 == name }.map(\.0).joined(separator: ", ")
  }

  private func object(_ profiles: ProfilesSnapshot) -> JSON {
    let text = { (name: String) -> JSON in name.isEmpty ? .null : .string(name) }
    return .object([
      ("active", text(profiles.active)), ("matching", text(profiles.matching)),
      ("names", .array(profiles.names.map(JSON.string))),
    ])
  }
}
