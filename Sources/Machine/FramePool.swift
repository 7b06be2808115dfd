/// The frames of one zone on one node.
///
/// The free state is lazy: only frames that were ever handed out cost anything, so a machine with
/// 2^33 pages of memory is as cheap as one with sixty. Freed frames are reused last in, first out, as
/// per-CPU lists do; fresh ones come in a scattered order, so that contiguous pages do not get
/// contiguous frames by themselves.
@usableFromInline
struct FramePool: Sendable {
  @usableFromInline static let inUse: UInt8 = 1
  @usableFromInline static let zeroed: UInt8 = 2

  @usableFromInline let base: UInt64
  @usableFromInline let count: UInt64
  @usableFromInline let node: Int
  @usableFromInline let zone: Int
  @usableFromInline var fresh: UInt64 = 0
  @usableFromInline var freed: ContiguousArray<UInt64> = []
  /// One byte a frame ever touched, in blocks.
  @usableFromInline var state: ContiguousArray<UInt8> = []

  /// Fresh frames are permuted within blocks of this many.
  @usableFromInline static let block: UInt64 = 8

  @usableFromInline
  init(base: UInt64, count: UInt64, node: Int, zone: Int) {
    self.base = base
    self.count = count
    self.node = node
    self.zone = zone
  }

  /// Takes a free frame; 0 if there is none. O(1).
  @inlinable
  mutating func take(zeroed isZeroed: Bool, scatter: UInt64) -> UInt64 {
    let frame: UInt64
    if let last = freed.popLast() {
      frame = last
    } else if fresh < count {
      let whole = (fresh | (FramePool.block &- 1)) < count
      frame = base &+ (whole ? fresh ^ (scatter & (FramePool.block &- 1)) : fresh)
      fresh &+= 1
      let needed = Int((frame &- base) | (FramePool.block &- 1)) &+ 1
      while state.count < needed { state.append(0) }
    } else {
      return 0
    }
    state[Int(frame &- base)] = FramePool.inUse | (isZeroed ? FramePool.zeroed : 0)
    return frame
  }

  /// Gives a frame back; false if it is free already. O(1).
  @inlinable
  mutating func put(_ frame: UInt64) -> Bool {
    let index = Int(frame &- base)
    guard index < state.count, state[index] & FramePool.inUse != 0 else { return false }
    state[index] = 0
    freed.append(frame)
    return true
  }

  @inlinable
  func holds(_ frame: UInt64) -> Bool { frame >= base && frame &- base < count }
}
