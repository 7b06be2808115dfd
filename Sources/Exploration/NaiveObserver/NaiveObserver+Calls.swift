import Machine
import Specification

// Which events belong to a call.

extension NaiveObserver {
  /// A call: from its entry to its return, or to the halt that ended every open call.
  struct Span {
    var id: UInt32
    var record: ObservedCall<Word>
    /// The number of its first event.
    var start: Int
    /// The number of its last event.
    var end: Int
    /// The numbers of the events of the call itself, and of those of a kind.
    var own: [Int]
    var kinds: [EventKind: [Int]]
    /// The numbers of its events and of those of the calls within it.
    var all: [Int]
  }

  /// A call of the log. One that has not ended goes on to the last event.
  func span(of id: UInt32) -> Span {
    guard let start = entry(of: id) else { preconditionFailure("the log has no entry of call \(id)") }
    let end = log.events[start...].firstIndex {
      $0.kind == .trap || ($0.kind == .ret && $0.call == id)
    }
    let numbers = start...(end ?? log.events.count - 1)
    let own = numbers.filter { log.events[$0].call == id }
    return Span(
      id: id, record: log.calls[Int(id)], start: start, end: numbers.upperBound, own: own,
      kinds: Dictionary(grouping: own) { log.events[$0].kind },
      all: numbers.filter { isWithin(log.events[$0].call, id) })
  }

  /// The number of the event with which a call begins.
  func entry(of id: UInt32) -> Int? {
    log.events.firstIndex { $0.kind == .call && $0.call == id }
  }

  /// Whether a call is another, or was made by it or by a call within it.
  func isWithin(_ call: UInt32, _ other: UInt32) -> Bool {
    if call == other { return true }
    guard let record = record(of: call) else { return false }
    return record.parent != Event.noCall && isWithin(record.parent, other)
  }

  /// The arguments of a call, nil if events happened outside of any.
  func record(of call: UInt32) -> ObservedCall<Word>? {
    Int(call) < log.calls.count ? log.calls[Int(call)] : nil
  }

  /// What a source shows of the call that an event happened in.
  func sight(of event: ObservedEvent<Word>) -> Sight {
    record(of: event.call)?.seen ?? .everything
  }

  /// The numbers of a call's own events of a kind.
  func own(_ call: Span, _ kind: EventKind) -> [Int] {
    call.kinds[kind] ?? []
  }

  /// The calls that a call itself made, in order, of an entry point.
  func made(by call: Span, _ operation: CallRecord.Operation) -> [Span] {
    log.calls.indices.filter { log.calls[$0].parent == call.id && log.calls[$0].operation == operation }
      .filter { child in entry(of: UInt32(child)).map { $0 <= call.end } ?? false }
      .map { span(of: UInt32($0)) }
  }

  /// What a call returned; 0 for NULL, and if it was halted.
  func result(of call: Span) -> Word {
    log.events[call.end].kind == .ret ? log.events[call.end].x : .zero
  }
}
