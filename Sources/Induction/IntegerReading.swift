package import Proofs
internal import Specification
package import SymbolicExecution

/// Words read as integers: what a word is, as a number, in terms of the numbers that inputs are.
///
/// Sums, products with constants, shifts, and masks of the low or of the high bits are read; of any other word only the bits that
/// it has are known. So less is assumed than the words say, never more.
package struct IntegerReading: Sendable {
  /// A number that is congruent to a word, and between which ones it is.
  private struct Number: Sendable {
    var form: Form
    var range: ClosedRange<Int128>
  }

  /// The constants that were met, each with its bounds.
  package private(set) var constants: [String: ClosedRange<UInt64>] = [:]
  private var known: [SymbolicTerm: Number] = [:]
  private var opaque: [SymbolicTerm: String] = [:]
  /// Terms that are known not to be less than others: their differences are no negative numbers.
  private var ordered: Set<[SymbolicTerm]> = []

  /// Nothing read.
  package init() {}

  /// Reads differences of two words as numbers from 0 on: it is for whoever asks to know that the first is not greater.
  package mutating func assume(_ lesser: SymbolicTerm, isAtMost greater: SymbolicTerm) {
    ordered.insert([lesser, greater])
  }

  /// A number.
  static func literal(_ value: Int128) -> Form {
    value < 0 ? .call("-", .symbol("\(-value)")) : .symbol("\(value)")
  }

  /// What a comparison says.
  package mutating func formula(_ branch: Branch) -> Form {
    let (first, second) = (number(branch.first), number(branch.second))
    let formula = Form.call(branch.relation == .less ? "<" : "=", first, second)
    return branch.holds ? formula : .call("not", formula)
  }

  /// The number that a word is. O(size), what is shared being read once.
  package mutating func number(_ word: SymbolicWord<UInt64>) -> Form { number(word.term) }

  /// The number that a term is.
  package mutating func number(_ term: SymbolicTerm) -> Form { value(term).form }

  /// The number that a term is, in the range of its words.
  private mutating func value(_ term: SymbolicTerm) -> Number {
    if let known = known[term] { return known }
    let size = Int128(1) << Int128(term.bits)
    var number = congruent(term)
    if number.range.lowerBound < 0 || number.range.upperBound >= size {
      number = Number(form: .call("mod", number.form, Self.literal(size)), range: 0...(size - 1))
    }
    known[term] = number
    return number
  }

  /// A number that is congruent to a term modulo 2^bits.
  private mutating func congruent(_ term: SymbolicTerm) -> Number {
    let size = Int128(1) << Int128(term.bits)
    switch term.operation {
    case .constant(let value):
      return Number(form: Self.literal(Int128(value)), range: Int128(value)...Int128(value))
    case .input(let name):
      constants[name] = term.range
      return Number(
        form: .symbol(name), range: Int128(term.range.lowerBound)...Int128(term.range.upperBound))
    case .extend: return value(term.operands[0])
    case .lesser:
      let (first, second) = (value(term.operands[0]), value(term.operands[1]))
      return Number(
        form: .call("ite", .call("<", first.form, second.form), first.form, second.form),
        range: min(
          first.range.lowerBound, second.range.lowerBound)...min(
            first.range.upperBound, second.range.upperBound))
    case .add, .subtract: return sum(term, size)
    case .multiply:
      guard case .constant(let factor) = term.operands[1].operation else { break }
      return product(term.operands[0], signed(factor, size))
    case .shiftLeft(let count) where count < 60: return product(term.operands[0], Int128(1) << Int128(count))
    case .shiftRight(let count) where count < 64:
      let (inner, divisor) = (value(term.operands[0]), Int128(1) << Int128(count))
      return Number(
        form: .call("div", inner.form, Self.literal(divisor)),
        range: inner.range.lowerBound / divisor...inner.range.upperBound / divisor)
    case .and:
      guard case .constant(let mask) = term.operands[1].operation else { break }
      let inner = value(term.operands[0])
      let (low, kept) = (Int128(mask) + 1, size - Int128(mask))
      if low & (low - 1) == 0 {
        return Number(form: .call("mod", inner.form, Self.literal(low)), range: 0...(low - 1))
      }
      if kept & (kept - 1) == 0 {
        return Number(
          form: .call("-", inner.form, .call("mod", inner.form, Self.literal(kept))),
          range: inner.range.lowerBound / kept * kept...inner.range.upperBound)
      }
    default: break
    }
    let name = opaque[term] ?? "opaque.\(opaque.count + 1)"
    opaque[term] = name
    constants[name] = term.range
    return Number(form: .symbol(name), range: Int128(term.range.lowerBound)...Int128(term.range.upperBound))
  }

  /// A large constant of a sum or a product is a negative one.
  private func signed(_ constant: UInt64, _ size: Int128) -> Int128 {
    Int128(constant) >= size / 2 ? Int128(constant) - size : Int128(constant)
  }

  private mutating func sum(_ term: SymbolicTerm, _ size: Int128) -> Number {
    func part(_ operand: SymbolicTerm, isNegative: Bool) -> Number {
      guard case .constant(let value) = operand.operation, !isNegative else { return bounded(operand) }
      let number = signed(value, size)
      return Number(form: Self.literal(number), range: number...number)
    }
    let (isSum, first) = (term.operation == .add, part(term.operands[0], isNegative: term.operation != .add))
    let second = part(term.operands[1], isNegative: !isSum)
    let (low, high) =
      isSum
      ? (second.range.lowerBound, second.range.upperBound)
      : (-second.range.upperBound, -second.range.lowerBound)
    var range = first.range.lowerBound + low...first.range.upperBound + high
    if !isSum, range.lowerBound < 0, ordered.contains([term.operands[1], term.operands[0]]) {
      range = 0...max(0, range.upperBound)
    }
    return Number(form: .call(isSum ? "+" : "-", first.form, second.form), range: range)
  }

  /// A number that is congruent to a term, and not far from the numbers of a word.
  private mutating func bounded(_ term: SymbolicTerm) -> Number {
    let number = congruent(term)
    let most = Int128(1) << 80
    return number.range.lowerBound > -most && number.range.upperBound < most ? number : value(term)
  }

  private mutating func product(_ term: SymbolicTerm, _ factor: Int128) -> Number {
    let inner = value(term)
    // Products of two words fit.
    let bounds = [inner.range.lowerBound * factor, inner.range.upperBound * factor]
    return Number(
      form: .call("*", Self.literal(factor), inner.form),
      range: min(bounds[0], bounds[1])...max(bounds[0], bounds[1]))
  }
}
