// Page arrays are memory: an access goes through slab bounds, or through the page tables to a frame.

extension ConcreteMachine {
  /// Writes entry `index` of the page array at `array`, wherever it lives.
  @inlinable
  public mutating func store(_ frame: Word, in array: Word, at index: Word, area: UInt32) throws(Halt) {
    record(.store, area: area, x: UInt64(index), y: UInt64(frame))
    try spend()
    memory.words[try place(array, index)] = UInt64(frame)
  }

  /// Reads entry `index` of the page array at `array`.
  @inlinable
  public mutating func load(from array: Word, at index: Word, area: UInt32) throws(Halt) -> Word {
    try spend()
    let value: UInt64
    do {
      value = memory.words[try place(array, index)]
    } catch {
      recordFailedLoad(index, area)
      throw error
    }
    record(.load, area: area, x: UInt64(index), y: value)
    return Word(truncatingIfNeeded: value)
  }

  /// The access is on record before the halt it led to, which stays the last event.
  @usableFromInline
  mutating func recordFailedLoad(_ index: Word, _ area: UInt32) {
    let trap = log.events.removeLast()
    record(.load, area: area, ok: false, x: UInt64(index))
    log.events.append(trap)
  }

  /// Notes the page count in the area's descriptor.
  @inlinable
  public mutating func setCount(_ count: Word, area: UInt32) throws(Halt) {
    record(.areaCount, area: area, x: UInt64(count))
    try spend()
  }

  /// Notes the flags in the area's descriptor.
  @inlinable
  public mutating func setFlags(_ flags: UInt32, area: UInt32) throws(Halt) {
    record(.areaFlags, area: area, x: UInt64(flags))
    try spend()
  }

  /// Where an entry lies in pointer memory; throws if the access is out of bounds.
  @inlinable
  mutating func place(_ array: Word, _ index: Word) throws(Halt) -> Int {
    let base = UInt64(array)
    let pointer = UInt64(geometry.pointerSize)
    if base >= geometry.windowStart && base < geometry.windowEnd {
      let address = array &+ index &* Word(constant: pointer)
      let page = page(of: address)
      let offset = Int((UInt64(address) & (geometry.pageSize &- 1)) / pointer)
      if page == lastPage { return lastBuffer &+ offset }
      return try touch(address) &+ offset
    }
    return try placeInSlab(base, UInt64(index)).offset
  }

  /// Where an entry of an array in the slab lies in pointer memory, and how many there are from it on.
  @inlinable
  mutating func placeInSlab(_ base: UInt64, _ index: UInt64) throws(Halt) -> (offset: Int, count: Int) {
    guard let object = slab.index(of: base) else {
      if base == Slab.zeroSizePointer { throw halt(.zeroSizeAccess, index) }
      throw halt(base == 0 ? .nullDereference : .unmappedAccess, base)
    }
    let entries = slab.objects[object].bytes / UInt64(geometry.pointerSize)
    guard index < entries else { throw halt(.slabOverflow, index) }
    return (slab.objects[object].buffer &+ Int(index), Int(entries &- index))
  }

  /// The buffer of the frame that an address of the window translates to.
  @inlinable
  mutating func touch(_ address: Word) throws(Halt) -> Int {
    let frame = tables.translate(UInt64(address))
    guard frame != 0 else { throw halt(.unmappedAccess, UInt64(address)) }
    lastPage = page(of: address)
    if let buffer = memory.ofFrame[frame] {
      lastBuffer = buffer
    } else {
      lastBuffer = memory.allocate(Int(geometry.pointersPerPage), zeroed: frames.isZeroed(frame))
      memory.set(lastBuffer, of: frame)
    }
    return lastBuffer
  }
}
