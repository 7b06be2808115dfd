/// Frames of consecutive numbers, in 8 bytes.
public struct FrameRun: Equatable, Sendable {
  /// The first frame in the low 40 bits, the number of frames above.
  @usableFromInline var word: UInt64

  /// `count` frames from `first` on.
  ///
  /// - Precondition: `count` is below 2^24. Frames are below 2^40; of what is none, the low bits are kept.
  @inlinable @inline(__always)
  public init(first: UInt64, count: UInt64) {
    word = count << 40 | first & ((1 << 40) - 1)
  }

  /// The first frame.
  @inlinable @inline(__always)
  public var first: UInt64 { word & ((1 << 40) - 1) }

  /// How many frames.
  @inlinable @inline(__always)
  public var count: UInt64 { word >> 40 }

  /// The run that has one frame more.
  @inlinable @inline(__always)
  var longer: FrameRun {
    var run = self
    run.word &+= 1 << 40
    return run
  }
}
