extension ChoiceSource {
  /// A list of `minimum` to `maximum` elements. Shrinks toward fewer and simpler elements.
  ///
  /// Before each element stands the choice "one more?" (0 is no), and both form one span; a last such choice
  /// ends the list. Deleting a span therefore deletes an element. Where the answer is certain the choice is
  /// recorded with the limit 0: an element that moves there on replay brings an answer that is clamped away.
  ///
  /// The length is geometrically distributed, cut off at `maximum`.
  ///
  /// - Parameters:
  ///   - minimum: the least number of elements; not negative.
  ///   - maximum: the greatest number of elements; not less than `minimum`.
  ///   - expected: the length to expect on average, were there no `maximum`. By default the middle of the
  ///     bounds, but no more than 8 above `minimum`, and less in a run of small `size`.
  ///   - element: draws one element.
  /// - Throws: what `element` throws.
  @inlinable
  public mutating func list<Element>(
    minimum: Int = 0, maximum: Int, expected: Int? = nil,
    element: (inout ChoiceSource) throws -> Element
  ) rethrows -> [Element] {
    precondition(0 <= minimum && minimum <= maximum, "a list has bounds in order")
    let extra = UInt64(max(1, expected.map { $0 - minimum } ?? usualExtra(minimum, maximum)))
    let oneMore = Probability(extra, outOf: extra + 1)
    var elements: [Element] = []
    while true {
      let start = position
      let isForced = elements.count < minimum
      let isFull = elements.count >= maximum
      guard decide(isForced ? .always : isFull ? .never : oneMore, kind: .more) else { return elements }
      let outer = beginSpan("list element", from: start)
      defer { endSpan(reopening: outer) }
      elements.append(try element(&self))
    }
  }

  /// A list of `count` elements, where something drawn before says how many. Shrinks toward simpler elements, and
  /// toward fewer if what says how many can be lowered.
  ///
  /// - Throws: what `element` throws.
  @inlinable
  public mutating func list<Element>(
    count: Int, element: (inout ChoiceSource) throws -> Element
  ) rethrows -> [Element] {
    precondition(count >= 0, "a list has no negative length")
    var elements: [Element] = []
    elements.reserveCapacity(min(count, choiceLimit))
    for _ in 0..<count {
      let outer = beginSpan("counted element")
      defer { endSpan(reopening: outer) }
      elements.append(try element(&self))
    }
    return elements
  }

  /// How many elements above the minimum are usual.
  @usableFromInline
  func usualExtra(_ minimum: Int, _ maximum: Int) -> Int {
    max(1, min(8, (maximum - minimum) / 2) * min(size, 100) / 100)
  }
}
