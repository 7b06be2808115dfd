public import Machine

/// A word that observations can be made of: what the events of a log have as payload.
///
/// A number where a run is observed; where a path is, a function of its inputs.
public protocol ObservedWord: KeyWord {
  /// The largest multiple of another word, which is not 0, that is no larger.
  func roundedDown(toMultipleOf other: Self) -> Self
}

extension UInt64: ObservedWord {
  /// The largest multiple of another number, which is not 0, that is no larger.
  public func roundedDown(toMultipleOf other: UInt64) -> UInt64 { self / other * other }
}

/// What happened, as an observer reads it: an `Event` whose payload is words of some kind.
public struct ObservedEvent<Word: ObservedWord>: Sendable {
  /// What happened.
  public var kind: EventKind
  /// The innermost call it happened in, or `Event.noCall`.
  public var call: UInt32
  /// The area concerned, or 0.
  public var area: UInt32
  /// The page order, level, warning or halt, by kind.
  public var order: UInt8
  /// Whether the request was granted.
  public var ok: Bool
  /// The allocation mask, or the protection of a translation.
  public var gfp: Word
  /// The first payload word; the flags of an area are one.
  public var x: Word
  /// The second payload word.
  public var y: Word

  /// An event.
  public init(
    kind: EventKind, call: UInt32, area: UInt32, order: UInt8, ok: Bool, gfp: Word, x: Word, y: Word
  ) {
    self.kind = kind
    self.call = call
    self.area = area
    self.order = order
    self.ok = ok
    self.gfp = gfp
    self.x = x
    self.y = y
  }
}

/// An entry into the allocator: a `CallRecord` whose arguments are words of some kind.
public struct ObservedCall<Word: ObservedWord>: Sendable {
  /// The entry point.
  public var operation: CallRecord.Operation
  /// The call that made this one, or `Event.noCall`.
  public var parent: UInt32
  /// How many page arrays deep.
  public var depth: UInt8
  /// The arguments, as in `CallRecord`.
  public var size, align, gfp, node, prot, flags, address: Word
  /// Who is noted in the area as its caller.
  public var caller: UInt64
  /// Whether it was made in interrupt context.
  public var inInterrupt: Bool
  /// The addresses that the range has to lie in, nil for the machine's window.
  public var window: Range<UInt64>?
  /// What the source shows of this call.
  public var seen: Sight

  /// A call with the words of a record, or with others.
  ///
  /// - Parameter word: the word for a number of the record.
  public init(_ record: CallRecord, _ word: (UInt64) -> Word) {
    operation = record.operation
    parent = record.parent
    depth = record.depth
    size = word(record.size)
    align = word(record.align)
    gfp = word(UInt64(record.gfp))
    node = word(record.node)
    prot = word(UInt64(record.prot))
    flags = word(UInt64(record.flags))
    address = word(record.address)
    caller = record.caller
    inInterrupt = record.inInterrupt
    window = record.window
    seen = record.seen
  }
}

/// A whole log, as an observer reads it.
public struct ObservedLog<Word: ObservedWord>: Sendable {
  /// The events, in order.
  public var events: [ObservedEvent<Word>]
  /// The calls, in order of entry.
  public var calls: [ObservedCall<Word>]

  /// A log.
  public init(events: [ObservedEvent<Word>], calls: [ObservedCall<Word>]) {
    self.events = events
    self.calls = calls
  }
}

extension ObservedLog where Word == UInt64 {
  /// A log of numbers.
  public init(_ log: EventLog) {
    events = log.events.map {
      ObservedEvent(
        kind: $0.kind, call: $0.call, area: $0.area, order: $0.order, ok: $0.ok, gfp: UInt64($0.gfp), x: $0.x,
        y: $0.y)
    }
    calls = log.calls.map { ObservedCall($0) { $0 } }
  }
}
