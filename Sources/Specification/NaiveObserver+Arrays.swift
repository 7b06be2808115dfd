import Machine

// The page array: a slab object, or an area that a nested call makes.

extension NaiveObserver {
  /// The values of `arrKind`.
  enum ArrayKind: UInt64 {
    case none, slab, area
  }

  /// The page array that an allocation asked for.
  struct PageArray {
    var kind = ArrayKind.none
    var bytes: UInt64 = 0
    var gfp: UInt32 = 0
    /// Where it is, 0 if it was not had.
    var pointer: UInt64 = 0
    /// Bytes that it has.
    var capacity: UInt64 = 0
    /// Whether there was an answer: not if the nested call halted.
    var isAnswered = false
    /// The nested call, if it is an area.
    var nested: Span?

    var isObtained: Bool { pointer != 0 }
  }

  /// The page array that an allocation asked for: the last request counts.
  func array(of maker: Span) -> PageArray {
    let nested = made(by: maker, .vmalloc).last
    let request = own(maker, .arrKmalloc).last
    if let nested, nested.start > request ?? -1 {
      let address = result(of: nested)
      return PageArray(
        kind: .area, bytes: nested.record.size, gfp: nested.record.gfp, pointer: address,
        capacity: address == 0 ? 0 : obtained(nested) &* geometry.pageSize,
        isAnswered: log.events[nested.end].kind == .ret, nested: nested)
    }
    if let request {
      let event = log.events[request]
      return PageArray(
        kind: .slab, bytes: event.x, gfp: event.gfp, pointer: event.ok ? event.y : 0,
        capacity: event.ok ? event.x : 0,
        isAnswered: true)
    }
    // Where only nesting is shown, an area without a nested call has a slab object.
    let isSlab = !maker.record.seen.contains(.array) && maker.record.seen.contains(.nesting)
    return PageArray(kind: isSlab ? .slab : .none)
  }

  /// The page array of the area, and what the call itself did with it.
  func observeArray(_ call: Span, _ area: Area?, _ seen: inout Observation) {
    seen[.depthReached] = nesting(below: call)
    guard let maker = area?.maker ?? (call.record.operation == .vmalloc ? call : nil) else { return }
    if call.record.operation == .vfree { seen[.depthAllocated] = nesting(below: maker) }
    let array = array(of: maker)
    seen[.arrKind] = array.kind.rawValue
    seen[.arrCapacity] = array.capacity
    if call.record.operation == .vmalloc { observeRequest(array, &seen) }
    guard array.isObtained else { return }
    let asSlab = own(call, .arrKfree).filter { log.events[$0].y == array.pointer }
    let asArea = made(by: call, .vfree).filter { $0.record.address == array.pointer }.map(\.start)
    seen[.arrReleases] = UInt64(asSlab.count + asArea.count)
    if let last = (asSlab + asArea).max() {
      seen[.arrReleaseKind] = (asSlab.contains(last) ? ArrayKind.slab : .area).rawValue
    }
    if array.kind == .area { seen[.nestedReleases] = UInt64(asArea.count) }
  }

  /// Pages that an allocation got.
  func obtained(_ maker: Span) -> UInt64 {
    area(of: maker).map { obtained(of: $0, before: maker.end) } ?? 0
  }

  /// How an allocation asked for its array, and with which arguments if by a nested call.
  private func observeRequest(_ array: PageArray, _ seen: inout Observation) {
    seen[.arrObtained] = array.isObtained ? 1 : 0
    seen[.arrBytes] = array.bytes
    seen[.arrGfp] = UInt64(array.gfp)
    guard let nested = array.nested else { return }
    seen[.nestedPages] = pages(nested)
    seen[.nestedReturn] = result(of: nested)
    seen[.nestedProt] = UInt64(nested.record.prot)
    seen[.nestedCaller] = nested.record.caller
  }

  /// How deep calls of its own kind nest below a call.
  private func nesting(below call: Span) -> UInt64 {
    let deepest = call.all.map { log.events[$0].call }
      .filter { log.calls[Int($0)].operation == call.record.operation }
      .map { log.calls[Int($0)].depth }.max()
    return UInt64((deepest ?? call.record.depth) - call.record.depth)
  }
}
