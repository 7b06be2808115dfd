/// What is known of a term's value, whatever the inputs: a range that it lies in, and bits that are always 0 or 1.
struct KnownValue: Equatable, Sendable {
  /// Unsigned.
  private(set) var range: ClosedRange<UInt64>
  /// Bits that are 0; those beyond the term's width are.
  private(set) var zeros: UInt64
  /// Bits that are 1.
  private(set) var ones: UInt64

  /// Nothing but the width.
  init(bits: Int) {
    let mask = SymbolicTerm.mask(bits)
    (range, zeros, ones) = (0...mask, ~mask, 0)
  }

  /// A range.
  init(range: ClosedRange<UInt64>, bits: Int) {
    self.init(bits: bits)
    self.range = range
    refine()
  }

  /// Bits that are 0, others that are 1.
  init(zeros: UInt64 = 0, ones: UInt64 = 0, bits: Int) {
    self.init(bits: bits)
    self.zeros |= zeros
    self.ones |= ones
    refine()
  }

  /// Makes it know what another one knows of the same value.
  mutating func narrow(by other: KnownValue) {
    zeros |= other.zeros
    ones |= other.ones
    let least = max(range.lowerBound, other.range.lowerBound)
    let most = min(range.upperBound, other.range.upperBound)
    // What is said on a path that no input goes may contradict itself.
    if least <= most { range = least...most }
    refine()
  }

  /// What an operation makes of what is known.
  init(_ operation: SymbolicTerm.Operation, _ operands: [KnownValue], bits: Int) {
    self.init(bits: bits)
    let mask = SymbolicTerm.mask(bits)
    let (first, second) = (operands.first ?? self, operands.last ?? self)
    switch operation {
    case .constant, .input: break
    case .add: add(first, second, mask)
    case .subtract:
      if first.range.lowerBound >= second.range.upperBound {
        range =
          first.range.lowerBound - second.range.upperBound...first.range.upperBound - second.range.lowerBound
      }
      clearLow(min(first.trailingZeros, second.trailingZeros))
    case .multiply:
      let (most, wraps) = first.range.upperBound.multipliedReportingOverflow(by: second.range.upperBound)
      if !wraps, most <= mask { range = first.range.lowerBound * second.range.lowerBound...most }
      clearLow(first.trailingZeros + second.trailingZeros)
    case .and:
      (zeros, ones) = (first.zeros | second.zeros, first.ones & second.ones)
      range = 0...min(first.range.upperBound, second.range.upperBound)
    case .or:
      (zeros, ones) = (first.zeros & second.zeros, first.ones | second.ones)
      range = max(first.range.lowerBound, second.range.lowerBound)...mask
    case .not:
      (zeros, ones) = (first.ones | ~mask, first.zeros & mask)
      range = (~first.range.upperBound & mask)...(~first.range.lowerBound & mask)
    case .lesser:
      (zeros, ones) = (first.zeros & second.zeros, first.ones & second.ones)
      range =
        min(
          first.range.lowerBound, second.range.lowerBound)...min(
          first.range.upperBound, second.range.upperBound)
    case .extend:
      (range, zeros, ones) = (first.range, first.zeros, first.ones)
    case .shiftLeft(let count):
      guard count < bits else {
        range = 0...0
        break
      }
      let places = UInt64(count)
      (zeros, ones) = (first.zeros << places | ~(UInt64.max << places) | ~mask, first.ones << places & mask)
      if first.range.upperBound <= mask >> places {
        range = first.range.lowerBound << places...first.range.upperBound << places
      }
    case .shiftRight(let count):
      guard count < bits else {
        range = 0...0
        break
      }
      let places = UInt64(count)
      (zeros, ones) = (first.zeros >> places | ~(mask >> places), first.ones >> places)
      range = first.range.lowerBound >> places...first.range.upperBound >> places
    }
    refine()
  }

  /// The value, if there is only one.
  var value: UInt64? { range.lowerBound == range.upperBound ? range.lowerBound : nil }

  /// The lowest bits that are all 0.
  var trailingZeros: Int { (~zeros).trailingZeroBitCount }

  /// Whether it is another value than one of which something else is known: no range has both, or a bit is 0 in one and 1 in
  /// the other.
  func differs(from other: KnownValue) -> Bool {
    !range.overlaps(other.range) || zeros & other.ones | ones & other.zeros != 0
  }

  /// Whether it is less, if that is known.
  func isLess(than other: KnownValue) -> Bool? {
    if range.upperBound < other.range.lowerBound { return true }
    return range.lowerBound >= other.range.upperBound ? false : nil
  }

  private mutating func add(_ first: KnownValue, _ second: KnownValue, _ mask: UInt64) {
    func sum(_ a: UInt64, _ b: UInt64) -> (UInt64, Bool) {
      let (sum, carries) = a.addingReportingOverflow(b)
      return (sum & mask, carries || sum > mask)
    }
    let (least, leastWraps) = sum(first.range.lowerBound, second.range.lowerBound)
    let (most, mostWraps) = sum(first.range.upperBound, second.range.upperBound)
    // If the least sum wraps, all do.
    if leastWraps == mostWraps { range = least...most }
    clearLow(min(first.trailingZeros, second.trailingZeros))
  }

  private mutating func clearLow(_ count: Int) {
    zeros |= count >= 64 ? .max : (1 << UInt64(count)) &- 1
  }

  /// Makes the range of the bits, and bits of the range.
  private mutating func refine() {
    // An end that has a low bit that is always 0 is beyond the last value.
    let low = (~zeros & (zeros &+ 1)) &- 1
    let most = min(range.upperBound, ~zeros) & ~low
    let (raised, wraps) = max(range.lowerBound, ones).addingReportingOverflow(low)
    let least = raised & ~low
    guard !wraps, least <= most else { return }
    range = least...most
    // The high bits in which the ends agree.
    let differing = least ^ most
    let agreed = differing == 0 ? UInt64.max : ~(UInt64.max >> UInt64(differing.leadingZeroBitCount))
    ones |= least & agreed
    zeros |= ~least & agreed
  }
}
