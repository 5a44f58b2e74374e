extension String {
  /// The name that this most likely is a misspelling of; `nil` where none is near.
  ///
  /// Near is at most a third of its letters wrong, or a part of a name such as `min`; case does not
  /// matter.
  func nearest(of names: [String]) -> String? {
    let text = lowercased()
    let ranked = names.map { (name: $0, distance: text.editDistance(to: $0.lowercased())) }
    let best = ranked.min { $0.distance < $1.distance }
    if let best, best.distance <= Swift.max(1, count / 3) { return best.name }
    return names.first { name in
      let name = name.lowercased()
      return (text.count >= 3 && name.hasPrefix(text)) || (name.count >= 3 && text.hasPrefix(name))
    }
  }

  /// How many letters must be inserted, removed, replaced or swapped with their neighbour to get
  /// from one text to the other: the optimal string alignment distance.
  func editDistance(to other: String) -> Int {
    let source = Array(self)
    let target = Array(other)
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in source.indices {
      var current = [row + 1]
      for column in target.indices {
        let replaced = last[column] + (source[row] == target[column] ? 0 : 1)
        var best = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, source[row] == target[column - 1],
          source[row - 1] == target[column]
        {
          best = Swift.min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[target.count]
  }
}
