/// The numbers a generator drew, in order: everything that is needed to build its value again.
///
/// Sequences are ordered by *shortlex*: a shorter sequence comes before a longer one, and of two sequences of
/// one length the one with the smaller number at the first difference comes first. It is the one order of
/// this module: "simpler" and "smaller" always mean it. It is chosen because
///
/// - it is total, so two shrinks of one failure can agree on a single smallest result;
/// - it is well founded, so a shrinker that only ever moves down terminates;
/// - length comes first, because a value built from fewer decisions is nearly always easier to read;
/// - the first decisions come next, because the later ones usually depend on them.
public struct ChoiceSequence: Hashable, Sendable {
  /// The numbers, first drawn first.
  public var values: ContiguousArray<UInt64>

  /// The sequence of `values`.
  public init(_ values: some Sequence<UInt64>) {
    self.values = ContiguousArray(values)
  }

  /// How many numbers there are.
  public var count: Int { values.count }

  /// The number at `index`, counted from 0.
  public subscript(index: Int) -> UInt64 {
    get { values[index] }
    set { values[index] = newValue }
  }
}

extension ChoiceSequence: ExpressibleByArrayLiteral {
  /// The sequence of `elements`.
  public init(arrayLiteral elements: UInt64...) {
    self.init(elements)
  }
}

extension ChoiceSequence: Comparable {
  /// Whether `left` comes before `right` in shortlex order. Linear in the common length.
  public static func < (left: Self, right: Self) -> Bool {
    guard left.count == right.count else { return left.count < right.count }
    for index in left.values.indices where left.values[index] != right.values[index] {
      return left.values[index] < right.values[index]
    }
    return false
  }
}

extension ChoiceSequence: CustomStringConvertible {
  /// The numbers in decimal, in brackets.
  public var description: String { "\(Array(values))" }
}
