import Machine
import Specification

// The page array: a slab object, or an area that a nested call makes.

extension NaiveObserver {
  /// The values of `arrKind`.
  enum ArrayKind: UInt64 {
    case none, slab, area
  }

  /// The page array that an allocation asked for.
  struct PageArray {
    var kind = ArrayKind.none
    var bytes = Word.zero
    var gfp = Word.zero
    /// Where it is, 0 if it was not had.
    var pointer = Word.zero
    /// Bytes that it has.
    var capacity = Word.zero
    /// Whether there was an answer: not if the nested call halted.
    var isAnswered = false
    /// The nested call, if it is an area.
    var nested: Span?

    var isObtained: Bool { pointer != .zero }
  }

  /// The page array that an allocation asked for: the last request counts.
  func array(of maker: Span) -> PageArray {
    let nested = made(by: maker, .vmalloc).last
    let request = own(maker, .arrKmalloc).last
    if let nested, nested.start > request ?? -1 {
      let address = result(of: nested)
      return PageArray(
        kind: .area, bytes: nested.record.size, gfp: nested.record.gfp, pointer: address,
        capacity: address == .zero ? .zero : number(obtained(nested)) &* pageSize,
        isAnswered: log.events[nested.end].kind == .ret, nested: nested)
    }
    if let request {
      let event = log.events[request]
      return PageArray(
        kind: .slab, bytes: event.x, gfp: event.gfp, pointer: event.ok ? event.y : .zero,
        capacity: event.ok ? event.x : .zero,
        isAnswered: true)
    }
    // Where only nesting is shown, an area without a nested call has a slab object.
    let isSlab = !maker.record.seen.contains(.array) && maker.record.seen.contains(.nesting)
    return PageArray(kind: isSlab ? .slab : .none)
  }

  /// The page array of the area, and what the call itself did with it.
  func observeArray(_ call: Span, _ area: Area?, _ seen: inout WordObservation<Word>) {
    seen[.depthReached] = number(nesting(below: call))
    guard let maker = area?.maker ?? (call.record.operation == .vmalloc ? call : nil) else { return }
    if call.record.operation == .vfree { seen[.depthAllocated] = number(nesting(below: maker)) }
    let array = array(of: maker)
    seen[.arrKind] = number(array.kind.rawValue)
    seen[.arrCapacity] = array.capacity
    if call.record.operation == .vmalloc { observeRequest(array, &seen) }
    guard array.isObtained else { return }
    let asSlab = own(call, .arrKfree).filter { log.events[$0].y == array.pointer }
    let asArea = made(by: call, .vfree).filter { $0.record.address == array.pointer }.map(\.start)
    seen[.arrReleases] = number(asSlab.count + asArea.count)
    if let last = (asSlab + asArea).max() {
      seen[.arrReleaseKind] = number((asSlab.contains(last) ? ArrayKind.slab : .area).rawValue)
    }
    if array.kind == .area { seen[.nestedReleases] = number(asArea.count) }
  }

  /// Pages that an allocation got.
  func obtained(_ maker: Span) -> Int {
    area(of: maker).map { obtained(of: $0, before: maker.end) } ?? 0
  }

  /// How an allocation asked for its array, and with which arguments if by a nested call.
  private func observeRequest(_ array: PageArray, _ seen: inout WordObservation<Word>) {
    seen[.arrObtained] = array.isObtained ? .one : .zero
    seen[.arrBytes] = array.bytes
    seen[.arrGfp] = array.gfp
    guard let nested = array.nested else { return }
    seen[.nestedPages] = pages(nested)
    seen[.nestedReturn] = result(of: nested)
    seen[.nestedProt] = nested.record.prot
    seen[.nestedCaller] = number(nested.record.caller)
  }

  /// How deep calls of its own kind nest below a call.
  private func nesting(below call: Span) -> Int {
    let deepest = call.all.map { log.events[$0].call }
      .filter { log.calls[Int($0)].operation == call.record.operation }
      .map { log.calls[Int($0)].depth }.max()
    return Int((deepest ?? call.record.depth) - call.record.depth)
  }
}
