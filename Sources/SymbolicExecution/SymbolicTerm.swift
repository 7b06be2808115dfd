/// A word as a function of the inputs: what an implementation has computed so far.
///
/// Immutable and shared: a term that is used twice is one object. What is known already is folded when a term is made, so
/// that a term without inputs is always a constant.
public final class SymbolicTerm: Sendable {
  /// What a term is.
  public enum Operation: Hashable, Sendable {
    /// A number.
    case constant(UInt64)
    /// An input, by its name.
    case input(String)
    case add, subtract, multiply, and, or, not
    case shiftLeft(Int), shiftRight(Int)
    /// The low bits of a word, the others 0.
    case low(Int)
  }

  /// What it is.
  public let operation: Operation
  /// What it is of.
  public let operands: [SymbolicTerm]
  /// Its bits, 1...64.
  public let bits: Int
  /// A hash of all of it.
  let hash: Int

  private init(_ operation: Operation, _ operands: [SymbolicTerm], bits: Int) {
    self.operation = operation
    self.operands = operands
    self.bits = bits
    var hasher = Hasher()
    hasher.combine(operation)
    hasher.combine(bits)
    for operand in operands { hasher.combine(operand.hash) }
    hash = hasher.finalize()
  }

  /// An input of so many bits.
  public static func input(_ name: String, bits: Int) -> SymbolicTerm {
    SymbolicTerm(.input(name), [], bits: bits)
  }

  /// A number, modulo 2^bits.
  static func constant(_ value: UInt64, bits: Int) -> SymbolicTerm {
    SymbolicTerm(.constant(value & mask(bits)), [], bits: bits)
  }

  /// The number, if it is one.
  var constant: UInt64? {
    if case .constant(let value) = operation { value } else { nil }
  }

  static func mask(_ bits: Int) -> UInt64 { bits >= 64 ? .max : (1 << UInt64(bits)) &- 1 }

  /// An operation on one or two terms of the same width, folded where that is known.
  static func make(_ operation: Operation, _ operands: SymbolicTerm...) -> SymbolicTerm {
    let bits = operands[0].bits
    let values = operands.compactMap(\.constant)
    if values.count == operands.count {
      return constant(evaluate(operation, values, bits: bits), bits: bits)
    }
    return simplified(operation, operands, bits: bits) ?? SymbolicTerm(operation, operands, bits: bits)
  }

  /// What an operation makes of numbers.
  static func evaluate(_ operation: Operation, _ values: [UInt64], bits: Int) -> UInt64 {
    let value: UInt64 =
      switch operation {
      case .constant(let value): value
      case .input: preconditionFailure("an input is no number")
      case .add: values[0] &+ values[1]
      case .subtract: values[0] &- values[1]
      case .multiply: values[0] &* values[1]
      case .and: values[0] & values[1]
      case .or: values[0] | values[1]
      case .not: ~values[0]
      case .shiftLeft(let count): count < bits ? values[0] << UInt64(count) : 0
      case .shiftRight(let count): count < bits ? values[0] >> UInt64(count) : 0
      case .low(let width): values[0] & mask(width)
      }
    return value & mask(bits)
  }

  /// The operand that an operation leaves as it is, or a number that it always gives; nil for neither.
  private static func simplified(_ operation: Operation, _ operands: [SymbolicTerm], bits: Int)
    -> SymbolicTerm?
  {
    let all = mask(bits)
    func either(_ value: UInt64) -> Int? { operands.firstIndex { $0.constant == value } }
    switch operation {
    case .add, .or: return either(0).map { operands[1 - $0] }
    case .subtract: return operands[1].constant == 0 ? operands[0] : nil
    case .multiply:
      if either(0) != nil { return constant(0, bits: bits) }
      return either(1).map { operands[1 - $0] }
    case .and:
      if either(0) != nil { return constant(0, bits: bits) }
      return either(all).map { operands[1 - $0] }
    case .shiftLeft(let count), .shiftRight(let count):
      if count == 0 { return operands[0] }
      return count >= bits ? constant(0, bits: bits) : nil
    case .low(let width): return width >= bits ? operands[0] : nil
    case .not, .constant, .input: return nil
    }
  }
}

extension SymbolicTerm: Hashable {
  /// Whether two terms are made in the same way. O(1) for the same object, else O(size).
  public static func == (a: SymbolicTerm, b: SymbolicTerm) -> Bool {
    a === b
      || (a.hash == b.hash && a.bits == b.bits && a.operation == b.operation && a.operands == b.operands)
  }

  /// Hashes all of it. O(1).
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension SymbolicTerm {
  /// Its value for some inputs, 0 for those that are not named. O(size), what is shared being computed again.
  public func value(for inputs: [String: UInt64]) -> UInt64 {
    if case .input(let name) = operation { return (inputs[name] ?? 0) & Self.mask(bits) }
    return Self.evaluate(operation, operands.map { $0.value(for: inputs) }, bits: bits)
  }
}
