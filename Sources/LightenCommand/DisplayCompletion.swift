import ArgumentParser
import GLibKit
import LightenCore
import LightenInterface

extension CompletionKind {
  /// The displays that the running service knows. A service that does not run is not started for
  /// that, and one that does not answer is not waited for.
  static var display: CompletionKind {
    .custom { _, _, _ in
      ProcessDeadline.end(afterSeconds: 1)
      return MainLoop.run { await DisplayCompletion.words() }
    }
  }
}

/// The words by which displays can be chosen.
enum DisplayCompletion {
  /// Aliases, connectors, models and numbers, as the service has them.
  @LoopActor
  static func words() async -> [String] {
    guard let client = try? await LightenClient(),
      let displays = try? await client.displays(mayStart: false)
    else { return [] }
    return words(for: displays)
  }

  /// Only words that choose one display, and that every shell takes as they are: bash would run a
  /// command in a monitor's name.
  static func words(for displays: [DisplaySnapshot]) -> [String] {
    let selection = { (word: String) in DisplaySelection(selectors: [word]) }
    let words = [\.alias, \.connector, \.model, \.numeral].flatMap {
      (property: KeyPath<DisplaySnapshot, String>) in displays.map { $0[keyPath: property] }
    }
    var seen: Set<String> = []
    return words.filter { word in
      isPlain(word) && seen.insert(word).inserted
        && (try? selection(word).displays(among: displays))?.count == 1
    }
  }

  private static func isPlain(_ word: String) -> Bool {
    !word.isEmpty && !word.hasPrefix("-")
      && word.allSatisfy { character in
        character.isASCII
          && (character.isLetter || character.isNumber || "-_.+".contains(character))
      }
  }
}

extension DisplaySnapshot {
  fileprivate var alias: String { interfaces[BusNames.display]?["Alias"]?.string?.printable ?? "" }
  fileprivate var model: String { interfaces[BusNames.display]?["Model"]?.string?.printable ?? "" }
  fileprivate var numeral: String { "\(number)" }
}
