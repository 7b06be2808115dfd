/// The slab: objects of less than a page, named by pointers that are never dereferenced directly.
///
/// Pointers are spaced values of a range outside the window for areas. A freed pointer is reused only
/// when no fresh one is left, so that a stale one is noticed for as long as possible.
@usableFromInline
struct Slab: Sendable {
  @usableFromInline
  struct Object: Sendable {
    @usableFromInline var bytes: UInt64
    @usableFromInline var buffer: Int
    @usableFromInline var live: Bool

    @usableFromInline
    init(bytes: UInt64, buffer: Int, live: Bool) {
      self.bytes = bytes
      self.buffer = buffer
      self.live = live
    }
  }

  /// The pointer to an object of no bytes.
  @usableFromInline static let zeroSizePointer: UInt64 = 16

  @usableFromInline var objects: ContiguousArray<Object> = []
  @usableFromInline var reusable: ContiguousArray<Int> = []
  @usableFromInline var oldestReusable = 0
  @usableFromInline package let start: UInt64
  @usableFromInline let step: UInt64
  @usableFromInline let capacity: UInt64

  @usableFromInline
  init(_ geometry: Geometry) {
    start = geometry.slabStart
    step = geometry.slabStep
    capacity = (geometry.slabEnd - geometry.slabStart) / geometry.slabStep
  }

  /// A pointer to a new object; 0 if there is none left. O(1).
  @inlinable
  mutating func add(_ object: Object) -> UInt64 {
    if UInt64(objects.count) < min(capacity, 1 << 20) {
      objects.append(object)
      return start &+ UInt64(objects.count - 1) &* step
    }
    guard oldestReusable < reusable.count else { return 0 }
    let index = reusable[oldestReusable]
    oldestReusable += 1
    if oldestReusable > 1024, oldestReusable * 2 > reusable.count {
      reusable.removeFirst(oldestReusable)
      oldestReusable = 0
    }
    objects[index] = object
    return start &+ UInt64(index) &* step
  }

  /// The index of a pointer's object, or nil if it is no live one.
  @inlinable
  func index(of pointer: UInt64) -> Int? {
    guard pointer >= start, (pointer &- start) % step == 0 else { return nil }
    let index = (pointer &- start) / step
    guard index < UInt64(objects.count), objects[Int(index)].live else { return nil }
    return Int(index)
  }

  /// Marks an object dead.
  @inlinable
  mutating func remove(_ index: Int) {
    objects[index].live = false
    reusable.append(index)
  }
}
