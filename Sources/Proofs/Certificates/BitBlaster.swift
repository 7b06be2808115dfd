internal import Specification

/// Writes formulas about bit-vectors as clauses, bit by bit, so that a solver of clauses can refute them.
///
/// Each gate has a variable that its clauses define (G. S. Tseitin, https://doi.org/10.1007/978-3-642-81955-1_28);
/// gates whose inputs are known, or that are there already, need none. Words of w bits cost O(w) gates for a sum, a
/// comparison or a choice, O(w log w) for a shift, O(w^2) for a product.
package struct BitBlaster {
  /// The clauses so far.
  private(set) var cnf = CNF()
  /// The literal that is true.
  private let yes: Int32
  private var gates: [Gate: Int32] = [:]
  private var names: [String: Value] = [:]
  private var functions: [String: (parameters: [String], body: Form)] = [:]

  /// What a term is.
  enum Value {
    case truth(Int32)
    /// The bits of a word, the lowest first.
    case word([Int32])
  }

  private enum Gate: Hashable {
    case and(Int32, Int32)
    case xor(Int32, Int32)
  }

  /// Why a formula cannot be written as clauses.
  package struct Unsupported: Error, CustomStringConvertible {
    /// The term.
    var form: Form
    /// What is wrong with it.
    var reason = "is nothing that can be written as clauses"
    package var description: String { "\(form.text) \(reason)" }
  }

  /// Without formulas.
  init() {
    yes = cnf.variable()
    cnf.clauses.append([yes])
  }

  /// The clauses of an obligation: its assertions are true.
  ///
  /// - Throws: `Unsupported` for what is not about bit-vectors.
  package static func clauses(of obligation: ObligationFile) throws -> CNF {
    var blaster = BitBlaster()
    for command in obligation.commands { try blaster.take(command) }
    return blaster.cnf
  }

  /// Takes a command of a file.
  mutating func take(_ command: [Form]) throws {
    let form = Form.list(command)
    switch command.first?.symbol {
    case "declare-fun" where command.count == 4, "declare-const" where command.count == 3:
      guard let name = command[1].symbol, let value = variable(ofSort: command[command.count - 1]) else {
        throw Unsupported(form: form)
      }
      names[name] = value
    case "define-fun" where command.count == 5:
      guard let name = command[1].symbol, let parameters = command[2].list else {
        throw Unsupported(form: form)
      }
      functions[name] = (parameters.compactMap { $0.list?.first?.symbol }, command[4])
    case "assert" where command.count == 2:
      // (! formula :named name)
      let parts = command[1].list ?? []
      cnf.clauses.append([try truth(parts.count > 1 && parts[0] == .symbol("!") ? parts[1] : command[1], [:])]
      )
    case "set-info", "set-logic", "check-sat": break
    default: throw Unsupported(form: form)
    }
  }

  private mutating func variable(ofSort sort: Form) -> Value? {
    if sort == .symbol("Bool") { return .truth(cnf.variable()) }
    guard let parts = sort.list, parts.count == 3, parts[1] == .symbol("BitVec"),
      let width = parts[2].symbol.flatMap(Int.init), (1...1024).contains(width)
    else { return nil }
    return .word((0..<width).map { _ in cnf.variable() })
  }

  // MARK: Terms

  /// The value of a term, `bound` being those of the parameters of the function that it is in.
  mutating func value(_ form: Form, _ bound: [String: Value] = [:]) throws -> Value {
    switch form {
    case .string: throw Unsupported(form: form)
    case .symbol(let name):
      if let value = bound[name] ?? names[name] { return value }
      if let function = functions[name], function.parameters.isEmpty { return try value(function.body) }
      if name == "true" || name == "false" { return .truth(name == "true" ? yes : -yes) }
      if let bits = Self.bits(ofLiteral: name) { return .word(bits.map { $0 ? yes : -yes }) }
      throw Unsupported(form: form)
    case .list(let parts):
      guard let head = parts.first else { throw Unsupported(form: form) }
      if head == .symbol("_") {
        guard let bits = Self.bits(ofDecimal: parts) else { throw Unsupported(form: form) }
        return .word(bits.map { $0 ? yes : -yes })
      }
      if let indexed = head.list {
        guard parts.count == 2 else { throw Unsupported(form: form) }
        return .word(try slice(word(parts[1], bound), indexed, form))
      }
      guard let name = head.symbol else { throw Unsupported(form: form) }
      let arguments = try parts.dropFirst().map { try value($0, bound) }
      if let function = functions[name], function.parameters.count == arguments.count {
        return try value(
          function.body, Dictionary(zip(function.parameters, arguments)) { first, _ in first })
      }
      return try apply(name, arguments, form)
    }
  }

  private mutating func truth(_ form: Form, _ bound: [String: Value]) throws -> Int32 {
    guard case .truth(let literal) = try value(form, bound) else {
      throw Unsupported(form: form, reason: "is no truth value")
    }
    return literal
  }

  private mutating func word(_ form: Form, _ bound: [String: Value]) throws -> [Int32] {
    guard case .word(let bits) = try value(form, bound) else {
      throw Unsupported(form: form, reason: "is no word")
    }
    return bits
  }

  private mutating func apply(_ name: String, _ arguments: [Value], _ form: Form) throws -> Value {
    if let literals = arguments.truths { if let value = connect(name, literals) { return value } }
    if let words = arguments.words, let value = compute(name, words) { return value }
    if name == "ite", arguments.count == 3, case .truth(let condition) = arguments[0] {
      switch (arguments[1], arguments[2]) {
      case (.truth(let a), .truth(let b)): return .truth(choose(condition, a, b))
      case (.word(let a), .word(let b)) where a.count == b.count:
        return .word(zip(a, b).map { choose(condition, $0, $1) })
      default: break
      }
    }
    throw Unsupported(form: form)
  }

  private mutating func connect(_ name: String, _ literals: [Int32]) -> Value? {
    switch (name, literals.count) {
    case ("not", 1): .truth(-literals[0])
    case ("and", 1...): .truth(all(literals))
    case ("or", 1...): .truth(-all(literals.map { -$0 }))
    case ("=>", 2): .truth(-and(literals[0], -literals[1]))
    case ("=", 2): .truth(-xor(literals[0], literals[1]))
    case ("xor", 2), ("distinct", 2): .truth(xor(literals[0], literals[1]))
    default: nil
    }
  }

  private mutating func compute(_ name: String, _ words: [[Int32]]) -> Value? {
    if words.count == 1 {
      switch name {
      case "bvnot": return .word(words[0].map { -$0 })
      case "bvneg": return .word(sum(words[0].map { _ in -yes }, words[0].map { -$0 }, carry: yes).bits)
      default: return nil
      }
    }
    guard words.count == 2, name == "concat" || words[0].count == words[1].count else { return nil }
    let (a, b) = (words[0], words[1])
    switch name {
    case "=": return .truth(equal(a, b))
    case "distinct": return .truth(-equal(a, b))
    case "bvult": return .truth(-difference(a, b).isNotLess)
    case "bvule": return .truth(difference(b, a).isNotLess)
    case "bvugt": return .truth(-difference(b, a).isNotLess)
    case "bvuge": return .truth(difference(a, b).isNotLess)
    case "bvand": return .word(zip(a, b).map { and($0, $1) })
    case "bvor": return .word(zip(a, b).map { -and(-$0, -$1) })
    case "bvxor": return .word(zip(a, b).map { xor($0, $1) })
    case "bvadd": return .word(sum(a, b, carry: -yes).bits)
    case "bvsub": return .word(difference(a, b).bits)
    case "bvmul": return .word(product(a, b))
    case "bvshl": return .word(shift(a, by: b, filling: -yes, left: true))
    case "bvlshr": return .word(shift(a, by: b, filling: -yes, left: false))
    case "bvashr": return .word(shift(a, by: b, filling: a[a.count - 1], left: false))
    case "concat": return .word(b + a)
    default: return nil
    }
  }

  /// `(_ extract high low)`, `(_ zero_extend more)`, `(_ sign_extend more)`
  private func slice(_ bits: [Int32], _ head: [Form], _ form: Form) throws -> [Int32] {
    let numbers = head.dropFirst(2).compactMap { $0.symbol.flatMap(Int.init) }
    switch (head.dropFirst().first?.symbol, numbers.count) {
    case ("extract", 2) where 0 <= numbers[1] && numbers[1] <= numbers[0] && numbers[0] < bits.count:
      return Array(bits[numbers[1]...numbers[0]])
    case ("zero_extend", 1) where (0...1024).contains(numbers[0]):
      return bits + [Int32](repeating: -yes, count: numbers[0])
    case ("sign_extend", 1) where (0...1024).contains(numbers[0]):
      return bits + [Int32](repeating: bits[bits.count - 1], count: numbers[0])
    default: throw Unsupported(form: form)
    }
  }

  // MARK: Words

  private mutating func equal(_ a: [Int32], _ b: [Int32]) -> Int32 {
    all(zip(a, b).map { -xor($0, $1) })
  }

  private mutating func sum(_ a: [Int32], _ b: [Int32], carry: Int32) -> (bits: [Int32], carry: Int32) {
    var carry = carry
    var bits: [Int32] = []
    for (x, y) in zip(a, b) {
      let half = xor(x, y)
      bits.append(xor(half, carry))
      // Two of the three.
      carry = -and(-and(x, y), -and(half, carry))
    }
    return (bits, carry)
  }

  /// The difference, and whether the first word is not less than the second, which then borrows nothing.
  private mutating func difference(_ a: [Int32], _ b: [Int32]) -> (bits: [Int32], isNotLess: Int32) {
    let (bits, carry) = sum(a, b.map { -$0 }, carry: yes)
    return (bits, carry)
  }

  private mutating func product(_ a: [Int32], _ b: [Int32]) -> [Int32] {
    var total = [Int32](repeating: -yes, count: a.count)
    for (place, bit) in b.enumerated() where bit != -yes {
      let moved = [Int32](repeating: -yes, count: place) + a.dropLast(place)
      total = sum(total, moved.map { and($0, bit) }, carry: -yes).bits
    }
    return total
  }

  /// Moved by powers of two, one after the other; by its width or more nothing of a word is left.
  private mutating func shift(_ bits: [Int32], by amount: [Int32], filling: Int32, left: Bool) -> [Int32] {
    var moved = bits
    var isBeyond = -yes
    for (power, bit) in amount.enumerated() {
      guard power < Int.bitWidth - 2, 1 << power < bits.count else {
        isBeyond = -and(-isBeyond, -bit)
        continue
      }
      let distance = 1 << power
      let fill = [Int32](repeating: filling, count: distance)
      let next = left ? fill + moved.dropLast(distance) : Array(moved.dropFirst(distance)) + fill
      moved = zip(next, moved).map { choose(bit, $0, $1) }
    }
    return moved.map { choose(isBeyond, filling, $0) }
  }

  // MARK: Gates

  private mutating func all(_ literals: [Int32]) -> Int32 {
    literals.reduce(yes) { and($0, $1) }
  }

  private mutating func choose(_ condition: Int32, _ a: Int32, _ b: Int32) -> Int32 {
    a == b ? a : -and(-and(condition, a), -and(-condition, b))
  }

  private mutating func and(_ a: Int32, _ b: Int32) -> Int32 {
    if a == -yes || b == -yes || a == -b { return -yes }
    if a == yes || a == b { return b }
    if b == yes { return a }
    let gate = Gate.and(min(a, b), max(a, b))
    if let output = gates[gate] { return output }
    let output = cnf.variable()
    cnf.clauses += [[-output, a], [-output, b], [output, -a, -b]]
    gates[gate] = output
    return output
  }

  private mutating func xor(_ a: Int32, _ b: Int32) -> Int32 {
    if abs(a) == yes { return a == yes ? -b : b }
    if abs(b) == yes { return b == yes ? -a : a }
    if abs(a) == abs(b) { return a == b ? -yes : yes }
    // Of negated inputs the gate is that of the plain ones, or its negation.
    let isNegated = (a < 0) != (b < 0)
    let (x, y) = (min(abs(a), abs(b)), max(abs(a), abs(b)))
    let gate = Gate.xor(x, y)
    let output = gates[gate] ?? cnf.variable()
    if gates.updateValue(output, forKey: gate) == nil {
      cnf.clauses += [[-output, x, y], [-output, -x, -y], [output, -x, y], [output, x, -y]]
    }
    return isNegated ? -output : output
  }

  // MARK: Numerals

  private static func bits(ofLiteral text: String) -> [Bool]? {
    let digits = text.dropFirst(2)
    if text.hasPrefix("#b"), !digits.isEmpty, digits.allSatisfy({ $0 == "0" || $0 == "1" }) {
      return digits.reversed().map { $0 == "1" }
    }
    guard text.hasPrefix("#x"), !digits.isEmpty else { return nil }
    var bits: [Bool] = []
    for digit in digits.reversed() {
      guard let value = digit.hexDigitValue else { return nil }
      bits += (0..<4).map { value >> $0 & 1 == 1 }
    }
    return bits
  }

  /// `(_ bv10 64)`
  private static func bits(ofDecimal parts: [Form]) -> [Bool]? {
    guard parts.count == 3, let name = parts[1].symbol, name.hasPrefix("bv"),
      let number = UInt128(name.dropFirst(2)), let width = parts[2].symbol.flatMap(Int.init),
      (1...1024).contains(width), width >= 128 || number >> UInt128(width) == 0
    else { return nil }
    return (0..<width).map { $0 < 128 && number >> UInt128($0) & 1 == 1 }
  }
}

extension [BitBlaster.Value] {
  /// The literals, if all are truth values.
  fileprivate var truths: [Int32]? {
    let truths = compactMap { value -> Int32? in
      if case .truth(let literal) = value { literal } else { nil }
    }
    return truths.count == count ? truths : nil
  }

  /// The bits of each, if all are words.
  fileprivate var words: [[Int32]]? {
    let words = compactMap { value -> [Int32]? in
      if case .word(let bits) = value { bits } else { nil }
    }
    return words.count == count ? words : nil
  }
}
