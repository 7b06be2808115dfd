public import Machine

/// An allocator that says what its state means, so that two can be compared whatever they are made of.
public protocol RefinableAllocator: VmallocAllocator {
  /// The abstraction function: the areas that users have, by ascending address, page arrays apart.
  ///
  /// Linear in the state. Nothing is recorded.
  func liveAreas() -> [LiveArea]

  /// The pages that all its areas have, page arrays included: as many frames as it holds.
  ///
  /// Linear in the state. Nothing is recorded.
  func heldPages() -> UInt64

  /// The representation invariant: what is wrong with the state between two calls, nil if nothing is.
  ///
  /// Linear in the state, for tests and refinement. Nothing is recorded.
  func violatedInvariant() -> String?
}

/// An area as its user sees it.
public struct LiveArea: Equatable, Sendable {
  /// Its first address.
  public var start: UInt64
  /// Its pages.
  public var pages: UInt64
  /// The frame that each page translates to, by the walk the hardware does; 0 for none.
  public var frames: [UInt64]

  /// An area.
  @inlinable
  public init(start: UInt64, pages: UInt64, frames: [UInt64]) {
    self.start = start
    self.pages = pages
    self.frames = frames
  }
}

extension Machine {
  /// The frames that `pages` virtual pages from an address on translate to, by a walk of the tables; 0 for none.
  ///
  /// O(pages * levels). Nothing is recorded.
  @inlinable
  public func walk(from start: Word, pages: UInt64) -> [UInt64] {
    var frames: [UInt64] = []
    var address = start
    for _ in 0..<pages {
      frames.append(walk(address))
      address = address &+ Word(constant: geometry.pageSize)
    }
    return frames
  }

  @inlinable
  func walk(_ address: Word) -> UInt64 {
    var table = rootTable
    var level = geometry.levels &- 1
    while level > 0 {
      let huge = hugeLeaf(table, level: level, at: address).concretize("walk")
      if huge != 0 {
        let served = (UInt64(1) << UInt64(geometry.shift(ofLevel: level))) &- 1
        return huge &+ (address.concretize("walk") & served) >> UInt64(geometry.pageShift)
      }
      table = self.table(below: table, level: level, at: address)
      if table == 0 { return 0 }
      level &-= 1
    }
    return entry(table, at: address).concretize("walk")
  }
}
