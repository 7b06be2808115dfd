/// A word as a function of the inputs: what an implementation has computed so far.
///
/// Immutable and shared: a term that is used twice is one object. What is known already is folded when a term is made, so
/// that a term without inputs is always a constant, and a sum has each term once, in the order of addition, its constant
/// last.
public final class SymbolicTerm: Sendable {
  /// What a term is.
  public enum Operation: Hashable, Sendable {
    /// A number.
    case constant(UInt64)
    /// An input, by its name.
    case input(String)
    case add, subtract, multiply, and, or, not
    case shiftLeft(Int), shiftRight(Int)
    /// The lesser of two, unsigned.
    case lesser
    /// The same number in more bits.
    case extend
  }

  /// What it is.
  public let operation: Operation
  /// What it is of.
  public let operands: [SymbolicTerm]
  /// Its bits, 1...64.
  public let bits: Int
  /// What is known of its value for all inputs.
  let known: KnownValue
  /// The names of the inputs that it is made of.
  let inputs: Set<String>
  /// Whether it differs, for all inputs, from all terms of which this is so, too, but from itself.
  public let isApart: Bool
  /// Of an input: how many words it says, which are apart; 0 if none.
  private let apart: UInt64
  /// A hash of all of it.
  let hash: Int

  private init(
    _ operation: Operation, _ operands: [SymbolicTerm], bits: Int, known: KnownValue, apart: UInt64 = 0
  ) {
    self.operation = operation
    self.operands = operands
    self.bits = bits
    self.known = known
    switch operation {
    case .input(let name): inputs = [name]
    default:
      inputs = operands.dropFirst().reduce(operands.first?.inputs ?? []) {
        $1.inputs.isSubset(of: $0) ? $0 : $0.union($1.inputs)
      }
    }
    self.apart = apart
    isApart =
      switch operation {
      case .input: apart == 1
      case .multiply: operands[0].apart > 1 && operands[1].constant == operands[0].apart
      case .add:
        operands[0].operation == .multiply && operands[0].isApart
          && operands[1].constant ?? .max < operands[0].operands[0].apart
      case .extend: operands[0].isApart
      default: false
      }
    var hasher = Hasher()
    hasher.combine(operation)
    hasher.combine(bits)
    for operand in operands { hasher.combine(operand.hash) }
    // What an input may be is a part of what it is: inputs of another range have another hash, and are not equal.
    if case .input = operation {
      hasher.combine(known.range)
      hasher.combine(apart)
    }
    hash = hasher.finalize()
  }

  /// An input of so many bits, whose value is in a range, nil for any value.
  ///
  /// - Parameter apart: how many words it says that differ from all that other inputs say: 1 for itself, n for its multiple by n
  ///   and the n - 1 words that follow; 0 for none.
  public static func input(
    _ name: String, bits: Int, in range: ClosedRange<UInt64>? = nil, apart: UInt64 = 0
  ) -> SymbolicTerm {
    let known = range.map { KnownValue(range: $0, bits: bits) } ?? KnownValue(bits: bits)
    return SymbolicTerm(.input(name), [], bits: bits, known: known, apart: apart)
  }

  /// A number, modulo 2^bits.
  @usableFromInline
  static func constant(_ value: UInt64, bits: Int) -> SymbolicTerm {
    let value = value & mask(bits)
    return SymbolicTerm(.constant(value), [], bits: bits, known: KnownValue(range: value...value, bits: bits))
  }

  /// The number, if it is one.
  @usableFromInline
  var constant: UInt64? {
    if case .constant(let value) = operation { value } else { nil }
  }

  /// Between which numbers its value is for all inputs.
  public var range: ClosedRange<UInt64> { known.range }

  /// Whether it is an input.
  var isInput: Bool {
    if case .input = operation { true } else { false }
  }

  @usableFromInline
  static func mask(_ bits: Int) -> UInt64 { bits >= 64 ? .max : (1 << UInt64(bits)) &- 1 }

  /// An operation on one or two terms of the same width, folded where that is known.
  @usableFromInline
  static func make(_ operation: Operation, _ operands: SymbolicTerm...) -> SymbolicTerm {
    let bits = operands[0].bits
    switch operation {
    case .add: return SymbolicSum(operands[0]).adding(SymbolicSum(operands[1]), times: 1).term
    case .subtract: return SymbolicSum(operands[0]).adding(SymbolicSum(operands[1]), times: .max).term
    case .multiply:
      guard let place = operands.firstIndex(where: { $0.constant != nil }) else { break }
      let factor = operands[place].constant ?? 0
      return SymbolicSum(constant(0, bits: bits)).adding(SymbolicSum(operands[1 - place]), times: factor).term
    case .and: return masked(operands[0], operands[1])
    case .or:
      if operands[0] == operands[1] { return operands[0] }
      if let place = operands.firstIndex(where: { $0.constant == 0 }) { return operands[1 - place] }
    case .shiftLeft(0), .shiftRight(0): return operands[0]
    default: break
    }
    return node(operation, operands, bits: bits)
  }

  /// The same number in more bits, or as many.
  @usableFromInline
  static func extended(_ term: SymbolicTerm, to bits: Int) -> SymbolicTerm {
    if term.bits == bits { return term }
    switch term.operation {
    case .and, .or:
      return make(term.operation, extended(term.operands[0], to: bits), extended(term.operands[1], to: bits))
    case .shiftRight: return make(term.operation, extended(term.operands[0], to: bits))
    case .extend: return extended(term.operands[0], to: bits)
    default: return node(.extend, [term], bits: bits)
    }
  }

  /// An operation on some terms as it is, unless its value is known.
  static func node(_ operation: Operation, _ operands: [SymbolicTerm], bits: Int) -> SymbolicTerm {
    let known = KnownValue(operation, operands.map(\.known), bits: bits)
    if let value = known.value { return constant(value, bits: bits) }
    return SymbolicTerm(operation, operands, bits: bits, known: known)
  }

  /// The bits that two terms have both. Where the terms of a sum, but for the constant, have no low bits, a mask of those
  /// or of the others is one of the constant alone.
  private static func masked(_ first: SymbolicTerm, _ second: SymbolicTerm) -> SymbolicTerm {
    if first == second { return first }
    // What is masked by a term is so already.
    if first.operation == .and, first.operands.contains(second) { return first }
    if second.operation == .and, second.operands.contains(first) { return second }
    guard let mask = first.constant ?? second.constant else {
      return node(.and, [first, second], bits: first.bits)
    }
    let term = first.constant == nil ? first : second
    let all = self.mask(term.bits)
    // Bits that are 0 anyway need no mask.
    if ~mask & all & ~term.known.zeros == 0 { return term }
    if term.operation == .and, let inner = term.operands[1].constant {
      return masked(term.operands[0], constant(mask & inner, bits: term.bits))
    }
    // Bits that are set in any case, or that the mask has none of.
    if term.operation == .or, let place = term.operands.firstIndex(where: { $0.constant != nil }) {
      let set = (term.operands[place].constant ?? 0) & mask
      if set == 0 { return masked(term.operands[1 - place], constant(mask, bits: term.bits)) }
      if set == mask { return constant(mask, bits: term.bits) }
    }
    let sum = SymbolicSum(term)
    let low = (~mask & all).trailingOnes
    if ~mask & all == self.mask(low), !sum.terms.isEmpty, sum.constant != 0, sum.trailingZeros >= low {
      var kept = sum
      kept.constant &= mask
      return kept.term
    }
    // Of the low bits only the constant has any.
    if !sum.terms.isEmpty, sum.trailingZeros >= 64 - mask.leadingZeroBitCount {
      return constant(sum.constant & mask, bits: term.bits)
    }
    return node(.and, [term, constant(mask, bits: term.bits)], bits: term.bits)
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
      case .lesser: min(values[0], values[1])
      case .extend: values[0]
      case .shiftLeft(let count): count < bits ? values[0] << UInt64(count) : 0
      case .shiftRight(let count): count < bits ? values[0] >> UInt64(count) : 0
      }
    return value & mask(bits)
  }
}

extension UInt64 {
  /// How many of the lowest bits are 1 before the first 0.
  fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
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

extension SymbolicTerm: CustomStringConvertible {
  /// The term, as a formula.
  public var description: String {
    switch operation {
    case .constant(let value): value < 1024 ? "\(value)" : "0x" + String(value, radix: 16)
    case .input(let name): name
    case .not: "~\(operands[0])"
    case .extend: "\(operands[0])"
    case .add: "(\(operands[0]) + \(operands[1]))"
    case .subtract: "(\(operands[0]) - \(operands[1]))"
    case .multiply: "(\(operands[0]) * \(operands[1]))"
    case .and: "(\(operands[0]) & \(operands[1]))"
    case .or: "(\(operands[0]) | \(operands[1]))"
    case .lesser: "min(\(operands[0]), \(operands[1]))"
    case .shiftLeft(let count): "(\(operands[0]) << \(count))"
    case .shiftRight(let count): "(\(operands[0]) >> \(count))"
    }
  }
}
