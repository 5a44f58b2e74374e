import LightenCore
import LightenInterface

/// The displays that `-d` chooses, found anew whenever displays come or go.
///
/// By the service's own rules, but without asking it: what follows its signals cannot wait.
struct DisplaySelection {
  /// What the user called them; empty for every controllable display.
  let selectors: [String]

  /// The chosen displays, in the order of the selectors.
  ///
  /// - Throws: what is wrong with the first selector, when none of them means a display.
  func displays(among all: [DisplaySnapshot]) throws(SelectionError) -> [DisplaySnapshot] {
    if selectors.isEmpty { return all.filter(\.isControllable) }
    let selectable = all.map(SelectableDisplay.init)
    var chosen: [DisplaySnapshot] = []
    var failure: SelectionError?
    for selector in selectors {
      do throws(SelectionError) {
        let number = try DisplaySelector.resolve(selector, among: selectable)
        chosen += all.filter { $0.number == number && !chosen.contains($0) }
      } catch {
        failure = failure ?? error
      }
    }
    if chosen.isEmpty, let failure { throw failure }
    return chosen
  }

  /// What is wrong with the selectors when they choose nothing.
  func problem(among all: [DisplaySnapshot]) -> SelectionError? {
    do throws(SelectionError) {
      _ = try displays(among: all)
      return nil
    } catch {
      return error
    }
  }

  /// Whether a display is among the chosen ones; without selectors every display is.
  func contains(_ display: DisplaySnapshot, among all: [DisplaySnapshot]) -> Bool {
    guard !selectors.isEmpty else { return true }
    let chosen = (try? displays(among: all)) ?? []
    return chosen.contains { $0.path == display.path }
  }
}

extension SelectableDisplay {
  /// What a display can be chosen by, from what the service says about it.
  init(_ display: DisplaySnapshot) {
    let text = { (property: String) -> String? in
      let text = display.interfaces[BusNames.display]?[property]?.string ?? ""
      return text.isEmpty ? nil : text
    }
    self.init(
      number: display.number, alias: text("Alias"), connector: Self.fullConnector(of: display),
      id: text("Id") ?? "", serial: text("Serial"), model: text("Model"),
      name: [text("Manufacturer"), text("Model")].compactMap { $0 }.joined(separator: " "))
  }

  /// The connector with its card, which the service names only where two cards have one; it is a
  /// folder in the path of the monitor's device.
  private static func fullConnector(of display: DisplaySnapshot) -> String {
    let path = display.interfaces[BusNames.display]?["SysPath"]?.string ?? ""
    let folders = path.split(separator: "/").map { ConnectorName(String($0)) }
    return folders.last { $0.short == display.connector }?.full ?? display.connector
  }
}
