import Machine

/// A call that has not returned yet, and its observation so far.
struct OpenCall {
  var id: UInt32
  var record: CallRecord
  var observation = Observation()
  /// The area it makes or releases, 0 while there is none.
  var area: UInt32 = 0
  /// Where the page array is: a slab object, or the start of an area; 0 for nowhere.
  var array: UInt64 = 0
  /// Whether the last page request was refused.
  var lastRefused = false
  /// Whether a descriptor or a range was refused.
  var rangeRefused = false
  /// Whether the page array was refused.
  var arrayRefused = false
  /// Whether a page table was refused, or an entry could not be written.
  var mappingFailed = false
  /// Whether the area is marked as incomplete.
  var isMarked = false
  /// Where the world's lists of changes stood at its entry.
  var frameChanges = 0
  var pageChanges = 0
  var rangeTouches = 0
  /// Pages stored since the last point of preemption.
  var storedInRow: UInt64 = 0

  func sees(_ facts: Sight) -> Bool { record.seen.isSuperset(of: facts) }
}

/// A range that a call reserved or retired.
struct RangeTouch {
  var call: UInt32
  var start: UInt64
  var bytes: UInt64

  /// Whether an address lies in it. Differences modulo 2^64 do not overflow.
  func contains(_ address: UInt64) -> Bool { address &- start < bytes }
}

/// A frame's owner, or a page's translation, before it changed.
struct Change {
  var key: UInt64
  var before: UInt64
  var wasForeign: Bool
  var call: UInt32
  var event: UInt64
}
