import Machine
import Specification

// What was asked of the call, and what it did beside memory: descriptors, messages.

extension NaiveObserver {
  /// The arguments, as the call's record has them; those of an allocation are 0 of other calls.
  func observeArguments(_ call: Span, _ seen: inout WordObservation<Word>) {
    seen[.inInterrupt] = call.record.inInterrupt ? .one : .zero
    seen[.depth] = number(call.record.depth)
    guard call.record.operation == .vmalloc else { return }
    seen[.size] = call.record.size
    seen[.align] = call.record.align
    seen[.gfp] = call.record.gfp
    seen[.node] = call.record.node
    seen[.prot] = call.record.prot
    seen[.unguarded] = guardSize(call) == .zero ? .one : .zero
    seen[.caller] = number(call.record.caller)
  }

  /// Descriptors obtained and given back by the call itself.
  func observeDescriptors(_ call: Span, _ seen: inout WordObservation<Word>) {
    let new = own(call, .structNew).map { log.events[$0] }.filter(\.ok)
    let freed = own(call, .structFree)
    seen[.structNew] = number(new.count { $0.x == .zero })
    seen[.rangeStructNew] = number(new.count { $0.x == .one })
    seen[.structFreed] = number(freed.count { log.events[$0].x == .zero })
    seen[.rangeStructFreed] = number(freed.count { log.events[$0].x == .one })
    seen[.structFreedAt] = freed.last { log.events[$0].x == .zero }.map { number($0) } ?? .allOnes
  }

  /// Messages of the call itself, its points of preemption, and what it put off.
  func observeMessages(_ call: Span, _ seen: inout WordObservation<Word>) {
    let messages = own(call, .warn)
    seen[.warnCount] = number(messages.count)
    for (place, moment) in messages.enumerated() {
      seen.set(.warnKind, place, to: number(log.events[moment].order))
      seen.set(.warnPages, place, to: log.events[moment].x)
      seen.set(.warnBytes, place, to: log.events[moment].y)
      seen.set(.warnAt, place, to: number(moment))
    }
    seen[.reschedCount] = number(own(call, .resched).count)
    let stores = (own(call, .store) + own(call, .resched)).sorted().split { log.events[$0].kind == .resched }
    seen[.reschedGap] = number(stores.map(\.count).max() ?? 0)
    seen[.deferredCount] = number(own(call, .deferred).count)
  }
}
