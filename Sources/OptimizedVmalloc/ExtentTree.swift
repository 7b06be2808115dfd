public import Machine

/// Disjoint extents, by ascending address: a balanced (AVL) search tree.
///
/// A node knows the largest length below it, so the lowest place for a request is found by one descent.
/// All operations are O(log n) unless they say otherwise. The nodes lie in one array and are linked by
/// their places in it; places of removed nodes are used again, so the array is as long as the tree was
/// large.
public struct ExtentTree<Word: MachineWord>: Sendable {
  /// A node of the tree, or one that waits to be used again.
  @usableFromInline
  package struct Node: Sendable {
    /// The child with the lower addresses; of a node that waits, the next one that does.
    @usableFromInline package var left: Int32 = 0
    /// The child with the higher addresses.
    @usableFromInline package var right: Int32 = 0
    /// The node it is a child of.
    @usableFromInline package var parent: Int32 = 0
    /// Nodes on the longest way down, itself included.
    @usableFromInline package var height: Int32 = 1
    /// What it holds.
    @usableFromInline package var extent: Extent<Word>
    /// The largest length in its subtree, in bytes.
    @usableFromInline package var largest: Word

    /// A leaf.
    @inlinable
    package init(leaf extent: Extent<Word>, under parent: Int32) {
      self.extent = extent
      largest = extent.length
      self.parent = parent
    }

    /// A node that is not in the tree.
    @inlinable
    package init(blankBefore next: Int32) {
      extent = Extent(start: .zero, length: .zero)
      largest = .zero
      left = next
      height = 0
    }
  }

  /// The nodes. The one at 0 stands for "no node": with its height and length of 0, an absent child
  /// needs no case of its own.
  @usableFromInline package var nodes: ContiguousArray<Node> = [Node(blankBefore: 0)]
  /// The top of the tree, or 0.
  @usableFromInline package var root: Int32 = 0
  /// The first of the nodes that wait to be used again, or 0.
  @usableFromInline package var recycled: Int32 = 0
  /// What `count` returns.
  @usableFromInline package var size = 0
  /// What `steps` returns.
  @usableFromInline package var visited: UInt64 = 0

  /// No extents.
  @inlinable
  public init() {}

  /// Number of extents. O(1).
  @inlinable
  public var count: Int { size }

  /// Whether there are no extents. O(1).
  @inlinable
  public var isEmpty: Bool { size == 0 }

  /// Nodes that all operations so far went through, down and up again: what they cost, as a number that
  /// does not depend on the hardware. `forEach` is not counted. O(1).
  @inlinable
  public var steps: UInt64 { visited }

  /// Adds an extent. False, and nothing changes, if it is empty, wraps around, or overlaps another.
  @inlinable
  @discardableResult
  public mutating func insert(start: Word, length: Word, payload: Int = 0) -> Bool {
    let extent = Extent(start: start, length: length, payload: payload)
    let (below, above) = neighbours(of: start)
    guard extent.isWellFormed, isClear(extent, after: below, before: above) else { return false }
    attach(extent, after: below, before: above)
    return true
  }

  /// Takes out the extent that starts at an address; nil if none does.
  @inlinable
  @discardableResult
  public mutating func remove(startingAt address: Word) -> Extent<Word>? {
    let (found, _) = neighbours(of: address)
    guard found != 0, nodes[Int(found)].extent.start == address else { return nil }
    let extent = nodes[Int(found)].extent
    detach(found)
    return extent
  }

  /// Gives the extent that starts at `address` another start and length; it keeps its payload.
  ///
  /// False, and nothing changes, if no extent starts there, or the new range is empty, wraps around, or
  /// reaches into or beyond the next extent on either side.
  @inlinable
  @discardableResult
  public mutating func replace(startingAt address: Word, with start: Word, length: Word) -> Bool {
    let (found, above) = neighbours(of: address)
    guard found != 0, nodes[Int(found)].extent.start == address else { return false }
    // Only a start that moves down can meet the extent before; at 0 it does not move down.
    let below = start < address ? neighbours(of: address &- .one).below : 0
    let extent = Extent(start: start, length: length)
    guard extent.isWellFormed, isClear(extent, after: below, before: above) else { return false }
    resize(found, start: start, length: length)
    return true
  }

  /// Calls `body` with every extent, by ascending address. O(n).
  @inlinable
  public func forEach(_ body: (Extent<Word>) throws -> Void) rethrows {
    var next = root
    while nodes[Int(next)].left != 0 { next = nodes[Int(next)].left }
    while next != 0 {
      try body(nodes[Int(next)].extent)
      next = successor(of: next)
    }
  }
}
