public import Machine

/// Derives observations from the raw events of a whole log, from scratch for each call.
///
/// The second derivation of the vocabulary, written to be compared with `Observer`: every symbol is
/// looked up in the events by its definition in `Specs/vocabulary.smt2`, nothing is carried from event
/// to event. Who owned a frame, say, is decided by the last event before the moment in question that
/// changed it. Quadratic in the events of the log: for short logs, or a few calls of a long one.
///
/// Every event has to be of a call whose entry is in the log, or of none.
///
/// What is derived from what:
/// - `NaiveObserver+Calls`: which events belong to a call, and to those within it.
/// - `NaiveObserver+Frames`: owners of frames; `+Translations`: what virtual pages lead to.
/// - `NaiveObserver+Ranges`: which ranges are busy or lazily freed; what an address to release is.
/// - `NaiveObserver+Areas`, `+Arrays`, `+Requests`: an area, its page array, its frames.
/// - `NaiveObserver+Arguments`, `+Exits`, `+Mapping`, `+Changes`, `+History`: the rest of the vocabulary.
public struct NaiveObserver: Sendable {
  /// The shape of the machine.
  let geometry: Geometry
  /// Everything that happened.
  let log: EventLog

  /// An observer of a whole log.
  public init(geometry: Geometry, log: EventLog) {
    self.geometry = geometry
    self.log = log
  }

  /// The observation of a call that has ended.
  ///
  /// - Precondition: the log has the call's entry.
  public func observation(of call: UInt32) -> Observation {
    let call = span(of: call)
    let area = area(of: call)
    var seen = Observation()
    observeMachine(&seen)
    seen[.windowStart] = call.record.window?.lowerBound ?? geometry.windowStart
    seen[.windowEnd] = call.record.window?.upperBound ?? geometry.windowEnd
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
  func observeMachine(_ seen: inout Observation) {
    seen[.pageSize] = geometry.pageSize
    seen[.pointerSize] = UInt64(geometry.pointerSize)
    seen[.ramPages] = geometry.ramPages
    seen[.windowStart] = geometry.windowStart
    seen[.windowEnd] = geometry.windowEnd
    seen[.levels] = UInt64(geometry.levels)
    seen[.uintLimit] = 1 << UInt64(geometry.uintBits)
    for depth in 0..<64 {
      let power = (0...depth).reduce(UInt64(1)) { product, _ in
        let (next, overflow) = product.multipliedReportingOverflow(by: geometry.pointersPerPage)
        return overflow ? .max : next
      }
      seen.set(.nestingLimit, UInt64(depth), to: power)
    }
  }

  /// The number of the page an address lies in.
  func page(of address: UInt64) -> UInt64 { address / geometry.pageSize }
}
