// Collections of values.

extension Generator {
  /// An array; shrinks toward fewer and simpler elements.
  ///
  /// - Precondition: `count` is not negative.
  public static func array<Element>(of element: Generator<Element>, count: ClosedRange<Int> = 0...40) -> Self
  where Value == [Element] {
    Self { source in
      try source.list(minimum: count.lowerBound, maximum: count.upperBound) { try element.draw(&$0) }
    }
  }

  /// An array of as many elements as something drawn before says: see ``ChoiceSource/list(count:element:)``.
  public static func array<Element>(of element: Generator<Element>, count: Int) -> Self
  where Value == [Element] {
    Self { source in try source.list(count: count) { try element.draw(&$0) } }
  }

  /// A set; shrinks toward fewer and simpler elements. An element that is there already is drawn again a few times;
  /// if there are too few different ones for the least count, the run is discarded.
  public static func set<Element>(of element: Generator<Element>, count: ClosedRange<Int> = 0...20) -> Self
  where Value == Set<Element>, Element: SendableMetatype {
    Self { source in
      var elements: Set<Element> = []
      try source.fill(count) { source in
        elements.insert(try element.draw(&source)).inserted
      }
      return elements
    }
  }

  /// A dictionary; shrinks toward fewer and simpler entries. Keys are as different as those of a set.
  public static func dictionary<Key, Element>(
    _ key: Generator<Key>, _ value: Generator<Element>, count: ClosedRange<Int> = 0...20
  ) -> Self where Value == [Key: Element], Key: SendableMetatype {
    Self { source in
      var entries: [Key: Element] = [:]
      try source.fill(count) { source in
        let key = try key.draw(&source)
        let value = try value.draw(&source)
        if entries[key] != nil { return false }
        entries[key] = value
        return true
      }
      return entries
    }
  }

  /// All elements in some order; shrinks toward the order given.
  public static func permutation<Element: Sendable>(of elements: [Element]) -> Self where Value == [Element] {
    sample(of: elements, count: elements.count)
  }

  /// Some of the elements, each at most once; shrinks toward the first ones, in the order given.
  ///
  /// - Precondition: there are as many.
  public static func sample<Element: Sendable>(of elements: [Element], count: Int) -> Self
  where Value == [Element] {
    precondition((0...elements.count).contains(count), "there are as many elements")
    return Self { source in
      var left = elements
      return (0..<count).map { _ in
        left.remove(at: Int(source.draw(upTo: UInt64(left.count - 1))))
      }
    }
  }
}

extension Generator where Value == String {
  /// A string of the given characters; shrinks toward a shorter one, and toward the first of them. By default small
  /// letters, digits, punctuation, white space, and a few that are not ASCII or need care in some format.
  ///
  /// - Precondition: there is a character.
  public static func string(
    of characters: String = "abcdefghijklmnopqrstuvwxyz0123456789 _-+*/.,;:'\"\\<>&%$#@!?(){}[]äß€😀\n\t\0",
    count: ClosedRange<Int> = 0...40
  ) -> Self {
    Generator<[Character]>.array(of: .element(of: Array(characters)), count: count).map { String($0) }
  }
}

extension ChoiceSource {
  /// Adds different things until there are enough.
  ///
  /// - Parameters:
  ///   - count: how many there have to be, and may be.
  ///   - add: draws one and adds it; false if it was there already.
  fileprivate mutating func fill(
    _ count: ClosedRange<Int>, _ add: (inout ChoiceSource) throws -> Bool
  ) throws {
    let expected = usualExtra(count.lowerBound, count.upperBound)
    let oneMore = Probability(UInt64(expected), outOf: UInt64(expected + 1))
    var added = 0
    while true {
      let start = mark()
      let isForced = added < count.lowerBound
      let isFull = added >= count.upperBound
      guard decide(isForced ? .always : isFull ? .never : oneMore, kind: .more) else { return }
      let outer = beginSpan("list element", from: start.choices)
      let hasAdded = try Self.attempts.contains { _ in
        try checkpoint()
        let mark = mark()
        if try add(&self) { return true }
        takeBack(to: mark)
        return false
      }
      if hasAdded {
        endSpan(reopening: outer)
        added += 1
      } else if isForced {
        hasGivenUp = true
        try discard()
      } else {
        // There seem to be no others: the end.
        takeBack(to: start)
        _ = decide(.never, kind: .more)
        return
      }
    }
  }

  private static var attempts: Range<Int> { 0..<4 }
}
