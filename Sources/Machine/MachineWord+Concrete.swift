// The unsigned integers are the concrete words. The standard library's operators satisfy the
// arithmetic and the comparisons; only what C leaves open (wide shifts) is settled here.

/// A concrete word: an unsigned integer of the hardware.
public protocol ConcreteWord: MachineWord, FixedWidthInteger, UnsignedInteger {}

extension ConcreteWord {
  /// Bits of a word.
  @inlinable
  public static var bits: Int { Self.bitWidth }

  /// The word of a constant, reduced modulo 2^bits.
  @inlinable
  public init(constant: UInt64) { self = Self(truncatingIfNeeded: constant) }

  /// Shift towards the high bits; a shift of `bits` or more gives 0.
  @inlinable
  public func shiftedLeft(_ count: Int) -> Self { self << count }

  /// Unsigned shift towards the low bits; a shift of `bits` or more gives 0.
  @inlinable
  public func shiftedRight(_ count: Int) -> Self { self >> count }

  /// The low `width` bits.
  @inlinable
  public func narrowed(to width: Int) -> Self {
    width >= Self.bitWidth ? self : self & ((1 << width) &- 1)
  }

  /// The value.
  @inlinable
  public func concretize(_ reason: StaticString) -> UInt64 { UInt64(self) }
}

extension UInt8: ConcreteWord {}
extension UInt16: ConcreteWord {}
extension UInt32: ConcreteWord {}
extension UInt64: ConcreteWord {}
