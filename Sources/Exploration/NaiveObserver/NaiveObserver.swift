public import Machine
public import Specification

/// Derives observations from the raw events of a whole log, from scratch for each call.
///
/// The second derivation of the vocabulary, written to be compared with `Observer`: every symbol is
/// looked up in the events by its definition in `Specs/vocabulary.smt2`, nothing is carried from event
/// to event. Who owned a frame, say, is decided by the last event before the moment in question that
/// changed it. Which events those are, for each frame and page, is noted once for the log, in O(events) comparisons or
/// look-ups; an observation then takes O(events of the log · ranges), and O(log events) for each page of the call.
///
/// Every event has to be of a call whose entry is in the log, or of none.
///
/// What is derived from what:
/// - `NaiveObserver+Calls`: which events belong to a call, and to those within it.
/// - `NaiveObserver+Frames`: owners of frames; `+Translations`: what virtual pages lead to.
/// - `NaiveObserver+Ranges`: which ranges are busy or lazily freed; what an address to release is.
/// - `NaiveObserver+Areas`, `+Arrays`, `+Requests`: an area, its page array, its frames.
/// - `NaiveObserver+Arguments`, `+Exits`, `+Mapping`, `+Changes`, `+History`: the rest of the vocabulary.
public struct NaiveObserver<Word: ObservedWord>: Sendable {
  /// The shape of the machine.
  let geometry: Geometry
  /// Everything that happened.
  let log: ObservedLog<Word>
  /// When the owner of a frame was decided.
  let owned: Moments<Word>
  /// When the leaf entry of a virtual page was written or cleared; when it was cleared.
  let changed, cleared: Moments<Word>
  /// When a frame was written into a leaf entry.
  let entered: Moments<Word>
  /// When something happened to a range.
  let ranged: [Int]

  /// An observer of a whole log.
  public init(geometry: Geometry, log: ObservedLog<Word>) {
    self.geometry = geometry
    self.log = log
    owned = Moments(log.events, word: Self.ownedFrame)
    changed = Moments(log.events) { Self.changesEntry($0) ? $0.x : nil }
    cleared = Moments(log.events) { $0.kind == .unmap ? $0.x : nil }
    entered = Moments(log.events) { Self.changesEntry($0) && $0.kind != .unmap ? $0.y : nil }
    ranged = log.events.indices.filter { Self.changesRange(log.events[$0]) }
  }

  /// The observation of a call that has ended.
  ///
  /// - Precondition: the log has the call's entry.
  public func observe(_ call: UInt32) -> WordObservation<Word> {
    let call = span(of: call)
    let area = area(of: call)
    var seen = WordObservation<Word>()
    observeMachine(&seen)
    seen[.windowStart] = number(call.record.window?.lowerBound ?? geometry.windowStart)
    seen[.windowEnd] = number(call.record.window?.upperBound ?? geometry.windowEnd)
    observeArguments(call, &seen)
    observeEnd(call, area, &seen)
    observeArea(call, area, &seen)
    observeRange(call, area, &seen)
    observeDescriptors(call, &seen)
    observeArray(call, area, &seen)
    observeFrames(call, area, &seen)
    observeRequests(call, &seen)
    observeEntries(call, &seen)
    observePuts(call, &seen)
    observeMapping(call, area, &seen)
    observeChanges(call, &seen)
    observeMessages(call, &seen)
    observeReuse(call, &seen)
    return seen
  }

  /// The machine's constants.
  func observeMachine(_ seen: inout WordObservation<Word>) {
    seen[.pageSize] = number(geometry.pageSize)
    seen[.pointerSize] = number(geometry.pointerSize)
    seen[.ramPages] = number(geometry.ramPages)
    seen[.windowStart] = number(geometry.windowStart)
    seen[.windowEnd] = number(geometry.windowEnd)
    seen[.levels] = number(geometry.levels)
    seen[.uintLimit] = number(UInt64(1) << UInt64(geometry.uintBits))
    for depth in 0..<64 {
      let power = (0...depth).reduce(UInt64(1)) { product, _ in
        let (next, overflow) = product.multipliedReportingOverflow(by: geometry.pointersPerPage)
        return overflow ? .max : next
      }
      seen.set(.nestingLimit, depth, to: number(power))
    }
  }

  /// The word of a number.
  func number(_ value: some BinaryInteger) -> Word { Word(constant: UInt64(value)) }

  /// The words without those that are equal to an earlier one.
  func different(_ words: [Word]) -> [Word] {
    words.reduce(into: WordMap<Word, Bool>()) { $0[$1] = true }.keys
  }

  /// The larger of two words.
  func larger(_ first: Word, _ second: Word) -> Word { first < second ? second : first }

  /// The bytes of a page.
  var pageSize: Word { number(geometry.pageSize) }

  /// Whether an address or a size is that of whole pages.
  func isOfPages(_ bytes: Word) -> Bool { bytes & (pageSize &- .one) == .zero }

  /// The number of the page an address lies in.
  func page(of address: Word) -> Word { address.shiftedRight(geometry.pageShift) }
}

extension NaiveObserver where Word == UInt64 {
  /// An observer of a whole log.
  public init(geometry: Geometry, log: EventLog) {
    self.init(geometry: geometry, log: ObservedLog(log))
  }

  /// The observation of a call that has ended.
  ///
  /// - Precondition: the log has the call's entry.
  public func observation(of call: UInt32) -> Observation { observe(call).observation }

  /// The observation of the whole log.
  ///
  /// - Parameter tablesBefore: page tables made until the history began to repeat itself, nil if it did not.
  public func history(tablesBefore: UInt64?) -> Observation {
    observeHistory(tablesBefore: tablesBefore).observation
  }
}
