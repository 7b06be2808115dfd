public import Machine

extension ExtentTree {
  /// The extent that starts at an address.
  @inlinable
  public mutating func find(startingAt address: Word) -> Extent<Word>? {
    guard let extent = floor(address), extent.start == address else { return nil }
    return extent
  }

  /// The last extent that starts at or below an address.
  @inlinable
  public mutating func floor(_ address: Word) -> Extent<Word>? {
    let below = neighbours(of: address).below
    return below == 0 ? nil : nodes[Int(below)].extent
  }

  /// The first extent that starts above an address.
  @inlinable
  public mutating func successor(of address: Word) -> Extent<Word>? {
    let above = neighbours(of: address).above
    return above == 0 ? nil : nodes[Int(above)].extent
  }

  /// The last node that starts at or below an address, and the first that starts above; 0 if none does.
  @inlinable
  package mutating func neighbours(of address: Word) -> (below: Int32, above: Int32) {
    var (below, above): (Int32, Int32) = (0, 0)
    var index = root
    while index != 0 {
      visited &+= 1
      // Selected rather than branched on: which way it goes cannot be predicted.
      let node = nodes[Int(index)]
      let isBelow = node.extent.start <= address
      below = isBelow ? index : below
      above = isBelow ? above : index
      index = isBelow ? node.right : node.left
    }
    return (below, above)
  }

  /// The node with the lowest addresses in a subtree that is not empty.
  @inlinable
  package mutating func lowest(under top: Int32) -> Int32 {
    var index = top
    visited &+= 1
    while nodes[Int(index)].left != 0 {
      visited &+= 1
      index = nodes[Int(index)].left
    }
    return index
  }

  /// The node after another by address, or 0. Over a whole walk, O(1) each.
  @inlinable
  package func successor(of index: Int32) -> Int32 {
    var index = index
    if nodes[Int(index)].right != 0 {
      index = nodes[Int(index)].right
      while nodes[Int(index)].left != 0 { index = nodes[Int(index)].left }
      return index
    }
    while nodes[Int(nodes[Int(index)].parent)].right == index { index = nodes[Int(index)].parent }
    return nodes[Int(index)].parent
  }
}
