import GLibKit
import LightenCore

/// The config file, as the service would read it. Blocking.
struct ConfigurationReading: Sendable {
  /// What there is to say about the file.
  let facts: ConfigurationFacts
  /// What it says; the defaults where it cannot be used.
  let configuration: Configuration

  /// Reads the file at `path`.
  init(path: String) {
    var facts = ConfigurationFacts()
    facts.path = path
    facts.isPresent = Files.exists(path)
    var configuration = Configuration()
    if facts.isPresent {
      do {
        configuration = try Configuration.parse(text: try Files.text(at: path), file: path)
      } catch let errors as ConfigurationErrors {
        facts.problems = errors.problems
      } catch let error as GLibError {
        facts.failure = FileFailure(error, path)
      } catch {
        facts.failure = FileFailure("\(error)")
      }
    }
    self.facts = facts
    self.configuration = configuration
  }
}
