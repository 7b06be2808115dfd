public import Machine

// Heights, largest lengths and rotations.

extension ExtentTree {
  /// Restores heights, balance and largest lengths after a change at `start`, upwards.
  ///
  /// Stops where nothing changes any more, but not below `last`, a node above whose extent was changed,
  /// too (0: there is none).
  @inlinable
  package mutating func settle(from start: Int32, through last: Int32 = 0) {
    var index = start
    var pending = last
    while index != 0 {
      visited &+= 1
      let node = nodes[Int(index)]
      var top = index
      let lean = lean(of: node)
      if lean > 1 {
        if self.lean(of: nodes[Int(node.left)]) < 0 { _ = rotateLeft(node.left) }
        top = rotateRight(index)
      } else if lean < -1 {
        if self.lean(of: nodes[Int(node.right)]) > 0 { _ = rotateRight(node.right) }
        top = rotateLeft(index)
      } else {
        refresh(index)
      }
      if index == pending { pending = 0 }
      let result = nodes[Int(top)]
      if pending == 0, result.height == node.height, result.largest == node.largest { return }
      index = result.parent
    }
  }

  /// How much higher the left side of a node is than the right. O(1).
  @inlinable
  package func lean(of node: Node) -> Int32 {
    nodes[Int(node.left)].height &- nodes[Int(node.right)].height
  }

  /// Puts the right child above a node, and returns it. O(1).
  @inlinable
  package mutating func rotateLeft(_ index: Int32) -> Int32 {
    let pivot = nodes[Int(index)].right
    let moved = nodes[Int(pivot)].left
    relink(pivot, inPlaceOf: index, under: nodes[Int(index)].parent)
    nodes[Int(pivot)].left = index
    nodes[Int(index)].parent = pivot
    nodes[Int(index)].right = moved
    if moved != 0 { nodes[Int(moved)].parent = index }
    refresh(index)
    refresh(pivot)
    return pivot
  }

  /// Puts the left child above a node, and returns it. O(1).
  @inlinable
  package mutating func rotateRight(_ index: Int32) -> Int32 {
    let pivot = nodes[Int(index)].left
    let moved = nodes[Int(pivot)].right
    relink(pivot, inPlaceOf: index, under: nodes[Int(index)].parent)
    nodes[Int(pivot)].right = index
    nodes[Int(index)].parent = pivot
    nodes[Int(index)].left = moved
    if moved != 0 { nodes[Int(moved)].parent = index }
    refresh(index)
    refresh(pivot)
    return pivot
  }

  /// Makes a node (or 0) the child that another was. O(1).
  @inlinable
  package mutating func relink(_ index: Int32, inPlaceOf old: Int32, under parent: Int32) {
    if parent == 0 {
      root = index
    } else if nodes[Int(parent)].left == old {
      nodes[Int(parent)].left = index
    } else {
      nodes[Int(parent)].right = index
    }
    if index != 0 { nodes[Int(index)].parent = parent }
  }

  /// Computes height and largest length of a node from its children. O(1).
  @inlinable
  package mutating func refresh(_ index: Int32) {
    let node = nodes[Int(index)]
    let (left, right) = (nodes[Int(node.left)], nodes[Int(node.right)])
    nodes[Int(index)].height = 1 &+ (left.height > right.height ? left.height : right.height)
    var largest = node.extent.length
    if left.largest > largest { largest = left.largest }
    if right.largest > largest { largest = right.largest }
    nodes[Int(index)].largest = largest
  }
}
