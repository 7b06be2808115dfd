import OptimizedVmalloc
import PropertyTesting
import Testing

/// A tree of `count` extents of up to 8 pages, inserted in a random order, one in a hundred of them larger.
private func randomTree(_ count: Int, _ random: inout Xoshiro256) -> ExtentTree<UInt64> {
  var tree = ExtentTree<UInt64>()
  for number in (0..<count).shuffled(using: &random) {
    let pages = UInt64.random(in: 1...8, using: &random)
    tree.insert(start: UInt64(number) << 16, length: (number % 100 == 7 ? pages + 8 : pages) << 12)
  }
  return tree
}

/// Steps that each operation takes on average.
private func steps(
  of tree: inout ExtentTree<UInt64>, _ operation: (inout ExtentTree<UInt64>, Int) -> Void
) -> Double {
  let before = tree.steps
  for number in 0..<2000 { operation(&tree, number) }
  return Double(tree.steps - before) / 2000
}

@Suite("The cost of the tree of extents")
struct ExtentTreeCostTests {
  @Test("from 1,000 extents to 100,000, the steps of every operation grow as the logarithm does")
  func logarithmic() {
    let operations: [(String, (inout ExtentTree<UInt64>, Int) -> Void)] = [
      ("lowestFit", { _ = $0.lowestFit(length: UInt64($1 % 17) << 12, align: 1 << 12) }),
      ("floor", { _ = $0.floor(UInt64($1 * 7919 % $0.count) << 16) }),
      (
        "insert and remove",
        { tree, number in
          let address = UInt64(number * 7919 % tree.count) << 16 + 1 << 15
          tree.insert(start: address, length: 1 << 12)
          tree.remove(startingAt: address)
        }
      ),
      (
        "replace",
        { tree, number in
          let address = UInt64(number * 7919 % tree.count) << 16
          tree.replace(startingAt: address, with: address, length: UInt64(1 + number % 8) << 12)
        }
      ),
    ]
    for (name, operation) in operations {
      var random = Xoshiro256(seed: 2)
      var (small, large) = (randomTree(1000, &random), randomTree(100_000, &random))
      let (few, many) = (steps(of: &small, operation), steps(of: &large, operation))
      // log 100,000 / log 1,000 is 5/3.
      #expect(few > 1 && many < few * 2, "\(name): \(few) steps, then \(many)")
      // The height of an AVL tree is at most 1.44 log n: 24 of 100,000. The dearest operation goes down
      // twice and up twice.
      #expect(many < 4 * 24, "\(name): \(many) steps")
    }
  }

  @Test("extents that are long enough but misaligned cost as many descents as there are multiples")
  func misaligned() {
    var tree = ExtentTree<UInt64>()
    for number in 0..<10_000 { tree.insert(start: UInt64(number) << 16 + 1 << 12, length: 8 << 12) }
    let before = tree.steps
    // The 10,000 extents lie below 2^30: at ten multiples of 2^26, all of them in gaps.
    #expect(tree.lowestFit(length: 1 << 12, align: 1 << 26) == nil)
    #expect(tree.steps - before < 10 * 2 * 20)
  }

  @Test("the negative twin: pieces too short for a request, all of which a search without lengths visits")
  func walk() {
    var tree = ExtentTree<UInt64>()
    for number in 0..<10_000 { tree.insert(start: UInt64(number) << 16, length: 1 << 12) }
    for index in tree.nodes.indices.dropFirst() { tree.nodes[index].largest = 1 << 16 }
    let before = tree.steps
    #expect(tree.lowestFit(length: 1 << 13, align: 1) == nil)
    #expect(tree.steps - before >= 10_000)
  }
}
