extension ShrinkPass {
  /// Deletes a sibling and lowers later numbers by 1: what points back over it, or at one behind it, still points at
  /// the same.
  ///
  /// A number can point at a sibling only if there are so many. All of one range are lowered, or else one by itself.
  public static let deleteAndLower = ShrinkPass("delete and lower", tier: .thorough) { session in
    try session.forEachSibling { session, group, index in try session.deleteAndLower(group, at: index) }
  }
}

extension ShrinkSession {
  /// How many pointers of a range are tried one by one.
  private var reach: Int { 8 }

  fileprivate mutating func deleteAndLower(_ group: SpanForest.Siblings, at index: Int) throws -> Bool {
    guard let way = try wayToDelete(group) else { return false }
    if case .counted(_, let isShorter) = way, isShorter { return true }
    let spans = way.extended(group.spans)
    let span = spans[index]
    var base = sequence
    if case .counted(let governor, _) = way { base[governor] -= 1 }
    var tried: [Choice] = []
    for first in span.end..<sequence.count {
      let choice = best.choices[first]
      let isLike = { (other: Choice) in other.limit == choice.limit && other.origin == choice.origin }
      guard choice.kind == .number, (1...UInt64(spans.count)).contains(choice.value),
        !tried.contains(where: isLike)
      else { continue }
      tried.append(choice)
      let pointers = (first..<sequence.count).filter { place in
        let other = best.choices[place]
        return other.kind == .number && other.value > 0 && isLike(other)
      }
      var all = base
      for place in pointers { all[place] -= 1 }
      if try consider(all.removing(span.range)) { return true }
      guard pointers.count > 1 else { continue }
      for place in pointers.prefix(reach) {
        if try consider(base.replacing(place, with: base[place] - 1).removing(span.range)) { return true }
      }
    }
    return false
  }
}
