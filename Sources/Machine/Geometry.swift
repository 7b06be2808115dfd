/// The shape of a machine: what is a constant in a kernel's build or fixed at its boot.
///
/// Standard geometries are those of real kernels; scaled ones have small words, so that deep nesting,
/// wrap-around and exhaustion come within reach of a few pages.
public struct Geometry: Equatable, Sendable {
  /// Its name, as the command line and reports use it.
  public var name: String
  /// Bits of a machine word: addresses and sizes.
  public var wordBits: Int
  /// log2 of the bytes of a page.
  public var pageShift: Int
  /// Bytes of a pointer, an entry of a page array.
  public var pointerSize: Int
  /// Bits of a C `unsigned int`.
  public var uintBits: Int
  /// log2 of the entries of a page table, leaf level first; 0 beyond the last level.
  public var levelBits: SIMD8<UInt8>
  /// Levels of page tables.
  public var levels: Int
  /// First address of the window for mapped areas; a multiple of the page size.
  public var windowStart: UInt64
  /// End address of that window.
  public var windowEnd: UInt64
  /// Page frames of memory, numbered 1...ramPages; frame 0 is reserved, as on real machines.
  public var ramPages: UInt64
  /// NUMA nodes; memory is split evenly, in order of frame number.
  public var nodes: Int
  /// Frames below this number are reachable for 24-bit devices.
  public var dmaEnd: UInt64
  /// Frames below this number are reachable for 32-bit devices.
  public var dma32End: UInt64
  /// Frames from this number on have no permanent kernel mapping.
  public var highStart: UInt64
  /// Lazily freed pages beyond which a purge is tried.
  public var lazyMaxPages: UInt64
  /// First value used for pointers to slab objects.
  public var slabStart: UInt64
  /// End of the values used for pointers to slab objects.
  public var slabEnd: UInt64
  /// Distance of pointers to slab objects.
  public var slabStep: UInt64

  /// Makes a geometry.
  ///
  /// - Precondition: a page holds at least two pointers (else nested page arrays never end), the
  ///   window is page aligned and not empty, the levels cover every page of the window.
  public init(
    name: String, wordBits: Int, pageShift: Int, pointerSize: Int, uintBits: Int, levelBits: [Int],
    window: Range<UInt64>, ramPages: UInt64, nodes: Int = 1, dmaEnd: UInt64 = 0, dma32End: UInt64 = 0,
    highStart: UInt64 = .max, lazyMaxPages: UInt64, slab: Range<UInt64>, slabStep: UInt64
  ) {
    precondition(1 << pageShift >= 2 * pointerSize, "a page must hold two pointers")
    precondition(!window.isEmpty && window.lowerBound % (1 << UInt64(pageShift)) == 0)
    precondition(
      wordBits == 64 || window.upperBound >> UInt64(wordBits) == 0, "the window must end at an address")
    let served = pageShift + levelBits.reduce(0, +)
    precondition(
      served >= 64 || (window.lowerBound ^ (window.upperBound - 1)) >> UInt64(served) == 0,
      "the levels must cover every page of the window")
    precondition((1...8).contains(levelBits.count) && nodes >= 1 && ramPages >= UInt64(nodes))
    self.name = name
    self.wordBits = wordBits
    self.pageShift = pageShift
    self.pointerSize = pointerSize
    self.uintBits = uintBits
    var packed = SIMD8<UInt8>.zero
    for (level, bits) in levelBits.enumerated() { packed[level] = UInt8(bits) }
    self.levelBits = packed
    levels = levelBits.count
    windowStart = window.lowerBound
    windowEnd = window.upperBound
    self.ramPages = ramPages
    self.nodes = nodes
    self.dmaEnd = dmaEnd
    self.dma32End = dma32End
    self.highStart = highStart
    self.lazyMaxPages = lazyMaxPages
    slabStart = slab.lowerBound
    slabEnd = slab.upperBound
    self.slabStep = slabStep
  }

  /// Bytes of a page.
  @inlinable
  public var pageSize: UInt64 { 1 << UInt64(pageShift) }

  /// Entries of a page array that fit in a page.
  @inlinable
  public var pointersPerPage: UInt64 { pageSize / UInt64(pointerSize) }

  /// log2 of the bytes that one entry of a table at `level` serves (0 is the leaf level).
  @inlinable
  public func shift(ofLevel level: Int) -> Int {
    var shift = pageShift
    for lower in 0..<level { shift += Int(levelBits[lower]) }
    return shift
  }
}
