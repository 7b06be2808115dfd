/// The generator SplitMix64: 64 bits of state, used to spread a seed over a larger state.
///
/// G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The step of the state: the odd number nearest to 2⁶⁴ divided by the golden ratio.
  static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The generator that starts at `state`.
  public init(state: UInt64) {
    self.state = state
  }

  /// The next 64 bits. Constant time.
  public mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  /// A bijection of 64-bit words in which every input bit affects every output bit.
  static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
