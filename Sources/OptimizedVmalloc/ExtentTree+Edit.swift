// Changes of the tree at nodes that a search has found. A node is named by its place in `nodes`.

extension ExtentTree {
  /// Whether an extent lies between two nodes; 0 stands for no bound on that side. O(1).
  @inlinable
  package func isClear(_ extent: Extent<Word>, after below: Int32, before above: Int32) -> Bool {
    (below == 0 || nodes[Int(below)].extent.precedes(extent))
      && (above == 0 || extent.precedes(nodes[Int(above)].extent))
  }

  /// Adds an extent that lies between two neighbouring nodes (0: none on that side).
  @inlinable
  package mutating func attach(_ extent: Extent<Word>, after below: Int32, before above: Int32) {
    // Of two neighbours, one is below the other in the tree, and lacks the child in between.
    let isRight = below != 0 && nodes[Int(below)].right == 0
    let parent = isRight ? below : above
    let added = place(Node(leaf: extent, under: parent))
    if parent == 0 {
      root = added
    } else if isRight {
      nodes[Int(parent)].right = added
    } else {
      nodes[Int(parent)].left = added
    }
    size &+= 1
    settle(from: parent)
  }

  /// Takes a node out of the tree. Of the other places, only that of its successor may hold another
  /// extent afterwards, or none.
  @inlinable
  package mutating func detach(_ index: Int32) {
    var gone = index
    if nodes[Int(index)].left != 0, nodes[Int(index)].right != 0 {
      gone = lowest(under: nodes[Int(index)].right)
      nodes[Int(index)].extent = nodes[Int(gone)].extent
    }
    let node = nodes[Int(gone)]
    relink(node.left != 0 ? node.left : node.right, inPlaceOf: gone, under: node.parent)
    nodes[Int(gone)] = Node(blankBefore: recycled)
    recycled = gone
    size &-= 1
    settle(from: node.parent, through: gone == index ? 0 : index)
  }

  /// Changes the range of a node. The order of the nodes must stay.
  @inlinable
  package mutating func resize(_ index: Int32, start: Word, length: Word) {
    nodes[Int(index)].extent.start = start
    nodes[Int(index)].extent.length = length
    settle(from: index)
  }

  /// Stores a node, if possible where another was removed. O(1), amortised.
  @inlinable
  package mutating func place(_ node: Node) -> Int32 {
    let free = recycled
    if free == 0 {
      nodes.append(node)
      return Int32(truncatingIfNeeded: nodes.count &- 1)
    }
    recycled = nodes[Int(free)].left
    nodes[Int(free)] = node
    return free
  }
}
