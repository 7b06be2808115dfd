/// The memory that page arrays live in: buffers of pointers.
///
/// A slab object has a buffer of its own; a frame gets one when it is first read or written through
/// an address. Memory that did not come zeroed holds a poison value, so that reading what nobody
/// wrote is noticed.
@usableFromInline
struct PointerMemory: Sendable {
  /// What unwritten memory holds.
  @usableFromInline static let poison: UInt64 = 0x6B6B_6B6B_6B6B_6B6B

  @usableFromInline package var words: ContiguousArray<UInt64> = []
  /// Freed buffers by log2 of their length.
  @usableFromInline var free: ContiguousArray<ContiguousArray<Int>> = []
  /// The buffer of a frame.
  @usableFromInline var ofFrame: [UInt64: Int] = [:]
  /// No frame beyond these has a buffer.
  @usableFromInline var lowestFrame = UInt64.max
  @usableFromInline var highestFrame: UInt64 = 0

  @usableFromInline
  init() {}

  /// Gives a frame a buffer.
  @inlinable
  mutating func set(_ buffer: Int, of frame: UInt64) {
    ofFrame[frame] = buffer
    lowestFrame = min(lowestFrame, frame)
    highestFrame = max(highestFrame, frame)
  }

  /// Whether some of `count` frames may have a buffer: most data frames have none, which is seen without a look-up.
  @inlinable
  func mayHold(_ frame: UInt64, _ count: UInt64 = 1) -> Bool {
    frame <= highestFrame && frame &+ count > lowestFrame
  }

  /// Takes a frame's buffer away; nil if it has none.
  @inlinable
  mutating func remove(_ frame: UInt64) -> Int? {
    guard let buffer = ofFrame.removeValue(forKey: frame) else { return nil }
    if ofFrame.isEmpty { (lowestFrame, highestFrame) = (.max, 0) }
    return buffer
  }

  @inlinable
  static func order(_ count: Int) -> Int {
    count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
  }

  /// A buffer for `count` pointers; its offset. O(count).
  @inlinable
  mutating func allocate(_ count: Int, zeroed: Bool) -> Int {
    let order = PointerMemory.order(count)
    let value = zeroed ? 0 : PointerMemory.poison
    if order < free.count, let offset = free[order].popLast() {
      var target = words.mutableSpan
      for index in offset..<offset &+ (1 &<< order) { target[index] = value }
      return offset
    }
    let offset = words.count
    words.append(contentsOf: repeatElement(value, count: 1 << order))
    return offset
  }

  /// Takes a buffer of `count` pointers back.
  @inlinable
  mutating func release(_ offset: Int, count: Int) {
    let order = PointerMemory.order(count)
    while free.count <= order { free.append([]) }
    free[order].append(offset)
  }
}
