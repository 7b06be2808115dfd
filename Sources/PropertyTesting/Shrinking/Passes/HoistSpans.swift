extension ShrinkPass {
  /// Replaces a span by a part of it with the same label: a tree by one of its branches.
  public static let hoistSpans = ShrinkPass("hoist spans", tier: .quick) { session in
    var index = 0
    while index < session.best.spans.count {
      while try session.hoist(into: index) {}
      index += 1
    }
  }
}

extension ShrinkSession {
  /// Replaces the span at `index` by the first part of it that still fails; whether there is one.
  fileprivate mutating func hoist(into index: Int) throws -> Bool {
    guard index < best.spans.count else { return false }
    let spans = best.spans
    let whole = spans[index]
    var inner = index + 1
    var skipTo = 0
    while inner < spans.count, spans[inner].start < whole.end || spans[inner].range.isEmpty {
      let part = spans[inner]
      inner += 1
      guard part.start >= skipTo, part.bodyRange.count < whole.bodyRange.count,
        part.label.isSame(as: whole.label)
      else { continue }
      // What is inside this part has its turn if the part takes the place of the whole.
      skipTo = part.end
      let body = ArraySlice(sequence.values[part.bodyRange])
      if try consider(sequence.replacing(whole.bodyRange, with: body)) { return true }
    }
    return false
  }
}
