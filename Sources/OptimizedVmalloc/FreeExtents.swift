public import Machine

/// The free space of a window of addresses: extents of which no two touch.
///
/// Everything is O(log n) in the number of extents unless it says otherwise.
public struct FreeExtents<Word: MachineWord>: Sendable {
  /// The window. Empty if it has no byte or wraps around: then nothing is or becomes free.
  @usableFromInline package let window: Extent<Word>
  /// The free extents; their payloads are 0.
  @usableFromInline package var tree = ExtentTree<Word>()
  /// What `total` returns.
  @usableFromInline package var bytes = Word.zero

  /// A window of `length` bytes, all free. `length` is at least 1, and the window does not wrap around;
  /// otherwise nothing is free and nothing can be given.
  @inlinable
  public init(start: Word, length: Word) {
    window = Extent(start: start, length: length)
    if tree.insert(start: start, length: length) { bytes = length }
  }

  /// Free bytes. O(1).
  @inlinable
  public var total: Word { bytes }

  /// Number of free extents. O(1).
  @inlinable
  public var count: Int { tree.count }

  /// Nodes visited so far, as `ExtentTree.steps` counts them. O(1).
  @inlinable
  public var steps: UInt64 { tree.steps }

  /// The lowest multiple of `align` (a power of two) from which `length` bytes are free; nil if there is
  /// none, or `length` is 0. As fast as `ExtentTree.lowestFit`.
  @inlinable
  public mutating func lowestFit(length: Word, align: Word) -> Word? {
    tree.lowestFit(length: length, align: align)
  }

  /// Makes a range taken. All of it must be free, and it is not empty; otherwise false, and nothing
  /// changes.
  @inlinable
  @discardableResult
  public mutating func take(start: Word, length: Word) -> Bool {
    let taken = Extent(start: start, length: length)
    let (index, above) = tree.neighbours(of: start)
    guard index != 0 else { return false }
    let free = tree.nodes[Int(index)].extent
    guard free.contains(taken) else { return false }
    let before = start &- free.start
    let after = free.length &- before &- length
    if before != .zero {
      tree.resize(index, start: free.start, length: before)
      if after != .zero {
        tree.attach(Extent(start: start &+ length, length: after), after: index, before: above)
      }
    } else if after != .zero {
      tree.resize(index, start: start &+ length, length: after)
    } else {
      tree.detach(index)
    }
    bytes = bytes &- length
    return true
  }

  /// Makes a range free, and one with the free extents that it touches. It must be in the window, not be
  /// empty, and no byte of it may be free; otherwise false, and nothing changes.
  @inlinable
  @discardableResult
  public mutating func give(start: Word, length: Word) -> Bool {
    let given = Extent(start: start, length: length)
    let (below, above) = tree.neighbours(of: start)
    guard window.isWellFormed, window.contains(given), tree.isClear(given, after: below, before: above) else {
      return false
    }
    bytes = bytes &+ length
    let (low, high) = (tree.nodes[Int(below)].extent, tree.nodes[Int(above)].extent)
    let joinsLow = below != 0 && low.touches(given)
    let joinsHigh = above != 0 && given.touches(high)
    if joinsLow, joinsHigh {
      tree.resize(below, start: low.start, length: low.length &+ length &+ high.length)
      tree.detach(above)
    } else if joinsLow {
      tree.resize(below, start: low.start, length: low.length &+ length)
    } else if joinsHigh {
      tree.resize(above, start: start, length: length &+ high.length)
    } else {
      tree.attach(given, after: below, before: above)
    }
    return true
  }

  /// Calls `body` with every free extent, by ascending address. O(n).
  @inlinable
  public func forEach(_ body: (Extent<Word>) throws -> Void) rethrows {
    try tree.forEach(body)
  }
}
