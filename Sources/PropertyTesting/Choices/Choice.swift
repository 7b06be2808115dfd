/// One number drawn by a generator, with the bounds it was drawn within.
///
/// A choice stands for a decision: 0 is always the simplest one, and larger numbers are less simple. What the
/// number means is known to the generator alone; its kind tells the shrinker which steps can make sense.
public struct Choice: Hashable, Sendable, BitwiseCopyable {
  /// What a choice decides.
  public enum Kind: UInt8, Hashable, Sendable, BitwiseCopyable {
    /// A number of a range: neighbours are alike, and amounts can be added.
    case number
    /// One of several alternatives, from the simplest on: neighbours have nothing in common.
    case option
    /// Whether there is one more element (1), or the list ends (0).
    case more
  }

  /// The number drawn, in `0...limit`.
  public var value: UInt64
  /// The largest number that could have been drawn. A limit of 0 says that there was nothing to decide.
  public var limit: UInt64
  /// Of a number: where in its range, counted from the lower end, the simplest one lies. See `position`.
  public var origin: UInt64
  /// What is decided.
  public var kind: Kind

  /// A choice of `value` from `0...limit`.
  ///
  /// - Precondition: `value <= limit` and `origin <= limit`.
  public init(value: UInt64, limit: UInt64, origin: UInt64 = 0, kind: Kind = .number) {
    precondition(value <= limit && origin <= limit, "a choice lies within its limit")
    self.value = value
    self.limit = limit
    self.origin = origin
    self.kind = kind
  }

  /// Where in its range, counted from the lower end, the number lies.
  @inlinable
  public var position: UInt64 { Choice.position(value, limit: limit, origin: origin) }
}

// Numbers in the order of simplicity: those near the origin come first, the upper neighbour before the lower one. With
// the origin at the lower end, the order is the usual one; of -3...3 it is 0, 1, -1, 2, -2, 3, -3.

extension Choice {
  /// The position of the number that is the `rank`th in the order of simplicity. Constant time.
  @inlinable
  static func position(_ rank: UInt64, limit: UInt64, origin: UInt64) -> UInt64 {
    let above = limit &- origin
    // As far as there is something on both sides, they alternate.
    let alternating = min(origin, above)
    if rank <= 2 &* alternating {
      let distance = rank &>> 1 &+ rank & 1
      return rank & 1 == 1 ? origin &+ distance : origin &- distance
    }
    let distance = rank &- alternating
    return above > origin ? origin &+ distance : origin &- distance
  }

  /// The place of a position in the order of simplicity. Constant time.
  @inlinable
  static func rank(_ position: UInt64, limit: UInt64, origin: UInt64) -> UInt64 {
    let alternating = min(origin, limit &- origin)
    let isAbove = position > origin
    let distance = isAbove ? position &- origin : origin &- position
    if distance > alternating { return distance &+ alternating }
    return isAbove ? 2 &* distance &- 1 : 2 &* distance
  }
}

extension Choice {
  /// How far a number is from the simplest one of its range.
  var distance: UInt64 { position > origin ? position - origin : origin - position }

  /// The number on the same side that is further from the simplest one by 1, in the order of simplicity; itself at the
  /// end of the range.
  var further: UInt64 {
    let isAbove = position >= origin
    if position == (isAbove ? limit : 0) { return value }
    return Choice.rank(isAbove ? position + 1 : position - 1, limit: limit, origin: origin)
  }

  /// The number nearer to the simplest one by an amount of at most `distance`, in the order of simplicity.
  func nearer(by amount: UInt64) -> UInt64 {
    Choice.rank(position > origin ? position - amount : position + amount, limit: limit, origin: origin)
  }
}
