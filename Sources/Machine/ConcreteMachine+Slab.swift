extension ConcreteMachine {
  /// Asks for an area's descriptor; its id, or 0 if refused.
  @inlinable
  public mutating func newAreaDescriptor(gfp: UInt32, node: Word) throws(Halt) -> UInt32 {
    try spend()
    let refused = failures.refuses(.slab)
    if !refused { areas &+= 1 }
    record(.structNew, area: refused ? 0 : areas, ok: !refused, gfp: gfp)
    return refused ? 0 : areas
  }

  /// Gives an area's descriptor back.
  @inlinable
  public mutating func freeAreaDescriptor(_ area: UInt32) throws(Halt) {
    record(.structFree, area: area)
    try spend()
  }

  /// Asks for a range's descriptor; false if refused.
  @inlinable
  public mutating func newRangeDescriptor(gfp: UInt32, node: Word) throws(Halt) -> Bool {
    try spend()
    let refused = failures.refuses(.slab)
    record(.structNew, ok: !refused, gfp: gfp, x: 1)
    return !refused
  }

  /// Gives a range's descriptor back.
  @inlinable
  public mutating func freeRangeDescriptor() throws(Halt) {
    record(.structFree, x: 1)
    try spend()
  }

  /// Asks for a page array of `bytes`; its pointer, 0 if refused, 16 if `bytes` is 0. O(bytes).
  @inlinable
  public mutating func allocateArray(bytes: Word, gfp: UInt32, node: Word, area: UInt32) throws(Halt) -> Word
  {
    try spend()
    var pointer = Slab.zeroSizePointer
    if bytes != 0 {
      pointer = 0
      if !failures.refuses(.slab) {
        let count = Int((UInt64(bytes) + UInt64(geometry.pointerSize) - 1) / UInt64(geometry.pointerSize))
        let buffer = memory.allocate(count, zeroed: UInt64(gfp) & GFP.zero != 0)
        pointer = slab.add(Slab.Object(bytes: UInt64(bytes), buffer: buffer, live: true))
        if pointer == 0 { memory.release(buffer, count: count) }
      }
    }
    record(.arrKmalloc, area: area, ok: pointer != 0, gfp: gfp, x: UInt64(bytes), y: pointer)
    return Word(truncatingIfNeeded: pointer)
  }

  /// Gives a page array back to the slab; NULL and the array of no bytes are ignored.
  @inlinable
  public mutating func freeArray(_ array: Word, area: UInt32) throws(Halt) {
    record(.arrKfree, area: area, y: UInt64(array))
    try spend()
    if array == 0 || UInt64(array) == Slab.zeroSizePointer { return }
    guard let index = slab.index(of: UInt64(array)) else { throw halt(.badSlabFree, UInt64(array)) }
    let pointer = UInt64(geometry.pointerSize)
    let object = slab.objects[index]
    memory.release(object.buffer, count: Int((object.bytes + pointer - 1) / pointer))
    slab.remove(index)
  }
}
