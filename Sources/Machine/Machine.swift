/// What an allocator talks to: everything outside of it.
///
/// Page allocator, slab, page tables, address ranges, messages, points of preemption, and the memory
/// that page arrays live in. Each call records its event; a call that cannot go on throws a `Halt`,
/// which is then the last event. An implementation reaches memory through its machine only.
public protocol Machine {
  /// What addresses, sizes and counts are computed with.
  associatedtype Word: MachineWord
  /// What masks, flags and protections are computed with.
  associatedtype Flags: MachineWord

  /// The shape of the machine.
  var geometry: Geometry { get }

  // MARK: Calls

  /// Records the entry into an entry point; every event until `leaveCall` belongs to it.
  mutating func enterCall(_ arguments: CallArguments<Word, Flags>) throws(Halt)
  /// Records the return from the innermost call; `result` is an address, or 0.
  mutating func leaveCall(returning result: Word)

  // MARK: Frames

  /// Asks for one page; the frame, or 0 if refused. `node` with all bits set is NUMA_NO_NODE.
  mutating func allocatePage(gfp: Flags, node: Word) throws(Halt) -> Word
  /// Asks for a block of 2^order pages, more than one; its first frame, or 0 if refused. Each page of it has a
  /// reference of its own (`split_page`).
  mutating func allocateBlock(order: UInt8, gfp: Flags, node: Word) throws(Halt) -> Word
  /// Drops the reference to a frame.
  mutating func putPage(_ frame: Word) throws(Halt)

  // MARK: Slab

  /// Asks for an area's descriptor; its id, or 0 if refused.
  mutating func newAreaDescriptor(gfp: Flags, node: Word) throws(Halt) -> UInt32
  /// Gives an area's descriptor back.
  mutating func freeAreaDescriptor(_ area: UInt32) throws(Halt)
  /// Asks for a range's descriptor; false if refused.
  mutating func newRangeDescriptor(gfp: Flags, node: Word) throws(Halt) -> Bool
  /// Gives a range's descriptor back.
  mutating func freeRangeDescriptor() throws(Halt)
  /// Asks for a page array of `bytes`; its pointer, 0 if refused, 16 if `bytes` is 0.
  mutating func allocateArray(bytes: Word, gfp: Flags, node: Word, area: UInt32) throws(Halt) -> Word
  /// Gives a page array back to the slab; NULL and the array of no bytes are ignored.
  mutating func freeArray(_ array: Word, area: UInt32) throws(Halt)

  // MARK: Memory

  /// Writes entry `index` of the page array at `array`, wherever it lives.
  mutating func store(_ frame: Word, in array: Word, at index: Word, area: UInt32) throws(Halt)
  /// Reads entry `index` of the page array at `array`.
  mutating func load(from array: Word, at index: Word, area: UInt32) throws(Halt) -> Word
  /// Notes the page count in the area's descriptor.
  mutating func setCount(_ count: Word, area: UInt32) throws(Halt)
  /// Notes the flags in the area's descriptor.
  mutating func setFlags(_ flags: Flags, area: UInt32) throws(Halt)

  // MARK: Page tables

  /// The top table.
  var rootTable: Int { get }
  /// The table one level below that serves `address`, or 0 if there is none.
  func table(below table: Int, level: Int, at address: Word) -> Int
  /// Makes that table; 0 if memory for it was refused.
  mutating func makeTable(below table: Int, level: Int, at address: Word, gfp: Flags) throws(Halt) -> Int
  /// The frame a leaf entry holds, or 0.
  func entry(_ table: Int, at address: Word) -> Word
  /// Writes a leaf entry.
  mutating func setEntry(_ table: Int, at address: Word, frame: Word, prot: Flags, area: UInt32) throws(Halt)
  /// Clears a leaf entry.
  mutating func clearEntry(_ table: Int, at address: Word, area: UInt32) throws(Halt)

  /// The first frame of a huge leaf, an entry of `level` above 0 that serves its whole part itself; 0 if it is none.
  func hugeLeaf(_ table: Int, level: Int, at address: Word) -> Word
  /// Whether no entry of a leaf table is in use.
  func isEmpty(leafTable: Int) -> Bool
  /// Writes a huge leaf over an empty entry, or over that of an empty leaf table, which is kept and back in its place
  /// when the huge leaf goes. `frame` and `address` are multiples of what it serves.
  mutating func setHugeLeaf(
    _ table: Int, level: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) throws(Halt)
  /// Clears a huge leaf.
  mutating func clearHugeLeaf(_ table: Int, level: Int, at address: Word, area: UInt32) throws(Halt)

  // MARK: In bulk, each as many single operations of the kind, recorded as one

  /// Asks for up to `count` pages, and writes them into the page array from entry `index` on; how many it got.
  mutating func allocatePages(
    _ count: Word, gfp: Flags, node: Word, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) -> Word
  /// Writes the frames of a block, one by one, into the page array from entry `index` on.
  mutating func storeBlock(
    _ frame: Word, order: UInt8, in array: Word, at index: Word, area: UInt32
  ) throws(Halt)
  /// Reads entries of a page array and writes them as leaf entries of one table, from `address` on; how many
  /// were written before an entry was in use or a page missing.
  mutating func mapPages(
    _ count: Word, in array: Word, at index: Word, table: Int, from address: Word, prot: Flags, area: UInt32
  ) throws(Halt) -> Word
  /// Clears leaf entries of one table.
  mutating func unmapPages(_ count: Word, table: Int, from address: Word, area: UInt32) throws(Halt)
  /// Reads entries of a page array, and drops the references to their frames.
  mutating func putPages(_ count: Word, in array: Word, at index: Word, area: UInt32) throws(Halt)

  // MARK: Ranges

  /// Whether the environment refuses the range about to be searched.
  mutating func refusesRange(bytes: Word) throws(Halt) -> Bool
  /// Records that a range became busy.
  mutating func reserved(_ start: Word, bytes: Word, area: UInt32) throws(Halt)
  /// Records that no range was found.
  mutating func reserveFailed(bytes: Word) throws(Halt)
  /// Records that a range was freed lazily, and the count of lazily freed pages noted now.
  mutating func retired(_ start: Word, bytes: Word, area: UInt32, lazyPages: Word) throws(Halt)
  /// Drops stale translations of [start, end) from the TLB.
  mutating func flush(from start: Word, to end: Word) throws(Halt)
  /// Records that a range may be reserved again.
  mutating func reusable(_ start: Word, bytes: Word) throws(Halt)

  // MARK: The rest

  /// Prints a message.
  mutating func warn(_ warning: Warning, pages: Word, bytes: Word, gfp: Flags) throws(Halt)
  /// A voluntary point of preemption.
  mutating func reschedule() throws(Halt)
  /// Records that a release was put off. The kernel links it through the first word of the area; that write is not
  /// modelled.
  mutating func deferRelease(_ address: Word) throws(Halt)
  /// The halt of a failed assertion of the implementation, recorded; to be thrown.
  mutating func bug(_ detail: Word) -> Halt

  // MARK: Proofs by induction

  /// What a call within a call returns, on a machine that takes its contract for it; nil where it is carried out.
  mutating func contract(of arguments: CallArguments<Word, Flags>) throws(Halt) -> Word?
  /// The lesser of two words, unsigned.
  func lesser(_ a: Word, _ b: Word) -> Word
  /// A loop comes by its head, the next index being the variable that it changes.
  mutating func cut(_ head: inout LoopHead, index: inout Word, record: some AreaRecord<Word, Flags>)
    throws(Halt)
  /// A loop over indices, and blocks of descending order, comes by its head; `blocks` is how far a huge leaf can serve.
  mutating func cut(
    _ head: inout LoopHead, index: inout Word, blocks: inout Word, order: inout Int,
    record: some AreaRecord<Word, Flags>
  ) throws(Halt)
  /// A loop over a range of addresses comes by its head.
  mutating func cut(
    _ head: inout LoopHead, address: inout Word, to end: Word, record: some AreaRecord<Word, Flags>
  ) throws(Halt)
  /// A loop over a range of addresses, to each page of which an index belongs, comes by its head.
  mutating func cut(
    _ head: inout LoopHead, address: inout Word, index: inout Word, to end: Word,
    record: some AreaRecord<Word, Flags>
  ) throws(Halt)
}

/// A machine that carries out what there is does no induction.
extension Machine {
  /// Nothing: the call is carried out.
  @inlinable
  public mutating func contract(of arguments: CallArguments<Word, Flags>) throws(Halt) -> Word? { nil }

  /// The lesser of two words, by comparing them.
  @inlinable
  public func lesser(_ a: Word, _ b: Word) -> Word { a < b ? a : b }

  /// Nothing: the loop goes on as it is.
  @inlinable
  public mutating func cut(
    _ head: inout LoopHead, index: inout Word, record: some AreaRecord<Word, Flags>
  ) throws(Halt) {}

  /// Nothing: the loop goes on as it is.
  @inlinable
  public mutating func cut(
    _ head: inout LoopHead, index: inout Word, blocks: inout Word, order: inout Int,
    record: some AreaRecord<Word, Flags>
  ) throws(Halt) {}

  /// Nothing: the loop goes on as it is.
  @inlinable
  public mutating func cut(
    _ head: inout LoopHead, address: inout Word, to end: Word, record: some AreaRecord<Word, Flags>
  ) throws(Halt) {}

  /// Nothing: the loop goes on as it is.
  @inlinable
  public mutating func cut(
    _ head: inout LoopHead, address: inout Word, index: inout Word, to end: Word,
    record: some AreaRecord<Word, Flags>
  ) throws(Halt) {}
}

/// The arguments of an entry point, in the machine's words. See `CallRecord`.
public struct CallArguments<Word: MachineWord, Flags: MachineWord>: Sendable {
  /// Which entry point.
  public var operation: CallRecord.Operation
  /// Requested bytes.
  public var size = Word.zero
  /// Requested alignment in bytes.
  public var align = Word.one
  /// The allocation mask.
  public var gfp = Flags.zero
  /// The node, all bits set for none.
  public var node = Word.allOnes
  /// The protection.
  public var prot = Flags.zero
  /// The flags of the area's descriptor.
  public var flags = Flags.zero
  /// Who is noted as the caller.
  public var caller: UInt64 = 0
  /// The address to release.
  public var address = Word.zero
  /// Whether the call is made in interrupt context.
  public var inInterrupt = false

  /// Arguments of which only the operation is set.
  @inlinable
  public init(_ operation: CallRecord.Operation) {
    self.operation = operation
  }
}
