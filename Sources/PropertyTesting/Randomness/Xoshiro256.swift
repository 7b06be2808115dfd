/// The generator xoshiro256**: 256 bits of state, a period of 2²⁵⁶ − 1.
///
/// Written here, and not taken from the system, so that a seed means the same run on every machine and with
/// every version of the standard library.
///
/// D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021,
/// doi:10.1145/3460772.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
  private var first: UInt64
  private var second: UInt64
  private var third: UInt64
  private var fourth: UInt64

  /// The generator with the given state.
  ///
  /// - Precondition: not all words are 0.
  package init(state first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    precondition(first | second | third | fourth != 0, "the state of xoshiro256** is not zero")
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// The generator whose state is the first four outputs of ``SplitMix64`` started at `seed`.
  public init(seed: Seed) {
    var words = SplitMix64(state: seed.rawValue)
    self.init(state: words.next(), words.next(), words.next(), words.next())
  }

  /// The next 64 bits. Constant time.
  @inline(__always)
  public mutating func next() -> UInt64 {
    let result = Self.rotate(second &* 5, by: 7) &* 9
    let shifted = second << 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = Self.rotate(fourth, by: 45)
    return result
  }

  @inline(__always)
  private static func rotate(_ word: UInt64, by count: UInt64) -> UInt64 {
    (word << count) | (word >> (64 - count))
  }
}
