/// The bits of an allocation mask, with the values of Linux 3.17 to 4.3.
///
/// Plain constants, because a mask may be symbolic: `Flags(constant: GFP.wait)`.
public enum GFP {
  /// Only frames a 24-bit device can reach.
  public static let dma: UInt64 = 0x01
  /// Frames without a permanent kernel mapping are welcome.
  public static let highmem: UInt64 = 0x02
  /// Only frames a 32-bit device can reach.
  public static let dma32: UInt64 = 0x04
  /// The frame may be moved later.
  public static let movable: UInt64 = 0x08
  /// The request may sleep.
  public static let wait: UInt64 = 0x10
  /// The emergency reserve may be used.
  public static let high: UInt64 = 0x20
  /// Reclaim may start I/O.
  public static let io: UInt64 = 0x40
  /// Reclaim may call into filesystems.
  public static let fs: UInt64 = 0x80
  /// No message on failure.
  public static let nowarn: UInt64 = 0x200
  /// Try hard, but give up in the end.
  public static let `repeat`: UInt64 = 0x400
  /// Do not fail.
  public static let nofail: UInt64 = 0x800
  /// Do not retry.
  public static let noretry: UInt64 = 0x1000
  /// All reserves may be used.
  public static let memalloc: UInt64 = 0x2000
  /// The frames come zeroed.
  public static let zero: UInt64 = 0x8000
  /// No reserves, whatever the task may do.
  public static let nomemalloc: UInt64 = 0x10000
  /// No fallback to other nodes.
  public static let thisnode: UInt64 = 0x40000

  /// What says how to reclaim: the part of a mask that nested requests inherit.
  public static let reclaimMask =
    wait | high | io | fs | nowarn | `repeat` | nofail | noretry | memalloc | nomemalloc
  /// What chooses the zone.
  public static let zoneMask = dma | highmem | dma32 | movable
  /// The usual mask of a kernel request that may sleep.
  public static let kernel = wait | io | fs
  /// As `kernel`, but without calling into filesystems.
  public static let nofs = wait | io
  /// As `kernel`, but without starting I/O.
  public static let noio = wait
  /// From contexts that must not sleep.
  public static let atomic = high
}
