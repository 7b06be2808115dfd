import Machine

// What was asked of the call, and what it did beside memory: descriptors, messages.

extension NaiveObserver {
  /// The arguments, as the call's record has them; those of an allocation are 0 of other calls.
  func observeArguments(_ call: Span, _ seen: inout Observation) {
    seen[.inInterrupt] = call.record.inInterrupt ? 1 : 0
    seen[.depth] = UInt64(call.record.depth)
    guard call.record.operation == .vmalloc else { return }
    seen[.size] = call.record.size
    seen[.align] = call.record.align
    seen[.gfp] = UInt64(call.record.gfp)
    seen[.node] = call.record.node
    seen[.prot] = UInt64(call.record.prot)
    seen[.unguarded] = guardSize(call) == 0 ? 1 : 0
    seen[.caller] = call.record.caller
  }

  /// Descriptors obtained and given back by the call itself.
  func observeDescriptors(_ call: Span, _ seen: inout Observation) {
    let new = own(call, .structNew).map { log.events[$0] }.filter(\.ok)
    let freed = own(call, .structFree)
    seen[.structNew] = UInt64(new.count { $0.x == 0 })
    seen[.rangeStructNew] = UInt64(new.count { $0.x == 1 })
    seen[.structFreed] = UInt64(freed.count { log.events[$0].x == 0 })
    seen[.rangeStructFreed] = UInt64(freed.count { log.events[$0].x == 1 })
    seen[.structFreedAt] = freed.last { log.events[$0].x == 0 }.map { UInt64($0) } ?? Observation.none
  }

  /// Messages of the call itself, its points of preemption, and what it put off.
  func observeMessages(_ call: Span, _ seen: inout Observation) {
    let messages = own(call, .warn)
    seen[.warnCount] = UInt64(messages.count)
    for (number, moment) in messages.enumerated() {
      seen.set(.warnKind, UInt64(number), to: UInt64(log.events[moment].order))
      seen.set(.warnPages, UInt64(number), to: log.events[moment].x)
      seen.set(.warnBytes, UInt64(number), to: log.events[moment].y)
      seen.set(.warnAt, UInt64(number), to: UInt64(moment))
    }
    seen[.reschedCount] = UInt64(own(call, .resched).count)
    let stores = (own(call, .store) + own(call, .resched)).sorted().split { log.events[$0].kind == .resched }
    seen[.reschedGap] = UInt64(stores.map(\.count).max() ?? 0)
    seen[.deferredCount] = UInt64(own(call, .deferred).count)
  }
}
