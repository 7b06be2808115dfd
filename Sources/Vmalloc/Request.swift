public import Machine

/// What a user asks an allocator for.
public struct Request<Word: MachineWord, Flags: MachineWord> {
  /// Bytes.
  public var size: Word
  /// Alignment of the address in bytes, a power of two.
  public var align: Word
  /// The allocation mask (`GFP`).
  public var gfp: Flags
  /// Protection of the translations (`Protection`).
  public var prot: Flags
  /// The node, all bits set for NUMA_NO_NODE.
  public var node: Word
  /// Flags of the area to be (`AreaFlag`).
  public var flags: Flags
  /// Who asks, as an area notes it.
  public var caller: UInt64

  /// Makes a request.
  @inlinable
  public init(
    size: Word, align: Word = .one, gfp: Flags, prot: Flags = Flags(constant: Protection.kernel),
    node: Word = .allOnes, flags: Flags = .zero, caller: UInt64 = 0
  ) {
    self.size = size
    self.align = align
    self.gfp = gfp
    self.prot = prot
    self.node = node
    self.flags = flags
    self.caller = caller
  }
}

extension CallArguments {
  /// The arguments of an allocation, as its entry records them.
  @inlinable
  public init(_ request: Request<Word, Flags>) {
    self.init(.vmalloc)
    size = request.size
    align = request.align
    gfp = request.gfp
    node = request.node
    prot = request.prot
    flags = request.flags
    caller = request.caller
  }
}

/// Page protections, as numbers that only have to be told apart.
public enum Protection {
  /// Readable and writable by the kernel.
  public static let kernel: UInt64 = 1
  /// Executable too.
  public static let kernelExecutable: UInt64 = 3
}

/// The flags of an area's descriptor, with the values of Linux 4.3; `allowHuge` is that of 5.18.
public enum AreaFlag {
  /// The area owns its frames.
  public static let alloc: UInt64 = 0x02
  /// The page array is an area itself.
  public static let vpages: UInt64 = 0x10
  /// The descriptor is not complete yet.
  public static let uninitialized: UInt64 = 0x20
  /// No guard page follows the area.
  public static let noGuard: UInt64 = 0x40
  /// Huge leaves may serve the area. An allocator that knows none ignores it.
  public static let allowHuge: UInt64 = 0x400
}
