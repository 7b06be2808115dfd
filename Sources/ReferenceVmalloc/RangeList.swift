public import Machine

/// The ranges of the window that are taken, by ascending address, and the cache of the 4.3 search.
///
/// The kernel keeps a tree beside the list; a sorted array with binary search answers the same
/// questions. Insertion and removal are O(n), look-up is O(log n).
public struct RangeList<Word: MachineWord> {
  /// A range that is taken (the kernel's `vmap_area`).
  public struct Entry {
    /// First address.
    public var start: Word
    /// End address, guard included.
    public var end: Word
    /// The slot of its area while it has one.
    public var area: Int?
    /// Whether it is lazily freed.
    public var isLazy = false

    /// A busy range.
    @inlinable
    public init(start: Word, end: Word, area: Int?) {
      self.start = start
      self.end = end
      self.area = area
    }
  }

  /// The ranges, disjoint, ascending.
  public var entries: ContiguousArray<Entry> = []
  /// Where the search may begin: after the range that starts here (the kernel's `free_vmap_cache`).
  public var cachedStart: Word?
  /// The largest hole known to lie below the cache, in bytes.
  public var cachedHole = Word.zero
  /// The lower bound of the last search.
  public var cachedWindowStart = Word.zero
  /// The alignment of the last search.
  public var cachedAlign = Word.zero

  /// No ranges.
  @inlinable
  public init() {}

  /// The index of the lowest range whose end is at or above an address; `entries.count` if none.
  @inlinable
  public func lowest(endingAtOrAbove address: Word) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low &+ high) / 2
      if entries[middle].end >= address { high = middle } else { low = middle &+ 1 }
    }
    return low
  }

  /// The index of the range that contains an address, or nil.
  @inlinable
  public func index(containing address: Word) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low &+ high) / 2
      if entries[middle].end > address { high = middle } else { low = middle &+ 1 }
    }
    return low < entries.count && entries[low].start <= address ? low : nil
  }

  /// Inserts a range at its place.
  @inlinable
  public mutating func insert(_ entry: Entry) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low &+ high) / 2
      if entries[middle].start < entry.start { low = middle &+ 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
  }
}
