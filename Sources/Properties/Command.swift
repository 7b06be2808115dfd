/// A step of a workload. Plain data, so that it can be drawn, shrunk, written down and replayed.
public enum Command: Hashable, Codable, Sendable {
  /// An allocation.
  case vmalloc(Allocation)
  /// A release.
  case vfree(Release)
  /// Lazily freed ranges become reusable.
  case purge
  /// Releases that were put off are carried out.
  case deferredWork
  /// A foreign step: somebody else maps a page, `page` pages from the window's start.
  case plant(page: UInt64)

  /// The arguments of an allocation.
  public struct Allocation: Hashable, Codable, Sendable {
    /// Bytes.
    public var size: UInt64
    /// Alignment in bytes, a power of two.
    public var align: UInt64 = 1
    /// The allocation mask.
    public var gfp: UInt32
    /// The node, nil for NUMA_NO_NODE.
    public var node: UInt64?
    /// Whether the translations are executable.
    public var executable = false
    /// Whether there is no guard page.
    public var unguarded = false
    /// Whether huge leaves are allowed; files from before there were any do not say so.
    public var allowsHuge: Bool?

    /// Makes the arguments.
    public init(
      size: UInt64, align: UInt64 = 1, gfp: UInt32, node: UInt64? = nil, executable: Bool = false,
      unguarded: Bool = false, allowsHuge: Bool? = nil
    ) {
      self.size = size
      self.align = align
      self.gfp = gfp
      self.node = node
      self.executable = executable
      self.unguarded = unguarded
      self.allowsHuge = allowsHuge
    }
  }

  /// The arguments of a release.
  public struct Release: Hashable, Codable, Sendable {
    /// Which allocation's address, counted from the last one backwards; nil for one below the window.
    public var allocation: Int?
    /// Bytes added to that address.
    public var offset: UInt64 = 0
    /// Whether it happens in interrupt context.
    public var inInterrupt = false

    /// Makes the arguments.
    public init(allocation: Int?, offset: UInt64 = 0, inInterrupt: Bool = false) {
      self.allocation = allocation
      self.offset = offset
      self.inInterrupt = inInterrupt
    }
  }
}
