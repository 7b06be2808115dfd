/// A sum of multiples of terms and of a constant, modulo 2^bits: what additions and subtractions come to.
struct SymbolicSum {
  /// The terms, none of them a sum or a constant, each once, in the order in which they were added; and how often each is
  /// added, modulo 2^bits, never 0.
  private(set) var terms: [(term: SymbolicTerm, times: UInt64)]
  /// The constant.
  var constant: UInt64
  let bits: Int

  private init(_ terms: [(term: SymbolicTerm, times: UInt64)], _ constant: UInt64, bits: Int) {
    self.terms = terms
    self.constant = constant
    self.bits = bits
  }

  /// What a term is the sum of.
  init(_ term: SymbolicTerm) {
    let bits = term.bits
    switch term.operation {
    case .constant(let value): self.init([], value, bits: bits)
    case .add: self = SymbolicSum(term.operands[0]).adding(SymbolicSum(term.operands[1]), times: 1)
    case .subtract: self = SymbolicSum(term.operands[0]).adding(SymbolicSum(term.operands[1]), times: .max)
    case .multiply:
      // The constant of a product is its second factor.
      if let factor = term.operands[1].constant {
        self.init([(term.operands[0], factor)], 0, bits: bits)
      } else {
        self.init([(term, 1)], 0, bits: bits)
      }
    default: self.init([(term, 1)], 0, bits: bits)
    }
  }

  /// This and another sum, that so many times.
  func adding(_ other: SymbolicSum, times: UInt64) -> SymbolicSum {
    let mask = SymbolicTerm.mask(bits)
    var sum = self
    sum.constant = (constant &+ times &* other.constant) & mask
    for (term, factor) in other.terms {
      let added = (factor &* times) & mask
      guard added != 0 else { continue }
      if let place = sum.terms.firstIndex(where: { $0.term == term }) {
        sum.terms[place].times = (sum.terms[place].times &+ added) & mask
        if sum.terms[place].times == 0 { sum.terms.remove(at: place) }
      } else {
        sum.terms.append((term, added))
      }
    }
    return sum
  }

  /// The lowest bits that all terms have 0.
  var trailingZeros: Int {
    terms.map { min(bits, $0.term.known.trailingZeros + $0.times.trailingZeroBitCount) }.min() ?? bits
  }

  /// The sum as a term: what is added, what is subtracted, the constant.
  var term: SymbolicTerm {
    let mask = SymbolicTerm.mask(bits)
    var sum: SymbolicTerm?
    func add(_ operation: SymbolicTerm.Operation, _ term: SymbolicTerm) {
      sum = SymbolicTerm.node(operation, [sum ?? .constant(constant, bits: bits), term], bits: bits)
    }
    for (term, times) in terms where times != mask {
      let multiple =
        times == 1
        ? term : SymbolicTerm.node(.multiply, [term, .constant(times, bits: bits)], bits: bits)
      if sum == nil { sum = multiple } else { add(.add, multiple) }
    }
    let startsNegative = sum == nil
    for (term, times) in terms where times == mask { add(.subtract, term) }
    guard let sum else { return .constant(constant, bits: bits) }
    if startsNegative || constant == 0 { return sum }
    return SymbolicTerm.node(.add, [sum, .constant(constant, bits: bits)], bits: bits)
  }
}
