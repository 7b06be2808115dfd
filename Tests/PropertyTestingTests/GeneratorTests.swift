import PropertyTesting
import Testing

/// Generators make what they say, and what they make shrinks to the simplest that fails.
@Suite("Generators")
struct GeneratorTests {
  /// Expects all values of 200 runs to satisfy `isValid`, and some of them `isReached`.
  private func expect<Value>(
    _ generator: Generator<Value>, _ isValid: (Value) -> Bool, reaches isReached: (Value) -> Bool,
    location: SourceLocation = #_sourceLocation
  ) throws {
    var reached = 0
    var source = ChoiceSource(seed: 0)
    for run in 0..<200 {
      source.restart(then: .random(Seed(rawValue: 0x6E).run(run)), size: run / 2)
      guard let value = try? source.draw(generator) else { continue }
      #expect(isValid(value), "\(value)", sourceLocation: location)
      if isReached(value) { reached += 1 }
    }
    #expect(reached > 0, sourceLocation: location)
  }

  /// Expects every one of twenty seeds to shrink to `minimum`.
  private func expect<Value: Equatable>(
    _ minimum: Value, of generator: Generator<Value>, fails: (Value) -> Bool,
    location: SourceLocation = #_sourceLocation
  ) throws {
    for seed in twentySeeds {
      let failure = try refute(seed, generate: { try $0.draw(generator) }, fails: fails)
      #expect(failure?.value == minimum, "seed \(seed)", sourceLocation: location)
    }
  }

  @Test("arrays, by range and by count")
  func arrays() throws {
    let numbers = Generator<[Int]>.array(of: .integer(-9...9), count: 2...7)
    try expect(numbers, { (2...7).contains($0.count) }, reaches: { $0.count == 7 })
    try expect([0, 1], of: numbers) { $0.reduce(0, +) > 0 }
    let counted = Generator<Int>.integer(0...9).flatMap { .array(of: .integer(0...$0), count: $0) }
    try expect(counted, { $0.allSatisfy { $0 <= 9 } }, reaches: { $0.count > 5 })
    try expect([0, 2], of: counted) { $0.contains(2) }
  }

  @Test("sets and dictionaries have different elements, as many as they should")
  func different() throws {
    let sets = Generator<Set<Int>>.set(of: .integer(0...30), count: 3...6)
    try expect(sets, { (3...6).contains($0.count) }, reaches: { $0.count == 6 })
    try expect([0, 1, 20], of: sets) { $0.contains { $0 >= 20 } }
    let entries = Generator<[Int: Bool]>.dictionary(.integer(0...30), .bool(), count: 0...5)
    try expect(entries, { $0.count <= 5 }, reaches: { $0.count == 5 })
    try expect([7: true], of: entries) { $0.contains { $0.key >= 7 && $0.value } }
  }

  @Test("a set that cannot be large enough is discarded")
  func impossible() throws {
    let outcome = try Runner(seed: 1, runs: 10).check {
      try $0.draw(Generator<Set<Bool>>.set(of: .bool(), count: 3...3))
    } property: { (_: Set<Bool>, _) in
    }
    guard case .gaveUp(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.passed == 0)
  }

  @Test("strings, optionals, permutations and samples")
  func others() throws {
    let strings = Generator<String>.string(of: "abc", count: 0...9)
    try expect(strings, { $0.allSatisfy("abc".contains) }, reaches: { $0.count == 9 })
    try expect("aac", of: strings) { $0.count > 2 && $0.contains("c") }
    try expect(.optional(.integer(0...9)), { ($0 ?? 0) <= 9 }, reaches: { $0 == nil })
    try expect(0, of: Generator<Int?>.optional(.integer(0...9))) { $0 != nil }
    let orders = Generator<[Int]>.permutation(of: [1, 2, 3, 4])
    try expect(orders, { $0.sorted() == [1, 2, 3, 4] }, reaches: { $0 == [4, 3, 2, 1] })
    try expect([1, 2, 4, 3], of: orders) { $0 != $0.sorted() }
    try expect(
      Generator<[Int]>.sample(of: [1, 2, 3, 4], count: 2), { Set($0).count == 2 }, reaches: { $0 == [4, 1] })
  }

  @Test("numbers with a fraction are in their range, and shrink to integers and simple fractions")
  func doubles() throws {
    try expect(.double(-2.5...7.25), { (-2.5...7.25).contains($0) }, reaches: { $0 != $0.rounded() })
    try expect(.double(0.1...0.2), { (0.1...0.2).contains($0) }, reaches: { $0 > 0.15 })
    try expect(.double(), { $0.isFinite }, reaches: { $0.magnitude > 1e100 })
    try expect(4, of: .double(-1000...1000)) { $0 > 3 }
    try expect(0.5, of: .double(0...1)) { $0 > 0 && $0 < 1 }
  }

  @Test("conditions hold, and a run in which they cannot is discarded")
  func filters() throws {
    let even = Generator<Int>.integer(0...99).filter { $0 % 2 == 0 }
    try expect(even, { $0 % 2 == 0 }, reaches: { $0 > 50 })
    try expect(42, of: even) { $0 > 40 }
    let never = try check(seed: 1, runs: 10) {
      try $0.draw(Generator<Int>.integer().filter { _ in false })
    } property: { (_: Int) in
    }
    guard case .gaveUp(let tally) = never else {
      Issue.record("\(never)")
      return
    }
    #expect(tally.discarded == 101)
  }

  private indirect enum Tree: Equatable {
    case leaf(Int)
    case node(Tree, Tree)

    var depth: Int {
      switch self {
      case .leaf: 0
      case .node(let a, let b): 1 + max(a.depth, b.depth)
      }
    }
    var sum: Int {
      switch self {
      case .leaf(let number): number
      case .node(let a, let b): a.sum + b.sum
      }
    }

    static let any = Generator<Tree>.recursive(depth: 4, leaf: Generator<Int>.integer(0...9).map(Tree.leaf)) {
      part in
      Generator<(Tree, Tree)>.zip(part, part).map { Tree.node($0.0, $0.1) }
    }
  }

  @Test("trees are as deep as they may be, and shrink to branches")
  func trees() throws {
    try expect(Tree.any, { $0.depth <= 4 }, reaches: { $0.depth == 4 })
    try expect(Tree.leaf(5), of: Tree.any) { $0.sum >= 5 }
    try expect(Tree.node(.leaf(3), .leaf(9)), of: Tree.any) { $0.sum >= 12 }
  }

  private struct Order: Equatable {
    var items: [Int]
    var chosen: Int
  }

  @Test("a type of one's own needs nothing but a function")
  func own() throws {
    let orders = Generator { source in
      let items = try source.draw(.array(of: Generator<Int>.integer(1...99), count: 1...10))
      return Order(items: items, chosen: try source.draw(.integer(0...items.count - 1)))
    }
    try expect(orders, { $0.items.indices.contains($0.chosen) }, reaches: { $0.chosen > 5 })
    try expect(Order(items: [60], chosen: 0), of: orders) { $0.items[$0.chosen] >= 60 }
  }

  @Test("alternatives come in proportion, and shrink to the first that will do")
  func alternatives() throws {
    let either = Generator<Int>.weighted([(1, .integer(0...9)), (0, .always(-1)), (9, .integer(100...109))])
    try expect(either, { (0...9).contains($0) || (100...109).contains($0) }, reaches: { $0 < 10 })
    try expect(3, of: either) { $0 >= 3 }
    try expect(100, of: either) { $0 >= 10 }
    try expect(.one(of: [.always(1), .element(of: [2, 3])]), { (1...3).contains($0) }, reaches: { $0 == 3 })
  }
}
