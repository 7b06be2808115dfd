public import Machine

/// What the environment has given and not got back: frames, or pointers, with what each holds.
@usableFromInline
struct WordsInUse<Concrete: ConcreteWord, Value: Sendable>: Sendable {
  @usableFromInline
  var words = WordMap<SymbolicWord<Concrete>, Value>()
  /// How many of them are a number in this run.
  @usableFromInline
  var counts: [UInt64: Int] = [:]

  /// Nothing yet.
  @inlinable
  init() {}

  /// What a word holds, nil if it is not in use.
  @inlinable
  subscript(word: SymbolicWord<Concrete>) -> Value? { words[word] }

  /// Changes what a word holds that is in use.
  @inlinable
  mutating func change(_ word: SymbolicWord<Concrete>, _ change: (inout Value) -> Void) {
    words.update(word, change)
  }

  /// Whether a number is one of them in this run. O(1).
  @inlinable
  func contains(_ number: UInt64) -> Bool { counts[number, default: 0] > 0 }

  /// Notes that a word is in use that was not. O(1).
  @inlinable
  mutating func add(_ value: Value, for word: SymbolicWord<Concrete>) {
    words.add(value, for: word)
    counts[UInt64(word.value), default: 0] += 1
  }

  /// Notes that a word is not in use any more; the word that it was added for, which need not be made in the same way, nil if
  /// it was not in use.
  ///
  /// - Parameter isSpent: whether its number still counts as one of them, so that nobody gets it again.
  @inlinable
  mutating func remove(_ word: SymbolicWord<Concrete>, isSpent: Bool = false) -> SymbolicWord<Concrete>? {
    guard let given = words.remove(word) else { return nil }
    if !isSpent { counts[UInt64(given.value), default: 0] -= 1 }
    return given
  }
}
