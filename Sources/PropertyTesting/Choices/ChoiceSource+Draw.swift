extension ChoiceSource {
  /// A number of `0...limit`, all equally likely. Shrinks toward 0. Constant time.
  public mutating func draw(upTo limit: UInt64) -> UInt64 {
    choose(upTo: limit) { $0.uniform(upTo: limit) }
  }

  /// A number of `range`, all equally likely. Shrinks toward the lower bound. Constant time.
  public mutating func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound + draw(upTo: range.upperBound - range.lowerBound)
  }

  /// A number of `range` that is often one of `boundaries`. Shrinks toward the lower bound of the range, as
  /// if the boundaries were not there. Constant time.
  ///
  /// - Parameters:
  ///   - range: what may be drawn.
  ///   - boundaries: the numbers to favour, all equally. Those outside `range` stand for a uniform draw.
  ///   - bias: how often to draw a boundary.
  public mutating func draw(
    _ range: ClosedRange<UInt64>, favouring boundaries: [UInt64], _ bias: Probability
  ) -> UInt64 {
    let limit = range.upperBound - range.lowerBound
    let offset = choose(upTo: limit) { random in
      if !boundaries.isEmpty, random.happens(bias) {
        let boundary = boundaries[Int(random.uniform(upTo: UInt64(boundaries.count - 1)))]
        if range.contains(boundary) {
          return boundary - range.lowerBound
        }
      }
      return random.uniform(upTo: limit)
    }
    return range.lowerBound + offset
  }

  /// True with the given probability. Shrinks to false. Constant time.
  ///
  /// With probability 0 or 1 there is nothing to decide; a choice of limit 0 is recorded all the same, so
  /// that the shape of the recording does not depend on the probability.
  public mutating func boolean(_ probability: Probability = .half) -> Bool {
    decide(probability, kind: .option)
  }

  /// Yes with the given probability, as a choice of a kind.
  @usableFromInline
  mutating func decide(_ probability: Probability, kind: Choice.Kind) -> Bool {
    let isCertain = probability.numerator == probability.denominator
    let isOpen = probability.numerator > 0 && !isCertain
    let value = choose(upTo: isOpen ? 1 : 0, kind: kind) { isOpen && $0.happens(probability) ? 1 : 0 }
    return isCertain || value == 1
  }

  /// An index into `weights`, drawn in proportion to the weights. Shrinks to the first index with a positive
  /// weight; an index with the weight 0 is never drawn, not even in a replay. Linear in the number of
  /// weights.
  ///
  /// - Precondition: some weight is positive, and the sum of the weights fits in 64 bits.
  public mutating func weighted(_ weights: [UInt64]) -> Int {
    var total: UInt64 = 0
    var possible: UInt64 = 0
    for weight in weights where weight > 0 {
      total += weight
      possible += 1
    }
    precondition(possible > 0, "some weight is positive")

    // The choice is the rank among the positive weights: every number up to the limit means something.
    let isFlat = isFlat
    let rank = choose(upTo: possible - 1, kind: .option) { random in
      if isFlat { return random.uniform(upTo: possible - 1) }
      var left = random.uniform(upTo: total - 1)
      var rank: UInt64 = 0
      for weight in weights where weight > 0 {
        if left < weight { break }
        left -= weight
        rank += 1
      }
      return rank
    }
    var left = rank
    for (index, weight) in weights.enumerated() where weight > 0 {
      if left == 0 { return index }
      left -= 1
    }
    preconditionFailure("a rank is less than the number of positive weights")
  }

  /// An element of `elements`, all equally likely. Shrinks to the first. Constant time.
  ///
  /// - Precondition: `elements` is not empty.
  public mutating func element<Element>(of elements: [Element]) -> Element {
    precondition(!elements.isEmpty, "there is an element to draw")
    let limit = UInt64(elements.count - 1)
    return elements[Int(choose(upTo: limit, kind: .option) { $0.uniform(upTo: limit) })]
  }
}

extension ChoiceSource {
  /// Ends the run as meaningless.
  ///
  /// - Throws: ``Discard``, always.
  public func discard() throws(Discard) -> Never {
    throw Discard()
  }

  /// Ends the run if it has overrun; otherwise does nothing. Worth calling before anything expensive.
  ///
  /// - Throws: ``Discard`` if `hasOverrun`.
  public func checkpoint() throws(Discard) {
    if hasOverrun {
      throw Discard()
    }
  }
}
