import OptimizedVmalloc
import Testing

/// Twenty extents of which five were removed: a tree of several levels, and nodes to be used again.
private func someTree() -> ExtentTree<UInt64> {
  var tree = ExtentTree<UInt64>()
  for number in 0..<20 { tree.insert(start: UInt64(number * 100), length: UInt64(10 + number)) }
  for number in 5..<10 { tree.remove(startingAt: UInt64(number * 100)) }
  return tree
}

@Suite("The invariants, each broken on purpose")
struct InvariantTests {
  /// Expects that a corruption is reported with a text that contains `text`.
  private func expect(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation,
    after corrupt: (inout ExtentTree<UInt64>) -> Void
  ) {
    var tree = someTree()
    #expect(tree.violatedInvariant() == nil, sourceLocation: sourceLocation)
    corrupt(&tree)
    let problem = tree.violatedInvariant()
    #expect(problem?.contains(text) == true, "\(problem ?? "nothing")", sourceLocation: sourceLocation)
  }

  @Test("links: the node that stands for none, bounds, two ways to a node, parents, the count")
  func links() {
    expect("stands for none") { $0.nodes[0].largest = 1 }
    expect("stands for none") { $0.nodes[0].height = 1 }
    expect("stands for none") { $0.nodes[0].parent = $0.root }
    expect("a link leads to node 99") { tree in tree.nodes[Int(tree.root)].left = 99 }
    expect("a link leads to node -1") { $0.root = -1 }
    expect("two links lead to") { tree in tree.nodes[Int(tree.root)].left = tree.nodes[Int(tree.root)].right }
    expect("two links lead to") { tree in
      tree.nodes[Int(tree.nodes[Int(tree.root)].left)].left = tree.root
    }
    expect("the parent of node") { tree in tree.nodes[Int(tree.nodes[Int(tree.root)].left)].parent = 0 }
    expect("the parent of node") { tree in tree.nodes[Int(tree.root)].parent = 1 }
    expect("count is 16, not 15") { $0.size += 1 }
    // A lost subtree is missed by the count.
    expect("count is 15, not") { tree in tree.nodes[Int(tree.root)].left = 0 }
  }

  @Test("nodes to be used again: bounds, in use, twice, not blank, forgotten")
  func recycling() {
    expect("leads to node 99") { tree in tree.nodes[Int(tree.recycled)].left = 99 }
    expect("is free, and in use") { $0.recycled = $0.root }
    expect("is free, and in use or free twice") { tree in
      tree.nodes[Int(tree.recycled)].left = tree.recycled
    }
    expect("is not blank") { tree in tree.nodes[Int(tree.recycled)].height = 1 }
    expect("neither in the tree nor") { $0.recycled = 0 }
  }

  @Test("heights, balance and largest lengths")
  func summaries() {
    expect("the height of node") { tree in tree.nodes[Int(tree.root)].height += 1 }
    expect("is out of balance") { tree in
      // Three extents in a row, with their correct heights.
      tree = ExtentTree()
      for number in 0..<3 { tree.insert(start: UInt64(number), length: 1) }
      (tree.root, tree.nodes[1].parent, tree.nodes[1].right, tree.nodes[1].height) = (1, 0, 2, 3)
      (tree.nodes[2].parent, tree.nodes[2].left, tree.nodes[2].height) = (1, 0, 2)
    }
    expect("the largest length of node") { tree in tree.nodes[Int(tree.root)].largest += 1 }
    expect("the largest length of node") { tree in tree.nodes[Int(tree.root)].largest -= 1 }
    // A change of a length that the path up does not learn of.
    expect("the largest length of node") { $0.nodes[Int($0.neighbours(of: 1900).below)].extent.length = 99 }
  }

  @Test("extents: empty, wrapping around, out of order, overlapping")
  func order() {
    expect("empty or wraps around") { $0.nodes[Int($0.neighbours(of: 100).below)].extent.length = 0 }
    expect("empty or wraps around") { $0.nodes[Int($0.neighbours(of: 1900).below)].extent.start = .max }
    expect("out of order") { $0.nodes[Int($0.neighbours(of: 100).below)].extent.start = 250 }
    expect("overlap") { $0.nodes[Int($0.neighbours(of: 100).below)].extent.start = 195 }
  }

  @Test("free space: a broken tree, the window, touching extents, the total")
  func freeSpace() {
    func expect(_ text: String, after corrupt: (inout FreeExtents<UInt64>) -> Void) {
      var free = FreeExtents<UInt64>(start: 1000, length: 1000)
      free.take(start: 1500, length: 100)
      #expect(free.violatedInvariant() == nil)
      corrupt(&free)
      let problem = free.violatedInvariant()
      #expect(problem?.contains(text) == true, "\(problem ?? "nothing")")
    }
    expect("count is") { $0.tree.size += 1 }
    expect("not inside of the window") { $0.tree.insert(start: 900, length: 50) }
    expect("not inside of the window") { $0.tree.replace(startingAt: 1600, with: 1600, length: 401) }
    expect("extents touch") { free in
      free.tree.insert(start: 1500, length: 50)
      free.bytes += 50
    }
    expect("the total is not") { $0.bytes += 1 }
  }
}
