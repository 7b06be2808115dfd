import Synchronization

/// What a worker writes down of its run while it makes it, in memory that it shares with its parent: if the run never ends,
/// the parent knows what was drawn until then.
///
/// Entries are stored as they lie in memory. Parent and worker are copies of one process, so the representation is the
/// same, and pointers to constants (the text of a `StaticString`) mean the same in both.
@usableFromInline
struct Journal: @unchecked Sendable {
  /// One thing that happened to the recording, or was begun.
  enum Entry: BitwiseCopyable {
    /// A choice was drawn.
    case choice(Choice)
    /// There was nothing to draw from.
    case overrun
    /// A span was opened that began at a choice.
    case beginSpan(StaticString, start: Int)
    /// The innermost span was closed; `outer` is open again.
    case endSpan(outer: Int?)
    /// A step began at a choice, and a span for it.
    case beginStep(start: Int)
    /// The last step ended, and its span.
    case endStep
    /// All that happened since was taken back.
    case takeBack(RecordingMark)
    /// An object was named.
    case nameObject
    /// The last choice chose an object.
    case reference(object: Int)
    /// A failure was injected.
    case failure(StaticString)
    /// Something else is done from here on.
    case phase(RunPhase)
    /// A value was made, or a command drawn, whose text ends there in the texts.
    case text(end: Int)
  }

  /// The fixed part, at the beginning of the memory. Counts are stored after what they count, so that the parent finds
  /// whole entries wherever the worker ended.
  struct Header: ~Copyable {
    /// Raised whenever a run begins or ends, or something else is got done: as long as it changes, nothing hangs.
    let progress = Atomic<Int>(0)
    /// Whether the worker did all it had to do.
    let isFinished = Atomic<Bool>(false)
    /// How many entries there are.
    let entries = Atomic<Int>(0)
    /// How many bytes of text there are.
    let textBytes = Atomic<Int>(0)
    /// The most entries.
    let entryLimit: Int
    /// The most bytes of text.
    let textLimit: Int
  }

  /// The beginning of the memory; one word, as every source has room for it.
  let base: UnsafeMutableRawPointer

  var header: UnsafeMutablePointer<Header> { base.assumingMemoryBound(to: Header.self) }

  private var entries: UnsafeMutablePointer<Entry> {
    (base + Self.entriesOffset).assumingMemoryBound(to: Entry.self)
  }

  private var texts: UnsafeMutablePointer<UInt8> {
    (base + Self.entriesOffset + header.pointee.entryLimit * MemoryLayout<Entry>.stride)
      .assumingMemoryBound(to: UInt8.self)
  }

  /// Where the entries begin.
  static let entriesOffset = 128

  /// Appends an entry; false if there is no room. Constant time.
  @inline(never)
  func append(_ entry: Entry) -> Bool {
    let count = header.pointee.entries.load(ordering: .relaxed)
    if count >= header.pointee.entryLimit { return false }
    (entries + count).initialize(to: entry)
    header.pointee.entries.store(count + 1, ordering: .releasing)
    return true
  }

  /// Appends a text, or as much of it as there is room for; false if there is no room for more.
  func append(text: String) -> Bool {
    let start = header.pointee.textBytes.load(ordering: .relaxed)
    let bytes = Array(text.utf8.prefix(header.pointee.textLimit - start))
    for (index, byte) in bytes.enumerated() { (texts + start + index).initialize(to: byte) }
    header.pointee.textBytes.store(start + bytes.count, ordering: .releasing)
    return append(.text(end: start + bytes.count))
  }

  /// Forgets everything.
  func removeAll() {
    header.pointee.progress.store(0, ordering: .relaxed)
    header.pointee.isFinished.store(false, ordering: .relaxed)
    header.pointee.entries.store(0, ordering: .relaxed)
    header.pointee.textBytes.store(0, ordering: .releasing)
  }

  /// Says that something was got done.
  func noteProgress() { header.pointee.progress.add(1, ordering: .releasing) }

  /// All entries, in order.
  var all: [Entry] {
    let count = header.pointee.entries.load(ordering: .acquiring)
    return (0..<min(count, header.pointee.entryLimit)).map { entries[$0] }
  }

  /// The texts, in order.
  var allTexts: [String] {
    var start = 0
    return all.compactMap { entry in
      guard case .text(let end) = entry, (start...header.pointee.textLimit).contains(end) else { return nil }
      defer { start = end }
      return String(decoding: UnsafeBufferPointer(start: texts + start, count: end - start), as: UTF8.self)
    }
  }

  /// What was done last.
  var lastPhase: RunPhase {
    for entry in all.reversed() {
      if case .phase(let phase) = entry { return phase }
    }
    return .making
  }
}

/// What a run is at.
@usableFromInline
enum RunPhase: BitwiseCopyable {
  /// The value or the machine is made.
  case making
  /// The property is checked on the value.
  case property
  /// The invariants are checked in the initial state.
  case initialState
  /// It is decided whether there is one more step, and which.
  case drawing
  /// A command is run.
  case step
  /// The invariants are checked after a step.
  case invariant
  /// The history is ended.
  case tearDown
}
