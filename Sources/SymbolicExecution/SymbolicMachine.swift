public import Machine
internal import Synchronization

/// A machine whose answers are inputs: what paths are explored on.
///
/// It gives whatever there is: a page is any frame that is not in use, whatever its zone and node, an object of the slab has
/// any pointer that no other has. Which request is refused is an input, too; that there is nothing left is no path that is
/// followed. Both machines record the same events
/// where they give the same answers.
///
/// Frames and pointers are taken for different where they are in use at the same time; that is how they are chosen, not what
/// a path says. Leaf entries are looked up by page, tables by the part of the address space that they serve: an
/// implementation that looks into the wrong table finds nothing there.
public struct SymbolicMachine<Concrete: ConcreteWord>: Machine {
  /// Words of addresses, sizes and counts.
  public typealias Word = SymbolicWord<Concrete>
  /// Masks are 32 bits wide on every machine.
  public typealias Flags = SymbolicWord<UInt32>

  /// What a frame in use holds, if it is memory of page arrays.
  @usableFromInline
  struct Memory: Sendable {
    /// The mask that it was asked for with.
    @usableFromInline
    var gfp: Flags
    @usableFromInline
    var words: [UInt64: Word] = [:]

    @inlinable
    init(gfp: Flags) { self.gfp = gfp }
  }

  /// An object of the slab.
  @usableFromInline
  struct Object: Sendable {
    @usableFromInline
    var bytes: Word
    @usableFromInline
    var memory: Memory

    @inlinable
    init(bytes: Word, memory: Memory) {
      self.bytes = bytes
      self.memory = memory
    }
  }

  /// A page table: below each part of the address space, named by its first address, another table, a frame, or nothing. A
  /// huge leaf takes the place of a table, which is kept.
  @usableFromInline
  struct Table: Sendable {
    @usableFromInline
    var tables = WordMap<Word, Int>()
    @usableFromInline
    var frames = WordMap<Word, Word>()
    @usableFromInline
    var hugeLeaves = WordMap<Word, Word>()

    @inlinable
    init() {}
  }

  /// How many entries of page tables were looked at in a user's call. Looking changes nothing else, and is not recorded. A
  /// machine is made for a run: copies of it count together.
  @usableFromInline
  final class Walk: Sendable {
    private struct Counts {
      /// Entries looked at, by level.
      var entries: [Int] = []
      var isShort = false
    }

    private let counts = Mutex(Counts())

    @usableFromInline
    init() {}

    @usableFromInline
    func begin() { counts.withLock { $0 = Counts() } }

    /// There is an area of more pages than can be followed.
    @usableFromInline
    func shorten() { counts.withLock { $0.isShort = true } }

    /// Whether there is.
    @usableFromInline
    var isShortened: Bool { counts.withLock { $0.isShort } }

    /// Counts one more entry of a level, 0 for that of the leaves; whether that is too many for walks over so many pages and
    /// the guard pages of so many areas. In an area of more pages a walk is followed down to its first pages.
    @usableFromInline
    func isTooLong(level: Int, pages: Int, areas: Int) -> Bool {
      counts.withLock { counts in
        while counts.entries.count <= level { counts.entries.append(0) }
        counts.entries[level] += 1
        let most = level == 0 ? pages : 1
        return counts.entries[level] > (counts.isShort ? most : 2 * pages + areas)
      }
    }
  }

  /// The shape of the machine.
  public let geometry: Geometry
  /// Everything that happened so far.
  public var log = SymbolicLog<Concrete>()
  /// Who notes comparisons, and has the inputs.
  public let recorder: PathRecorder

  @usableFromInline
  var refusals: Refusals
  /// Whether what happens is how a scenario begins: frames that are given back are not given again.
  @usableFromInline
  var isBeginning = false
  /// Requests that are refused in any case.
  @usableFromInline
  var alwaysRefused: Set<UInt64> = []
  /// Whether what was given back is given again as what it was, where inputs say so: else it may be anything that is free.
  @usableFromInline
  var remembersGiven = false
  /// Whether a frame may be given that was given before: until then all frames differ, at any time.
  @usableFromInline
  var wereFramesGivenBack = false
  /// What was given, by its number in this run, if that is remembered.
  @usableFromInline
  var givenFrames: [UInt64: Word] = [:]
  @usableFromInline
  var givenPointers: [UInt64: Word] = [:]
  /// The number of the first request that may be refused.
  @usableFromInline
  var firstRefused: UInt64 = 0
  /// Pages that are given at most.
  @usableFromInline
  var mostPages: Int
  @usableFromInline
  var requests: UInt64 = 0
  @usableFromInline
  var pages = 0
  @usableFromInline
  var slabObjects: UInt64 = 0
  @usableFromInline
  var areas: UInt32 = 0
  @usableFromInline
  var foreignSteps = 0
  @usableFromInline
  var inUse = WordsInUse<Concrete, Memory>()
  @usableFromInline
  var objects = WordsInUse<Concrete, Object>()
  @usableFromInline
  var pageTables: [Table] = [Table()]
  @usableFromInline
  let walk = Walk()
  @usableFromInline
  var passings: [Passing] = []
  @usableFromInline
  var callStack: [UInt32] = []
  @usableFromInline
  var currentCall = Event.noCall
  @usableFromInline
  var currentDepth: UInt8 = 0

  /// A machine at its boot.
  ///
  /// - Parameters:
  ///   - geometry: its shape; the word must have the bits that the geometry says.
  ///   - refusals: which requests the environment refuses.
  ///   - mostPages: the pages that it gives for data and page arrays; a run that asks for more is cut, and so is one
  ///     in which a user's call looks at more entries of page tables than two walks over as many pages do.
  @inlinable
  public init(_ geometry: Geometry, recorder: PathRecorder, refusals: Refusals = .none, mostPages: Int) {
    precondition(geometry.wordBits == Concrete.bitWidth, "the geometry \(geometry.name) is for another word")
    self.geometry = geometry
    self.recorder = recorder
    self.refusals = refusals
    self.mostPages = mostPages
  }

  /// Says that what happens until `refuse` is how a scenario begins. Frames that are given back until then are not given
  /// again: whether a later one is the same is no question.
  public mutating func begin() { isBeginning = true }

  /// Lets the environment refuse requests from now on, and gives so many pages at most from now on.
  @inlinable
  public mutating func refuse(_ refusals: Refusals, mostPages: Int) {
    isBeginning = false
    self.refusals = refusals
    firstRefused = requests
    self.mostPages = mostPages
    pages = 0
  }

  /// Lets the environment be that of a run: it refuses the same requests, whatever the inputs, and what it gives is the same as
  /// something that was given back exactly where it was so in that run. What is not the same differs then, at any time.
  ///
  /// - Parameter refused: the numbers of requests, from 0; pages, objects of the slab, page tables and ranges are counted
  ///   together.
  @inlinable
  public mutating func follow(refused: Set<UInt64>) {
    alwaysRefused = refused
    remembersGiven = true
  }

  /// Appends an event in the current call.
  @inlinable
  mutating func record(
    _ kind: EventKind, area: UInt32 = 0, order: UInt8 = 0, ok: Bool = true, gfp: Flags = .zero,
    x: Word = .zero, y: Word = .zero
  ) {
    log.events.append(
      SymbolicEvent(
        kind: kind, call: currentCall, depth: currentDepth, area: area, order: order, ok: ok, gfp: gfp, x: x,
        y: y))
  }

  /// Ends a run that is not followed any more.
  @inlinable
  func spend() throws(Halt) {
    if log.events.count > 1 << 20 { recorder.cut("more than 2^20 events") }
    if recorder.cut != nil { throw Halt(kind: .fuelSpent, detail: 0) }
  }

  /// Records the halt that ends the run.
  @inlinable
  mutating func halt(_ kind: Halt.Kind, _ detail: Word) -> Halt {
    record(.trap, order: kind.rawValue, x: detail)
    return Halt(kind: kind, detail: UInt64(detail.value))
  }

  /// Counts a request; true if it is refused.
  @inlinable
  mutating func refuses() -> Bool {
    let number = Flags(constant: requests)
    let isRefused = alwaysRefused.contains(requests)
    requests += 1
    if isRefused { return true }
    guard refusals != .none else { return false }
    let refused: Flags = recorder.input(
      "refused", in: firstRefused...UInt64(UInt32.max), otherwise: UInt64(UInt32.max - 1))
    switch refusals {
    case .none: return false
    case .one: return refused == number
    case .onward: return refused <= number
    case .two:
      // The second is asked about once there was a first.
      if number <= refused { return number == refused }
      let then: Flags = recorder.input("refusedThen", otherwise: UInt64(UInt32.max))
      return recorder.assume("the second refusal comes after the first") { refused < then } && number == then
    }
  }

  /// The page that an address is in, as a number.
  @inlinable
  func page(of address: Word) -> Word { address.shiftedRight(geometry.pageShift) }

  /// The first address of the part of the address space that an entry of a level serves.
  @inlinable
  func part(_ address: Word, level: Int) -> Word {
    address & ~(Word.one.shiftedLeft(geometry.shift(ofLevel: level)) &- .one)
  }
}

// MARK: Calls

extension SymbolicMachine {
  /// Records the entry into an entry point; every event until `leaveCall` belongs to it.
  @inlinable
  public mutating func enterCall(_ arguments: CallArguments<Word, Flags>) throws(Halt) {
    let parent = currentCall
    let depth: UInt8 = parent == Event.noCall ? 0 : currentDepth &+ 1
    log.calls.append(.init(parent: parent, depth: depth, arguments: arguments))
    callStack.append(currentCall)
    currentCall = UInt32(truncatingIfNeeded: log.calls.count - 1)
    currentDepth = depth
    record(.call, x: arguments.operation == .vmalloc ? arguments.size : arguments.address)
    // Nesting deeper than any geometry allows is a run that does not end.
    if depth == 0 {
      walk.begin()
    } else if walk.isShortened {
      recorder.cut(
        "the page array of an area of more than \(mostPages) pages is an area itself", atBound: true)
    }
    if depth > 64 { throw halt(.fuelSpent, Word(constant: UInt64(depth))) }
    try spend()
  }

  /// Records the return from the innermost call; `result` is an address, or 0.
  @inlinable
  public mutating func leaveCall(returning result: Word) {
    record(.ret, x: result)
    currentCall = callStack.popLast() ?? Event.noCall
    currentDepth = currentCall == Event.noCall ? 0 : currentDepth &- 1
  }
}

// MARK: Ranges

extension SymbolicMachine {
  /// Whether the environment refuses the range about to be searched.
  @inlinable
  public mutating func refusesRange(bytes: Word) throws(Halt) -> Bool {
    try spend()
    guard refuses() else { return false }
    record(.reserveFail, order: 1, y: bytes)
    return true
  }

  /// Records that a range became busy.
  ///
  /// Whether it is of more pages than this machine gives is a question of its own: such a one is followed until its pages are
  /// asked for and a first walk goes on beyond them.
  @inlinable
  public mutating func reserved(_ start: Word, bytes: Word, area: UInt32) throws(Halt) {
    record(.reserve, area: area, x: start, y: bytes)
    try spend()
    // No range of a narrow machine may be of so many.
    let most = UInt64(mostPages) + 1
    if most <= SymbolicTerm.mask(Concrete.bits), bytes.shiftedRight(geometry.pageShift) > Word(constant: most)
    {
      walk.shorten()
    }
  }

  /// Records that no range was found.
  @inlinable
  public mutating func reserveFailed(bytes: Word) throws(Halt) {
    record(.reserveFail, y: bytes)
    try spend()
  }

  /// Records that a range was freed lazily, and the count of lazily freed pages noted now.
  @inlinable
  public mutating func retired(_ start: Word, bytes: Word, area: UInt32, lazyPages: Word) throws(Halt) {
    record(.retire, area: area, x: start, y: bytes)
    record(.lazyCount, area: area, x: lazyPages)
    try spend()
  }

  /// Drops stale translations of [start, end) from the TLB.
  @inlinable
  public mutating func flush(from start: Word, to end: Word) throws(Halt) {
    record(.flush, x: start, y: end)
    try spend()
  }

  /// Records that a range may be reserved again.
  @inlinable
  public mutating func reusable(_ start: Word, bytes: Word) throws(Halt) {
    record(.reusable, x: start, y: bytes)
    try spend()
  }
}

// MARK: The rest

extension SymbolicMachine {
  /// Prints a message.
  @inlinable
  public mutating func warn(_ warning: Warning, pages: Word, bytes: Word, gfp: Flags) throws(Halt) {
    record(.warn, order: warning.rawValue, gfp: gfp, x: pages, y: bytes)
    try spend()
  }

  /// A voluntary point of preemption.
  @inlinable
  public mutating func reschedule() throws(Halt) {
    record(.resched)
    try spend()
  }

  /// Records that a release was put off.
  @inlinable
  public mutating func deferRelease(_ address: Word) throws(Halt) {
    record(.deferred, x: address)
    try spend()
  }

  /// The halt of a failed assertion of the implementation, recorded; to be thrown.
  @inlinable
  public mutating func bug(_ detail: Word) -> Halt { halt(.bug, detail) }
}
