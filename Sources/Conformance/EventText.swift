import Machine

/// Events in words, beside the seed's statement where one does just that.
enum EventText {
  static func describe(_ event: Event, _ log: EventLog, _ shape: Geometry) -> String {
    let refused = event.ok ? "" : " -> refused"
    let gfp = "gfp 0x" + String(event.gfp, radix: 16)
    switch event.kind {
    case .call: return call(log.calls[Int(event.call)])
    case .ret: return event.x == 0 ? "return" : "return \(hex(event.x))"
    case .reserve: return "reserve range \(hex(event.x)), \(event.y) bytes, for area \(event.area)"
    case .reserveFail:
      return "no range of \(event.y) bytes\(event.order == 1 ? " (refused by the plan)" : "")"
    case .structNew: return "descriptor of \(event.x == 0 ? "an area" : "a range")\(refused)"
    case .structFree: return "free descriptor of \(event.x == 0 ? "area \(event.area)" : "a range")"
    case .arrKmalloc: return "pages = kmalloc_node(\(event.x), \(gfp)) = \(hex(event.y))\(refused)"
    case .arrKfree: return "kfree(\(hex(event.y)))"
    case .pageReq:
      let order = event.order == 0 ? "" : ", order \(event.order)"
      return "alloc_page(\(gfp)\(order)\(event.x == .max ? "" : ", node \(event.x)"))"
    case .pageGot: return event.ok ? "  = frame \(event.x) of node \(event.y)" : "  = refused"
    case .pagePut: return "put frame \(event.x)"
    case .store: return "pages[\(event.x)] = frame \(event.y)"
    case .load: return event.ok ? "read pages[\(event.x)] = \(event.y)" : "read pages[\(event.x)]"
    case .ptNew:
      return "page table below level \(event.order), \(gfp)\(event.ok ? " = frame \(event.x)" : refused)"
    case .map: return "map \(hex(event.x << UInt64(shape.pageShift))) to frame \(event.y)"
    case .unmap: return "unmap \(hex(event.x << UInt64(shape.pageShift))) (frame \(event.y))"
    case .retire: return "range \(hex(event.x)), \(event.y) bytes, lazily freed"
    case .lazyCount: return "lazily freed pages: \(event.x)"
    case .flush: return "flush TLB \(hex(event.x))-\(hex(event.y))"
    case .reusable: return "range \(hex(event.x)), \(event.y) bytes, reusable"
    case .warn: return "message: \(warning(event))"
    case .resched: return "cond_resched()"
    case .trap: return "HALT: \(Halt.Kind(rawValue: event.order).map { "\($0)" } ?? "?") (\(hex(event.x)))"
    case .env: return "somebody else maps \(hex(event.x << UInt64(shape.pageShift))) to frame \(event.y)"
    case .areaCount: return "area->nr_pages = \(event.x)"
    case .areaFlags: return "area->flags = \(hex(event.x))"
    case .deferred: return "release of \(hex(event.x)) put off"
    case .xlate: return "page \(hex(event.x)) translates to frame \(event.y)"
    case .nodeCount: return "\(event.y) frames on node \(event.x)"
    }
  }

  private static func call(_ record: CallRecord) -> String {
    switch record.operation {
    case .vmalloc:
      return "vmalloc(\(record.size) bytes, align \(record.align), gfp 0x\(String(record.gfp, radix: 16)))"
    case .vfree: return "vfree(\(hex(record.address)))\(record.inInterrupt ? " in interrupt context" : "")"
    case .purge: return "purge"
    }
  }

  private static func warning(_ event: Event) -> String {
    switch Warning(rawValue: event.order) {
    case .noArea: return "allocation failure: \(event.y) bytes"
    case .partialAllocation: return "allocation failure, allocated \(event.x) pages of \(event.y) bytes"
    case .noRange: return "no range of \(event.y) bytes"
    case .badAddress: return "bad address"
    case .unknownArea: return "nonexistent area"
    case .entryInUse: return "leaf entry in use"
    case .missingPage: return "page missing"
    case nil: return "?"
    }
  }

  private static func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
}
