import Machine
import Specification

// An area: the range reserved for it, the pages it is to have, what its descriptor says.

extension NaiveObserver {
  /// Bits of the flags in an area's descriptor.
  private enum Flag {
    static var vpages: Word { Word(constant: 0x10) }
    static var uninitialized: Word { Word(constant: 0x20) }
    static var noGuard: Word { Word(constant: 0x40) }
  }

  /// An area: its range, and the call that made it.
  struct Area {
    var range: AddressRange
    var maker: Span
    var number: UInt32 { range.area }
  }

  /// The area that an allocation reserved a range for last, or that a release is of.
  func area(of call: Span) -> Area? {
    switch call.record.operation {
    case .vmalloc:
      return own(call, .reserve).last.map { number in
        let event = log.events[number]
        let range = AddressRange(area: areaNumber(event), start: event.x, bytes: event.y, since: number)
        return Area(range: range, maker: call)
      }
    case .vfree:
      return target(call.record.address, before: call.start).range.map {
        Area(range: $0, maker: span(of: log.events[$0.since].call))
      }
    case .purge: return nil
    }
  }

  /// Bytes of the guard that an allocation is to have.
  func guardSize(_ maker: Span) -> Word {
    let isShown = maker.record.seen.contains(.arguments)
    return isShown && maker.record.flags & Flag.noGuard != .zero ? .zero : pageSize
  }

  /// Pages that an allocation is to have.
  func pages(_ maker: Span) -> Word {
    let size = maker.record.size
    if maker.record.seen.contains(.arguments) {
      return size == .zero ? .zero : page(of: size &- .one) &+ .one
    }
    guard let range = area(of: maker)?.range, range.bytes >= pageSize else { return .zero }
    return page(of: range.bytes) &- .one
  }

  /// The area.
  func observeArea(_ call: Span, _ area: Area?, _ seen: inout WordObservation<Word>) {
    if call.record.operation == .vmalloc {
      seen[.n] = pages(call)
      seen[.guardSize] = guardSize(call)
    }
    observeDescriptor(call, &seen)
    guard let area else { return }
    seen[.area] = number(area.number)
    if call.record.operation == .vfree {
      let isShown = call.record.seen.contains(.array)
      seen[.n] = isShown ? number(obtained(of: area, before: call.end)) : pages(area.maker)
    }
    seen[.guardSize] = guardSize(area.maker)
  }

  /// What the call itself noted in the descriptor.
  private func observeDescriptor(_ call: Span, _ seen: inout WordObservation<Word>) {
    let counts = own(call, .areaCount).map { log.events[$0].x }
    seen[.countWrites] = number(counts.count)
    seen[.countFirst] = counts.first ?? .zero
    seen[.countLast] = counts.last ?? .zero
    let flags = own(call, .areaFlags)
    seen[.vpagesFlag] = (flags.last.map { log.events[$0].x } ?? .zero) & Flag.vpages != .zero ? .one : .zero
    let cleared = zip(flags, flags.dropFirst()).first { before, after in
      log.events[before].x & Flag.uninitialized != .zero && log.events[after].x & Flag.uninitialized == .zero
    }
    seen[.publishAt] = cleared.map { number($0.1) } ?? .allOnes
    let nodes = own(call, .nodeCount).map { log.events[$0].y }
    seen[.nodeTotal] = nodes.isEmpty ? .allOnes : nodes.reduce(.zero, &+)
  }

  /// The area's range, and searches for one.
  func observeRange(_ call: Span, _ area: Area?, _ seen: inout WordObservation<Word>) {
    seen[.reserveCount] = number(own(call, .reserve).count)
    let refused = own(call, .reserveFail).filter { log.events[$0].order == 0 }
    seen[.refusedCount] = number(refused.count)
    if let last = refused.last {
      seen[.refusedBytes] = log.events[last].y
      seen[.refusedGap] = largestGap(align: call.record.align, before: last)
    }
    seen[.foreignCount] = number(log.events[..<call.start].count { $0.kind == .env })
    let retired = own(call, .retire).filter { moment in
      area.map { log.events[moment].x == $0.range.start } ?? true
    }
    seen[.retireCount] = number(retired.count)
    seen[.retireAt] = retired.last.map { number($0) } ?? .allOnes
    seen[.retireBytes] = retired.last.map { log.events[$0].y } ?? .zero
    guard let range = area?.range else { return }
    seen[.rangeBase] = range.start
    seen[.rangeBytes] = range.bytes
    seen[.basePage] = page(of: range.start)
    if call.record.seen.contains(.mapping) {
      let left = translations(before: call.end).map(\.page).filter {
        range.contains($0.shiftedLeft(geometry.pageShift)) && !isPlanted($0, before: call.end)
      }
      seen[.rangeLeft] = number(left.count)
    }
    guard call.record.operation == .vmalloc else { return }
    seen[.walkTables] = walkTables(start: range.start, pages: seen[.n])
    observeReservation(range, &seen)
  }

  /// Page tables that a walk over pages meets, the top one apart: on each level, one for each part of the
  /// address space that an entry of the level above serves.
  private func walkTables(start: Word, pages: Word) -> Word {
    guard pages > .zero else { return .zero }
    let last = start &+ (pages &- .one) &* pageSize
    var count = Word.zero
    var served = geometry.pageShift
    for level in 0..<geometry.levels - 1 {
      served += Int(geometry.levelBits[level])
      count = count &+ (last.shiftedRight(served) &- start.shiftedRight(served) &+ .one)
    }
    return count
  }

  /// What was there when the call itself reserved a range.
  private func observeReservation(_ range: AddressRange, _ seen: inout WordObservation<Word>) {
    let taken = ranges(before: range.since)
    seen[.rangeOverlap] = number(
      (taken.busy + taken.lazy).count { $0.overlaps(start: range.start, bytes: range.bytes) })
    let translated = translations(before: range.since).map(\.page)
    seen[.rangeTranslated] = number(translated.count { range.contains($0.shiftedLeft(geometry.pageShift)) })
  }
}
