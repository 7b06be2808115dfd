public import Machine
internal import Synchronization

/// A machine on which an implementation is proved by induction: what it finds is any state, each loop is gone through once from
/// any state in which it can be there, and a call within a call is taken for its contract.
///
/// A run begins in any state, too: so far as an implementation reads it, by inputs. At the head of a loop the run notes what the
/// variables of the loop are, then they get new inputs, and what was known of memory is forgotten; when the loop comes by its
/// head again, the run ends. What the moments of all runs are to a transition system is for others to say.
///
/// Loops that are not cut, over a list of ranges say, are carried out; operations that no call makes once it has a range end the
/// run as one that is cut.
public struct InductionMachine: Machine {
  /// Words of addresses, sizes and counts.
  public typealias Word = SymbolicWord<UInt64>
  /// Masks.
  public typealias Flags = SymbolicWord<UInt32>

  /// The shape of the machine.
  public let geometry: Geometry
  /// Whether there are huge leaves: an implementation that writes none finds none.
  let hasHugeLeaves: Bool
  /// Whether the run begins within a call.
  let isInCall: Bool
  /// The heads of loops that the run passes before it is looked at.
  private let heads: Int
  /// What the run did.
  public let trace: InductionTrace
  let recorder: PathRecorder

  /// A machine of 64 bits in any state.
  ///
  /// - Parameters:
  ///   - hasHugeLeaves: whether there are huge leaves.
  ///   - isInCall: whether a run begins within a call.
  ///   - heads: how many heads of loops the run comes by that follow one another until its comparisons are noted; it ends at the
  ///     next one.
  ///   - prefix: the comparisons by which it comes there.
  public init(
    _ geometry: Geometry, recorder: PathRecorder, hasHugeLeaves: Bool = false, isInCall: Bool = false,
    heads: Int = 0, prefix: [Branch] = []
  ) {
    precondition(geometry.wordBits == 64, "the geometry \(geometry.name) is for another word")
    self.geometry = geometry
    self.recorder = recorder
    (self.hasHugeLeaves, self.isInCall, self.heads) = (hasHugeLeaves, isInCall, heads)
    if heads > 0 { recorder.pause(on: prefix) }
    trace = InductionTrace(topLevel: geometry.levels - 1)
  }

  /// Frames are numbers below this: an address has 64 bits.
  var frames: ClosedRange<UInt64> { 0...(UInt64.max >> UInt64(geometry.pageShift)) }

  /// The pages of the window, and the one after its last: a range that a loop is over lies in it.
  private var window: ClosedRange<UInt64> {
    let shift = UInt64(geometry.pageShift)
    return geometry.windowStart >> shift...geometry.windowEnd >> shift
  }

  /// Moments between two loops; a run that has more goes through a loop that is not cut.
  private static let most = 32

  /// Ends a run that is not followed any more.
  func spend() throws(Halt) {
    let count = trace.content.withLock { $0.moments.count - $0.lastCut }
    if count > Self.most { recorder.cut("more than \(Self.most) operations in a row: a loop is not cut") }
    if recorder.cut != nil { throw Halt(kind: .fuelSpent, detail: 0) }
  }

  // MARK: What is noted

  /// Notes a moment.
  func note(
    _ what: InductionMoment.What, _ words: [String: Word] = [:], record: [Word] = [], flags: [Flags] = [],
    area: UInt32 = 0, order: Int = 0
  ) {
    let comparisons = recorder.branches.count
    trace.content.withLock {
      $0.moments.append(
        InductionMoment(
          what: what, words: words, record: record, flags: flags, area: area, comparisons: comparisons,
          order: order))
    }
  }

  /// A new input, any number of a range. Its name says after which loop it was asked for, so that paths that come by the same
  /// loop in different ways ask for the same ones.
  func any(_ name: String, in range: ClosedRange<UInt64>? = nil, otherwise: UInt64 = 0) -> Word {
    let name = trace.content.withLock { content in
      let name = "\(content.phase).\(name)"
      content.counts[name, default: 0] += 1
      return "\(name).\(content.counts[name] ?? 0)"
    }
    return recorder.input(name, in: range, otherwise: otherwise)
  }

  /// A frame, or 0.
  func anyFrame(_ name: String, otherwise: UInt64 = 1) -> Word { any(name, in: frames, otherwise: otherwise) }

  /// Whether something is granted: a branch.
  func isGranted(_ name: String) -> Bool { any(name, in: 0...1, otherwise: 1) != .zero }

  /// What no call does that has a range.
  func isOutside(_ operation: StaticString) -> Halt {
    recorder.cut("\(operation) is not part of what is proved by induction")
    return Halt(kind: .fuelSpent, detail: 0)
  }

  // MARK: Calls

  /// The call begins.
  public mutating func enterCall(_ arguments: CallArguments<Word, Flags>) throws(Halt) {
    note(.operation(.call, granted: true), ["address": arguments.address])
  }

  /// The call ends.
  public mutating func leaveCall(returning result: Word) {
    note(.operation(.ret, granted: true), ["result": result])
  }

  /// What the call leaves behind.
  ///
  /// - Parameters:
  ///   - records: what is on record of areas.
  ///   - live: how many of them are found by their addresses.
  ///   - lazy: the ranges that wait for a flush, each with its first address and its bytes.
  public func leave(
    records: some AreaRecord<Word, Flags>, live: Int, lazy: [(start: Word, bytes: Word)]
  ) {
    var words: [String: Word] = [
      "live": Word(constant: UInt64(live)), "lazy": Word(constant: UInt64(lazy.count)),
    ]
    if let range = lazy.first { (words["start"], words["bytes"]) = (range.start, range.bytes) }
    note(.left, words, record: records.words, flags: records.allFlags)
  }

  /// What a call within the call returns: an address or 0 for an allocation, nothing for a release.
  public mutating func contract(of arguments: CallArguments<Word, Flags>) throws(Halt) -> Word? {
    let isInner = isInCall || trace.moments.contains { $0.what != .operation(.call, granted: true) }
    // The first call is the one that is looked at.
    guard isInner else { return nil }
    let result =
      arguments.operation == .vmalloc && isGranted("nested")
      ? any("array", in: 1...UInt64.max, otherwise: geometry.windowStart) : Word.zero
    trace.content.withLock { $0.forget() }
    note(
      .contract(arguments.operation),
      [
        "size": arguments.size, "address": arguments.address, "result": result, "align": arguments.align,
        "interrupt": Word(constant: arguments.inInterrupt ? 1 : 0),
      ], flags: [arguments.flags])
    return result
  }

  /// The lesser of two words, as one word: a walk does not branch by where its parts end.
  public func lesser(_ a: Word, _ b: Word) -> Word { a.lesser(b) }

  // MARK: Loops

  /// Whether a loop is in no other one, on machines of a shape: what comes after its head is looked at by itself.
  public static func isStage(_ loop: LoopHead.Loop, on geometry: Geometry) -> Bool {
    switch loop {
    case .pages, .putting, .blocks, .mappingParts, .unmappingParts: true
    case .mappingWalk(let level), .unmappingWalk(let level): level == geometry.levels - 1
    }
  }

  /// Notes an arrival; whether the loop is entered, else the run ends.
  private func arrive(
    _ head: inout LoopHead, _ words: [String: Word], _ record: some AreaRecord<Word, Flags>,
    order: Int = 0
  ) throws(Halt) {
    try spend()
    let entry =
      head.entry
      ?? trace.content.withLock { content in
        content.entered += 1
        return content.entered
      }
    note(
      .arrival(head.loop, entry: entry, isFirst: head.entry == nil), words, record: record.words,
      flags: record.allFlags, order: order)
    guard head.entry == nil else { throw Halt(kind: .fuelSpent, detail: 0) }
    head.entry = entry
    if Self.isStage(head.loop, on: geometry) {
      let number = trace.content.withLock { content in
        content.stages += 1
        return content.stages
      }
      if number > heads { throw Halt(kind: .fuelSpent, detail: 0) }
      if number == heads { recorder.resume() }
    }
    trace.content.withLock { content in
      content.forget()
      content.lastCut = content.moments.count
      content.phases[head.loop, default: 0] += 1
      content.phase = "\(head.loop.name).\(content.phases[head.loop] ?? 0)"
    }
  }

  /// A loop over indices.
  public mutating func cut(
    _ head: inout LoopHead, index: inout Word, record: some AreaRecord<Word, Flags>
  ) throws(Halt) {
    try arrive(&head, ["index": index], record)
    index = any("index", in: 0...UInt64(UInt32.max))
    note(.anywhere(head.loop, entry: head.entry ?? 0), ["index": index])
  }

  /// A loop over indices, and blocks of descending order.
  public mutating func cut(
    _ head: inout LoopHead, index: inout Word, blocks: inout Word, order: inout Int,
    record: some AreaRecord<Word, Flags>
  ) throws(Halt) {
    try arrive(&head, ["index": index, "blocks": blocks], record, order: order)
    index = any("index", in: 0...UInt64(UInt32.max))
    blocks = any("blocks", in: 0...UInt64(UInt32.max))
    let chosen = any("order", in: 0...UInt64(order))
    order = (0..<order).first { chosen == Word(constant: UInt64($0)) } ?? order
    note(.anywhere(head.loop, entry: head.entry ?? 0), ["index": index, "blocks": blocks], order: order)
  }

  /// A loop over addresses.
  public mutating func cut(
    _ head: inout LoopHead, address: inout Word, to end: Word, record: some AreaRecord<Word, Flags>
  ) throws(Halt) {
    let from = address
    try arrive(&head, ["address": address, "end": end], record)
    address = try anyPage(from: from, to: end)
    note(.anywhere(head.loop, entry: head.entry ?? 0), ["address": address, "from": from, "end": end])
  }

  /// A loop over addresses and indices.
  public mutating func cut(
    _ head: inout LoopHead, address: inout Word, index: inout Word, to end: Word,
    record: some AreaRecord<Word, Flags>
  ) throws(Halt) {
    let from = address
    try arrive(&head, ["address": address, "index": index, "end": end], record)
    address = try anyPage(from: from, to: end)
    index = any("index", in: 0...UInt64(UInt32.max))
    note(
      .anywhere(head.loop, entry: head.entry ?? 0),
      ["address": address, "index": index, "from": from, "end": end])
  }

  /// The address of any page of a range, or its end.
  private func anyPage(from: Word, to end: Word) throws(Halt) -> Word {
    // A range that ends before it begins is for whoever looks at the arrival.
    guard from <= end else { throw Halt(kind: .fuelSpent, detail: 0) }
    let page = any(
      "page", in: window,
      otherwise: min(window.upperBound, max(window.lowerBound, from.value >> UInt64(geometry.pageShift))))
    let address = page.shiftedLeft(geometry.pageShift)
    guard recorder.assume("a loop begins where its range does", { from <= address }),
      recorder.assume("a loop ends where its range does", { address <= end })
    else { throw Halt(kind: .fuelSpent, detail: 0) }
    return address
  }

  // MARK: Frames

  /// Any frame, or none.
  public mutating func allocatePage(gfp: Flags, node: Word) throws(Halt) -> Word {
    try spend()
    let frame = anyFrame("frame")
    note(.operation(.pageGot, granted: frame != .zero), ["frame": frame])
    return frame
  }

  /// A reference to a frame is dropped.
  public mutating func putPage(_ frame: Word) throws(Halt) {
    try spend()
    note(.operation(.pagePut, granted: true), ["frame": frame])
  }

  // MARK: Slab

  /// Not a part of what is proved.
  public mutating func newAreaDescriptor(gfp: Flags, node: Word) throws(Halt) -> UInt32 {
    throw isOutside("a new descriptor")
  }

  /// A descriptor is given back.
  public mutating func freeAreaDescriptor(_ area: UInt32) throws(Halt) {
    note(.operation(.structFree, granted: true), area: area)
  }

  /// Not a part of what is proved.
  public mutating func newRangeDescriptor(gfp: Flags, node: Word) throws(Halt) -> Bool {
    throw isOutside("a new descriptor of a range")
  }

  /// Ranges are beside what is proved.
  public mutating func freeRangeDescriptor() throws(Halt) {}

  /// Any pointer, or none.
  public mutating func allocateArray(bytes: Word, gfp: Flags, node: Word, area: UInt32) throws(Halt) -> Word {
    let pointer = any("pointer", otherwise: 4096)
    note(
      .operation(.arrKmalloc, granted: pointer != .zero), ["bytes": bytes, "array": pointer], area: area)
    return pointer
  }

  /// A page array is given back.
  public mutating func freeArray(_ array: Word, area: UInt32) throws(Halt) {
    note(.operation(.arrKfree, granted: true), ["array": array], area: area)
  }

  // MARK: Memory

  /// An entry is written.
  public mutating func store(_ frame: Word, in array: Word, at index: Word, area: UInt32) throws(Halt) {
    try spend()
    note(
      .operation(.store, granted: true), ["frame": frame, "array": array, "index": index], area: area)
  }

  /// An entry is read: any frame, or 0.
  public mutating func load(from array: Word, at index: Word, area: UInt32) throws(Halt) -> Word {
    try spend()
    let frame = anyFrame("loaded")
    note(.operation(.load, granted: true), ["frame": frame, "array": array, "index": index], area: area)
    return frame
  }

  /// A count is noted.
  public mutating func setCount(_ count: Word, area: UInt32) throws(Halt) {
    note(.operation(.areaCount, granted: true), ["count": count], area: area)
  }

  /// Flags are noted.
  public mutating func setFlags(_ flags: Flags, area: UInt32) throws(Halt) {
    note(.operation(.areaFlags, granted: true), flags: [flags], area: area)
  }

  // MARK: Ranges

  /// Not a part of what is proved.
  public mutating func refusesRange(bytes: Word) throws(Halt) -> Bool {
    throw isOutside("the search for a range")
  }

  /// Not a part of what is proved.
  public mutating func reserved(_ start: Word, bytes: Word, area: UInt32) throws(Halt) {
    throw isOutside("a new range")
  }

  /// Not a part of what is proved.
  public mutating func reserveFailed(bytes: Word) throws(Halt) { throw isOutside("the search for a range") }

  /// A range is lazily freed.
  public mutating func retired(_ start: Word, bytes: Word, area: UInt32, lazyPages: Word) throws(Halt) {
    note(.operation(.retire, granted: true), ["start": start, "bytes": bytes], area: area)
  }

  /// A purge is beside the call.
  public mutating func flush(from start: Word, to end: Word) throws(Halt) {
    note(.operation(.flush, granted: true), ["start": start, "end": end])
  }

  /// A purge is beside the call.
  public mutating func reusable(_ start: Word, bytes: Word) throws(Halt) {
    note(.operation(.reusable, granted: true), ["start": start, "bytes": bytes])
  }

  // MARK: The rest

  /// A message.
  public mutating func warn(_ warning: Warning, pages: Word, bytes: Word, gfp: Flags) throws(Halt) {
    note(.message(warning))
  }

  /// A point of preemption is beside what is proved.
  public mutating func reschedule() throws(Halt) {}

  /// A release is put off.
  public mutating func deferRelease(_ address: Word) throws(Halt) {
    note(.operation(.deferred, granted: true), ["address": address])
  }

  /// An assertion of the implementation failed.
  public mutating func bug(_ detail: Word) -> Halt {
    note(.operation(.trap, granted: true))
    return Halt(kind: .bug, detail: UInt64(detail.value))
  }
}
