extension ChoiceSequence {
  /// The sequence without the numbers at `range`.
  func removing(_ range: Range<Int>) -> ChoiceSequence {
    var result = self
    result.values.removeSubrange(range)
    return result
  }

  /// The sequence without the numbers of `spans`, which are in order and apart.
  func removing(_ spans: ArraySlice<Span>) -> ChoiceSequence {
    removing(spans.map(\.range))
  }

  /// The sequence without the numbers at `ranges`, which are in order and apart.
  func removing(_ ranges: [Range<Int>]) -> ChoiceSequence {
    var kept: ContiguousArray<UInt64> = []
    kept.reserveCapacity(count)
    var position = 0
    for range in ranges where range.lowerBound >= position {
      kept.append(contentsOf: values[position..<range.lowerBound])
      position = range.upperBound
    }
    kept.append(contentsOf: values[position...])
    return ChoiceSequence(kept)
  }

  /// The sequence with the numbers at `range` replaced by `replacement`.
  func replacing(_ range: Range<Int>, with replacement: some Collection<UInt64>) -> ChoiceSequence {
    var result = self
    result.values.replaceSubrange(range, with: replacement)
    return result
  }

  /// The sequence with `value` at `index`.
  func replacing(_ index: Int, with value: UInt64) -> ChoiceSequence {
    var result = self
    result.values[index] = value
    return result
  }
}
