import Machine
import Specification

// How the call ended, and why.

extension NaiveObserver {
  /// The values of `exitPath`.
  private enum Exit: UInt64 {
    case success = 1
    case refused, noRange, noArray, noPage, noMapping, trap, release
  }

  /// How the call ended.
  func observeEnd(_ call: Span, _ area: Area?, _ seen: inout WordObservation<Word>) {
    let last = log.events[call.end]
    seen[.exitPath] = number(exit(call, area).rawValue)
    seen[.ret] = result(of: call)
    seen[.trap] = last.kind == .trap ? number(last.order) : .zero
    if call.record.operation == .vfree {
      seen[.targetKind] = number(target(call.record.address, before: call.start).kind)
    }
    let edges: [EventKind] = [.call, .ret, .trap]
    seen[.eventCount] = number(call.own.count { !edges.contains(log.events[$0].kind) })
    seen[.environmentRequests] = number(requestsOfEnvironment(call))
  }

  /// Pages, slab objects, page tables and ranges asked for by the call itself.
  private func requestsOfEnvironment(_ call: Span) -> Int {
    let kinds: [EventKind] = [.pageReq, .structNew, .arrKmalloc, .ptNew, .reserve, .reserveFail]
    return call.own.count { kinds.contains(log.events[$0].kind) }
  }

  /// The exit, by its cause. The first thing refused that was not made up for is the cause; a halt is
  /// an exit of its own only if nothing was refused.
  private func exit(_ call: Span, _ area: Area?) -> Exit {
    guard call.record.operation == .vmalloc else { return .release }
    let isHalted = log.events[call.end].kind != .ret
    if result(of: call) != .zero { return .success }
    if requestsOfEnvironment(call) == 0 { return isHalted ? .trap : .refused }
    guard let area else { return isHalted && !wasRefusedRange(call) ? .trap : .noRange }
    guard call.record.seen.contains(.array) else {
      return number(obtained(of: area, before: call.end)) < pages(call) ? .noPage : .noMapping
    }
    let array = array(of: call)
    if array.kind != .none, !array.isObtained, array.isAnswered { return .noArray }
    if let answer = own(call, .pageGot).last, !log.events[answer].ok { return .noPage }
    if isHalted { return wasRefusedMapping(call) ? .noMapping : .trap }
    return array.kind == .none ? .noArray : .noMapping
  }

  /// Whether a descriptor or a range was refused.
  private func wasRefusedRange(_ call: Span) -> Bool {
    call.own.contains { number in
      let event = log.events[number]
      return event.kind == .reserveFail || (event.kind == .structNew && !event.ok)
    }
  }

  /// Whether the mapping failed: a page table was refused, an entry was in use, or a page was missing.
  private func wasRefusedMapping(_ call: Span) -> Bool {
    call.own.contains { number in
      let event = log.events[number]
      if event.kind == .ptNew { return !event.ok }
      return event.kind == .warn
        && (event.order == Warning.entryInUse.rawValue || event.order == Warning.missingPage.rawValue)
    }
  }
}
