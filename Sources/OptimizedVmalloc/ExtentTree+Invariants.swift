public import Machine

// What holds between any two operations, for tests. Each check relies on those before it, so that
// none of them runs astray in a tree that is broken.

extension ExtentTree {
  /// What is wrong with the tree, or nil: its links, the nodes to be used again, `count`, heights,
  /// balance, largest lengths, the order, and that the extents are disjoint. O(n).
  @inlinable
  public func violatedInvariant() -> String? {
    let blank = nodes[0]
    guard blank.height == 0, blank.largest == .zero, blank.left == 0, blank.right == 0, blank.parent == 0
    else { return "the node that stands for none is not blank" }
    var isReached = ContiguousArray(repeating: false, count: nodes.count)
    if let problem = violatedLink(&isReached) { return problem }
    if let problem = violatedRecycling(&isReached) { return problem }
    for index in nodes.indices.dropFirst() {
      guard isReached[index] else { return "node \(index) is neither in the tree nor to be used again" }
      if nodes[index].height != 0, let problem = violatedSummary(of: index) { return problem }
    }
    return violatedOrder()
  }

  /// Marks the nodes of the tree. Wrong: links out of bounds, two ways to a node, parents, `count`.
  @inlinable
  package func violatedLink(_ isReached: inout ContiguousArray<Bool>) -> String? {
    var reached = 0
    var waiting: ContiguousArray<(index: Int32, parent: Int32)> = [(root, 0)]
    while let (index, parent) = waiting.popLast() {
      if index == 0 { continue }
      guard nodes.indices.contains(Int(index)) else { return "a link leads to node \(index)" }
      guard !isReached[Int(index)] else { return "two links lead to node \(index)" }
      isReached[Int(index)] = true
      reached += 1
      let node = nodes[Int(index)]
      guard node.parent == parent else { return "the parent of node \(index) is wrong" }
      waiting.append((node.left, index))
      waiting.append((node.right, index))
    }
    return reached == size ? nil : "count is \(size), not \(reached)"
  }

  /// Marks the nodes to be used again. Wrong: links out of bounds, a node in use, or not blank.
  @inlinable
  package func violatedRecycling(_ isReached: inout ContiguousArray<Bool>) -> String? {
    var next = recycled
    while next != 0 {
      guard nodes.indices.contains(Int(next)) else { return "the list of free nodes leads to node \(next)" }
      guard !isReached[Int(next)] else { return "node \(next) is free, and in use or free twice" }
      isReached[Int(next)] = true
      guard nodes[Int(next)].height == 0 else { return "the free node \(next) is not blank" }
      next = nodes[Int(next)].left
    }
    return nil
  }

  /// Wrong: height, balance or largest length of a node, given those of its children. O(1).
  @inlinable
  package func violatedSummary(of index: Int) -> String? {
    let node = nodes[index]
    let (left, right) = (nodes[Int(node.left)], nodes[Int(node.right)])
    guard node.height == max(left.height, right.height) &+ 1 else {
      return "the height of node \(index) is wrong"
    }
    guard abs(left.height &- right.height) <= 1 else { return "node \(index) is out of balance" }
    var lengths: ContiguousArray = [node.extent.length]
    if node.left != 0 { lengths.append(left.largest) }
    if node.right != 0 { lengths.append(right.largest) }
    guard lengths.allSatisfy({ $0 <= node.largest }), lengths.contains(where: { $0 == node.largest }) else {
      return "the largest length of node \(index) is wrong"
    }
    return nil
  }

  /// Wrong: an extent that is empty or wraps around, or does not end before the next begins.
  @inlinable
  package func violatedOrder() -> String? {
    var problem: String?
    var previous: Extent<Word>?
    forEach { extent in
      if !extent.isWellFormed { problem = problem ?? "an extent is empty or wraps around" }
      if let previous, previous.start >= extent.start {
        problem = problem ?? "extents are out of order"
      } else if let previous, !previous.precedes(extent) {
        problem = problem ?? "extents overlap"
      }
      previous = extent
    }
    return problem
  }
}
