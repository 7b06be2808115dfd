public import Machine

// Descriptors, page arrays and what they hold. A page array is an object of the slab, or lies in the frames that its
// addresses lead to.

extension SymbolicMachine {
  /// Asks for an area's descriptor; its id, or 0 if refused.
  @inlinable
  public mutating func newAreaDescriptor(gfp: Flags, node: Word) throws(Halt) -> UInt32 {
    try spend()
    let refused = refuses()
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
  public mutating func newRangeDescriptor(gfp: Flags, node: Word) throws(Halt) -> Bool {
    try spend()
    let refused = refuses()
    record(.structNew, ok: !refused, gfp: gfp, x: .one)
    return !refused
  }

  /// Gives a range's descriptor back.
  @inlinable
  public mutating func freeRangeDescriptor() throws(Halt) {
    record(.structFree, x: .one)
    try spend()
  }

  /// Asks for a page array of `bytes`; its pointer, 0 if refused, 16 if `bytes` is 0.
  @inlinable
  public mutating func allocateArray(bytes: Word, gfp: Flags, node: Word, area: UInt32) throws(Halt) -> Word {
    try spend()
    var pointer = Self.zeroSizePointer
    if bytes != .zero {
      pointer = refuses() ? .zero : newObject(bytes: bytes, gfp: gfp)
    }
    record(.arrKmalloc, area: area, ok: pointer.value != 0, gfp: gfp, x: bytes, y: pointer)
    return pointer
  }

  /// Gives a page array back to the slab; NULL and the array of no bytes are ignored.
  @inlinable
  public mutating func freeArray(_ array: Word, area: UInt32) throws(Halt) {
    record(.arrKfree, area: area, y: array)
    try spend()
    if array == .zero || array == Self.zeroSizePointer { return }
    guard let given = objects.remove(array, isSpent: isBeginning) else { throw halt(.badSlabFree, array) }
    if !isBeginning, !remembersGiven { recorder.endUse(of: given.term) }
  }

  /// Writes entry `index` of the page array at `array`, wherever it lives.
  @inlinable
  public mutating func store(_ frame: Word, in array: Word, at index: Word, area: UInt32) throws(Halt) {
    record(.store, area: area, x: index, y: frame)
    try spend()
    switch try place(array, index) {
    case .object(let pointer, let entry): objects.change(pointer) { $0.memory.words[entry] = frame }
    case .frame(let memory, let entry): inUse.change(memory) { $0.words[entry] = frame }
    }
  }

  /// Reads entry `index` of the page array at `array`.
  @inlinable
  public mutating func load(from array: Word, at index: Word, area: UInt32) throws(Halt) -> Word {
    try spend()
    let found: Place
    do {
      found = try place(array, index)
    } catch {
      recordFailedLoad(index, area)
      throw error
    }
    let (memory, entry) =
      switch found {
      case .object(let pointer, let entry): (objects[pointer]?.memory, entry)
      case .frame(let frame, let entry): (inUse[frame], entry)
      }
    let value = memory?.words[entry] ?? unwritten(memory)
    record(.load, area: area, x: index, y: value)
    return value
  }

  /// Notes the page count in the area's descriptor.
  @inlinable
  public mutating func setCount(_ count: Word, area: UInt32) throws(Halt) {
    record(.areaCount, area: area, x: count)
    try spend()
  }

  /// Notes the flags in the area's descriptor.
  @inlinable
  public mutating func setFlags(_ flags: Flags, area: UInt32) throws(Halt) {
    record(.areaFlags, area: area, gfp: flags)
    try spend()
  }

  /// The pointer to an object of no bytes.
  @inlinable
  static var zeroSizePointer: Word { Word(constant: 16) }

  /// Where an entry of a page array lies.
  @usableFromInline
  enum Place {
    case object(Word, UInt64)
    case frame(Word, UInt64)
  }

  @inlinable
  mutating func newObject(bytes: Word, gfp: Flags) -> Word {
    let name = "slab.\(slabObjects)"
    func address(_ place: UInt64) -> UInt64 { geometry.slabStart &+ place &* geometry.slabStep }
    func isNew(_ place: UInt64) -> Bool {
      !objects.contains(address(place)) && givenPointers[address(place)] == nil
    }
    if let place = recorder.value(of: name), let again = givenPointers[address(place)],
      !objects.contains(address(place))
    {
      slabObjects += 1
      objects.add(Object(bytes: bytes, memory: Memory(gfp: gfp)), for: again)
      return again
    }
    let places = (geometry.slabEnd - geometry.slabStart) / geometry.slabStep
    var number = slabObjects % places
    let first = number
    while !isNew(number) {
      number = (number + 1) % places
      if number == first {
        recorder.cut("the slab is full")
        break
      }
    }
    // A pointer is any place of the slab: its number is the input.
    let place: Word = recorder.input(name, in: 0...places - 1, otherwise: number, accepts: isNew)
    let pointer =
      Word(constant: geometry.slabStart) &+ place &* Word(constant: geometry.slabStep)
    slabObjects += 1
    if remembersGiven { givenPointers[UInt64(pointer.value)] = pointer }
    objects.add(Object(bytes: bytes, memory: Memory(gfp: gfp)), for: pointer)
    recorder.beginUse(of: pointer.term, as: .pointer)
    return pointer
  }

  /// What memory holds that nobody has written.
  @inlinable
  func unwritten(_ memory: Memory?) -> Word {
    guard let memory, memory.gfp & Flags(constant: GFP.zero) == .zero else { return .zero }
    return Word(constant: 0x6B6B_6B6B_6B6B_6B6B)
  }

  /// Where an entry lies; throws if the access is out of bounds.
  @inlinable
  mutating func place(_ array: Word, _ index: Word) throws(Halt) -> Place {
    let pointerShift = geometry.pointerSize.trailingZeroBitCount
    if array >= Word(constant: geometry.windowStart), array < Word(constant: geometry.windowEnd) {
      let address = array &+ index.shiftedLeft(pointerShift)
      let offset = (address & Word(constant: geometry.pageSize - 1)).shiftedRight(pointerShift)
      let frame = translate(address)
      if frame == .zero { throw halt(.unmappedAccess, address) }
      return .frame(frame, offset.concretize("the place of an entry in its page"))
    }
    guard let object = objects[array] else {
      if array == Self.zeroSizePointer { throw halt(.zeroSizeAccess, index) }
      throw halt(array == .zero ? .nullDereference : .unmappedAccess, array)
    }
    guard index < object.bytes.shiftedRight(pointerShift) else { throw halt(.slabOverflow, index) }
    return .object(array, index.concretize("an index of a page array"))
  }

  /// The frame that an address leads to, 0 for none.
  @inlinable
  func translate(_ address: Word) -> Word {
    var table = rootTable
    for level in stride(from: geometry.levels - 1, to: 0, by: -1) {
      let huge = hugeLeaf(table, level: level, at: address)
      if huge != .zero { return huge &+ page(of: address &- part(address, level: level)) }
      table = child(of: table, level: level, at: address)
      if table == 0 { return .zero }
    }
    return frame(in: table, at: address)
  }

  /// The access is on record before the halt it led to, which stays the last event.
  @inlinable
  mutating func recordFailedLoad(_ index: Word, _ area: UInt32) {
    let trap = log.events.removeLast()
    record(.load, area: area, ok: false, x: index)
    log.events.append(trap)
  }
}
