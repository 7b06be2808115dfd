/// How a sibling can be deleted so that those behind it stay what they are.
enum SpanDeletion {
  /// Each says by itself that it is there.
  case marked
  /// The choice before each says that it is there.
  case announced
  /// An earlier choice says how many there are. Whether finding that out has made the best shorter.
  case counted(by: Int, isShorter: Bool)

  /// The spans with what says that they are there.
  func extended(_ spans: [Span]) -> [Span] {
    guard case .announced = self else { return spans }
    return spans.map { span in
      var span = span
      span.start -= 1
      return span
    }
  }
}

extension ShrinkSession {
  /// How one of the siblings can be deleted; nil if no way is known.
  mutating func wayToDelete(_ group: SpanForest.Siblings) throws -> SpanDeletion? {
    if group.areMarked(in: best.choices) { return .marked }
    if let (governor, isShorter) = try governor(of: group) {
      governors.insert(governor)
      return .counted(by: governor, isShorter: isShorter)
    }
    return areAnnounced(group) ? .announced : nil
  }

  /// Whether before each sibling, and behind the one before, stands a yes or an alternative.
  private func areAnnounced(_ group: SpanForest.Siblings) -> Bool {
    var end = 0
    for span in group.spans {
      guard span.start > end, best.choices[span.start - 1].kind != .number, sequence[span.start - 1] > 0
      else { return false }
      end = span.end
    }
    return true
  }

  /// The choice that says how many siblings there are: if it is lowered by 1, the last one is not drawn. Those nearest
  /// before the siblings are tried.
  private mutating func governor(of group: SpanForest.Siblings) throws -> (Int, isShorter: Bool)? {
    guard let first = group.spans.first, let last = group.spans.last else { return nil }
    // Of one by itself, lowering the choice does as well; and steps have many such.
    if group.spans.count == 1, best.isInStep(first.start) { return nil }
    var index = first.start - 1
    var tries = 0
    while index >= 0, tries < 4 {
      let choice = best.choices[index]
      if choice.kind != .more, choice.value > 0 {
        tries += 1
        let candidate = sequence.removing(last.range).replacing(index, with: choice.value - 1)
        let key = candidate.fingerprint
        if try consider(candidate) { return (index, true) }
        if isFresh { keepsSiblings[key] = hasReplayed(group) }
        if keepsSiblings[key] == true { return (index, false) }
      }
      index -= 1
    }
    return nil
  }

  /// Whether the last replay wanted just the choices there were, and had all the siblings but the last.
  private func hasReplayed(_ group: SpanForest.Siblings) -> Bool {
    guard let replay, !replay.hasOverrun, replay.unused == 0 else { return false }
    let like = group.spans[0]
    let ranges = replayed.spans.lazy
      .filter { $0.parent == like.parent && !$0.range.isEmpty && $0.label.isSame(as: like.label) }
      .map(\.range)
    return ranges.elementsEqual(group.spans.dropLast().map(\.range))
  }
}
