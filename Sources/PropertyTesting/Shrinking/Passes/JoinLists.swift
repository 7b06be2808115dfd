extension ShrinkPass {
  /// Makes one list of two neighbours: the end of the first goes, and what says that there is a second.
  public static let joinLists = ShrinkPass("join lists", tier: .quick) { session in
    try session.forEachSibling(from: 1) { session, group, index in try session.join(group, at: index) }
  }
}

extension ShrinkSession {
  /// Joins the siblings at `index - 1` and `index`.
  fileprivate mutating func join(_ group: SpanForest.Siblings, at index: Int) throws -> Bool {
    let (first, second) = (group.spans[index - 1], group.spans[index])
    guard first.end == second.start, !first.bodyRange.isEmpty, !second.bodyRange.isEmpty else { return false }
    let choices = best.choices
    var candidate = sequence
    let (opening, closing) = (choices[second.body], choices[first.end - 1])
    if opening.kind == .more, closing.kind == .more, closing.value == 0, choices[first.body].kind == .more {
      candidate = candidate.removing(first.end - 1..<second.body)
    } else if opening.kind == .number, choices[first.body].kind == .number {
      // Lists whose lengths come first.
      let (length, overflows) = choices[first.body].value.addingReportingOverflow(opening.value)
      guard !overflows, length <= choices[first.body].limit, second.bodyRange.count > 1 else { return false }
      candidate[first.body] = length
      candidate = candidate.removing(second.start..<second.body + 1)
    } else {
      return false
    }
    guard !group.areMarked(in: choices) else { return try consider(candidate) }
    // Lists that are counted are one fewer.
    guard case .counted(let governor, let isShorter) = try wayToDelete(group) else { return false }
    if isShorter { return true }
    candidate[governor] -= 1
    return try consider(candidate)
  }
}
