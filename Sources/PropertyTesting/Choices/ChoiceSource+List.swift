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
  ///     bounds, but no more than 8 above `minimum`.
  ///   - element: draws one element.
  /// - Throws: what `element` throws.
  @inlinable
  public mutating func list<Element>(
    minimum: Int = 0, maximum: Int, expected: Int? = nil,
    element: (inout ChoiceSource) throws -> Element
  ) rethrows -> [Element] {
    precondition(0 <= minimum && minimum <= maximum, "a list has bounds in order")
    let extra = UInt64(max(1, expected.map { $0 - minimum } ?? min(8, (maximum - minimum) / 2)))
    let oneMore = Probability(extra, outOf: extra + 1)
    var elements: [Element] = []
    while true {
      let start = position
      let isForced = elements.count < minimum
      let isFull = elements.count >= maximum
      guard boolean(isForced ? .always : isFull ? .never : oneMore) else { return elements }
      let outer = beginSpan("list element", from: start)
      defer { endSpan(reopening: outer) }
      elements.append(try element(&self))
    }
  }
}
