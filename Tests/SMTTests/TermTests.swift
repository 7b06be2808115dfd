import SMT
import Testing

@Suite("Terms")
struct TermTests {
  /// The values of a closed word, by Z3's simplifier.
  private func word(_ term: Term<BitVector>) throws -> UInt64? {
    guard case .numeral(let value, _) = try term.simplified().untyped.node else { return nil }
    return value
  }

  private func holds(_ term: Term<Boolean>) throws -> Bool? {
    guard case .bool(let value) = try term.simplified().untyped.node else { return nil }
    return value
  }

  @Test("the library is at least the supported floor")
  func version() {
    let parts = Context.version.split(separator: ".").compactMap { Int($0) }
    #expect(parts.count == 3)
    #expect(!parts.lexicographicallyPrecedes([4, 8, 12]))
  }

  @Test("words compute as Swift's unsigned integers do")
  func wordArithmetic() throws {
    let context = try Context()
    for (a, b) in [(200, 100), (7, 3), (255, 255), (0, 9), (128, 8)] as [(UInt8, UInt8)] {
      let x = try context.numeral(UInt64(a), .bitVector(8))
      let y = try context.numeral(UInt64(b), .bitVector(8))
      #expect(try word(x &+ y) == UInt64(a &+ b))
      #expect(try word(x &- y) == UInt64(a &- b))
      #expect(try word(x &* y) == UInt64(a &* b))
      #expect(try word(x & y) == UInt64(a & b))
      #expect(try word(x | y) == UInt64(a | b))
      #expect(try word(x ^ y) == UInt64(a ^ b))
      #expect(try word(~x) == UInt64(~a))
      #expect(try word(x.negated()) == UInt64(0 &- a))
      #expect(try word(x.udiv(y)) == UInt64(a / b))
      #expect(try word(x.urem(y)) == UInt64(a % b))
      #expect(try word(x.shl(y)) == UInt64(a << b))
      #expect(try word(x.lshr(y)) == UInt64(a >> b))
      #expect(try word(x.ashr(y)) == UInt64(UInt8(bitPattern: Int8(bitPattern: a) >> b)))
      #expect(try holds(x.ult(y)) == (a < b))
      #expect(try holds(x.ule(y)) == (a <= b))
      #expect(try holds(x.ugt(y)) == (a > b))
      #expect(try holds(x.uge(y)) == (a >= b))
      #expect(try holds(x.slt(y)) == (Int8(bitPattern: a) < Int8(bitPattern: b)))
      #expect(try holds(x.sge(y)) == (Int8(bitPattern: a) >= Int8(bitPattern: b)))
    }
  }

  @Test("division by zero is SMT-LIB's, not a trap")
  func divisionByZero() throws {
    let context = try Context()
    let x = try context.numeral(5, .bitVector(8))
    let zero = try context.numeral(0, .bitVector(8))
    #expect(try word(x.udiv(zero)) == 255)
    #expect(try word(x.urem(zero)) == 5)
  }

  @Test("words are cut, joined and widened, and the sort follows")
  func wordParts() throws {
    let context = try Context()
    let x = try context.numeral(0xA5, .bitVector(8))
    #expect(try word(x.extract(high: 7, low: 4)) == 0xA)
    #expect(try x.extract(high: 7, low: 4).width == 4)
    #expect(try word(x.concat(x)) == 0xA5A5)
    #expect(try x.concat(x).untyped.sort == .bitVector(width: 16))
    #expect(try word(x.zeroExtend(by: 8)) == 0x00A5)
    #expect(try word(x.signExtend(by: 8)) == 0xFFA5)
    #expect(try x.unsignedInteger().simplified().untyped.node.integer == 165)
    #expect(throws: SolverError.self) { try x.extract(high: 8, low: 0) }
    #expect(throws: SolverError.self) { try x.extract(high: 0, low: 1) }
    #expect(throws: SolverError.self) { try x.zeroExtend(by: -1) }
  }

  @Test("integers are exact")
  func integers() throws {
    let context = try Context()
    let big = try context.numeral(#require(IntegerValue(decimal: "36893488147419103232")), .integer)
    let sum = try (big + context.integer(-1)).simplified()
    #expect(try sum.untyped.node.integer == IntegerValue(decimal: "36893488147419103231"))
    let minusSeven = try context.integer(-7)
    let two = try context.integer(2)
    #expect(try minusSeven.div(two).simplified().untyped.node.integer == -4)
    #expect(try minusSeven.mod(two).simplified().untyped.node.integer == 1)
    #expect(try (minusSeven - two * two).simplified().untyped.node.integer == -11)
    #expect(try (-minusSeven).simplified().untyped.node.integer == 7)
    #expect(try holds(minusSeven < two) == true)
    #expect(try holds(minusSeven >= two) == false)
    #expect(try holds(two <= two) == true)
    #expect(try holds(two > two) == false)
  }

  @Test("connectives")
  func connectives() throws {
    let context = try Context()
    for a in [false, true] {
      for b in [false, true] {
        let (p, q) = try (context.boolean(a), context.boolean(b))
        #expect(try holds(!p) == !a)
        #expect(try holds(p && q) == (a && b))
        #expect(try holds(p || q) == (a || b))
        #expect(try holds(p.xor(q)) == (a != b))
        #expect(try holds(p.iff(q)) == (a == b))
        #expect(try holds(p.implies(q)) == (!a || b))
        #expect(try holds(context.distinct([p, q])) == (a != b))
        let chosen = try p.ifThenElse(context.integer(1), context.integer(2))
        #expect(try chosen.simplified().untyped.node.integer == (a ? 1 : 2))
      }
    }
    #expect(try holds(context.conjunction([])) == true)
    #expect(try holds(context.disjunction([])) == false)
    #expect(try holds(context.distinct([Term<Boolean>]())) == true)
  }

  @Test("arrays answer what was stored")
  func arrays() throws {
    let context = try Context()
    let zero = try context.numeral(0, .bitVector(8))
    let array = try context.constantArray(from: .integer, of: zero)
    let one = try context.numeral(1, .bitVector(8))
    let stored = try array.store(context.integer(3), one)
    #expect(try word(stored.select(context.integer(3))) == 1)
    #expect(try word(stored.select(context.integer(4))) == 0)
    let free = try context.constant("a", .array(from: .integer, to: .bitVector(8)))
    #expect(try free.untyped.sort == .array(index: .integer, element: .bitVector(width: 8)))
  }

  @Test("functions are applied to the sorts they take")
  func functions() throws {
    let context = try Context()
    let f = try context.function("f", BitVector(64), Integer(), returning: Boolean())
    let x = try context.constant("x", .bitVector(64))
    let applied = try f(x, context.integer(1))
    #expect(try applied.untyped.declaration?.name == "f")
    #expect(try applied.untyped.declaration?.domain == [.bitVector(width: 64), .integer])
    let narrow = try context.constant("y", .bitVector(8))
    #expect(
      throws: SolverError.wrongSort(
        call: "Z3_mk_app", expected: "(_ BitVec 64)", found: .bitVector(width: 8))
    ) { try f(narrow, context.integer(1)) }
    #expect(throws: SolverError.self) { try f.declaration([x.untyped]) }
  }

  @Test("the same term is the same node")
  func sharing() throws {
    let context = try Context()
    let x = try context.constant("x", .integer)
    let again = try context.constant("x", .integer)
    #expect(x == again)
    #expect(x.identity == again.identity)
    #expect(try x + x == again + again)
    let y = try context.constant("y", .integer)
    #expect(x != y)
    #expect(x.identity != y.identity)
    #expect(try context.freshConstant("x", .integer) != context.freshConstant("x", .integer))
  }

  @Test("replacing terms, all at once")
  func substitution() throws {
    let context = try Context()
    let (x, y) = try (context.constant("x", .integer).untyped, context.constant("y", .integer).untyped)
    let difference = try (x.typed(as: Integer.self) - y.typed(as: Integer.self)).untyped
    let swapped = try difference.substitute([(x, y), (y, x)])
    #expect(swapped.description == "(- y x)")
    #expect(try difference.substitute(from: x, to: y).simplified().node.integer == 0)
    let p = try context.constant("p", .boolean).untyped
    #expect(throws: SolverError.wrongSort(call: "Z3_substitute", expected: "Int", found: .boolean)) {
      try difference.substitute(from: x, to: p)
    }
  }
}

extension TermNode {
  /// The integer, where the node is one.
  var integer: IntegerValue? {
    if case .integer(let value) = self { value } else { nil }
  }
}
