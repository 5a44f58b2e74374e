/// Finds for each selector of a profile a display of its own.
enum ProfileMatching {
  /// As many selectors as possible with the number of the display that each stands for.
  ///
  /// A selector may fit several displays, such as two of one model, and a display several selectors:
  /// each new selector takes a display, and who has it moves to another one where it can (augmenting
  /// paths; Kuhn, The Hungarian method for the assignment problem, 1955).
  static func assign(
    _ selectors: [String], to displays: [SelectableDisplay]
  ) -> [(selector: String, number: Int)] {
    let choices = selectors.map { DisplaySelector.matches($0, among: displays).map(\.number) }
    var holders: [Int: Int] = [:]
    for index in selectors.indices {
      var visited: Set<Int> = []
      _ = place(index, choices, &holders, &visited)
    }
    return holders.map { (selectors[$0.value], $0.key) }.sorted { $0.number < $1.number }
  }

  private static func place(
    _ index: Int, _ choices: [[Int]], _ holders: inout [Int: Int], _ visited: inout Set<Int>
  ) -> Bool {
    for number in choices[index] where visited.insert(number).inserted {
      if let holder = holders[number], !place(holder, choices, &holders, &visited) { continue }
      holders[number] = index
      return true
    }
    return false
  }
}
