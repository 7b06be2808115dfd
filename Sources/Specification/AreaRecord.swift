import Machine

/// What the events said of an area so far.
struct AreaRecord {
  var id: UInt32
  var base: UInt64
  var bytes: UInt64
  var guardBytes: UInt64
  /// The pages it is to have.
  var pages: UInt64
  /// The frame of each page, 0 for none, as the stores say.
  var frameAt: ContiguousArray<UInt64> = []
  /// The events that said so.
  var frameAtAt: ContiguousArray<UInt64> = []
  var pageOf: [UInt64: UInt64] = [:]
  /// Pages that have a frame.
  var obtained: UInt64 = 0
  var arrayKind: UInt64 = 0
  var arrayCapacity: UInt64 = 0
  /// Where the page array is: a slab object, or the start of an area; 0 for nowhere.
  var array: UInt64 = 0
  var depthReached: UInt64 = 0

  /// Pages beyond this are not noted: no run has them, only a corrupted one claims to.
  static let largestIndex: UInt64 = 1 << 28

  /// Notes the frame of a page; and, with `isListed`, when that was, and the page of the frame.
  mutating func store(_ frame: UInt64, at index: UInt64, event: UInt64, isListed: Bool) {
    guard index < AreaRecord.largestIndex else { return }
    while UInt64(frameAt.count) <= index {
      frameAt.append(0)
      if isListed { frameAtAt.append(Observation.none) }
    }
    if frameAt[Int(index)] == 0, frame != 0 { obtained += 1 }
    frameAt[Int(index)] = frame
    guard isListed else { return }
    frameAtAt[Int(index)] = event
    if frame != 0 { pageOf[frame] = index }
  }
}

/// A range of the window that is not free.
struct RangeRecord {
  var start: UInt64
  var end: UInt64
  var isLazy: Bool
  var area: UInt32
}
