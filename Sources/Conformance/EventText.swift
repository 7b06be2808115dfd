import Machine
import Vmalloc

/// Events in words, beside the seed's statement where one does just that.
enum EventText {
  /// An event; `answer` is the event that follows a request for a page directly, if it is its answer.
  static func describe(_ event: Event, answer: Event? = nil, _ log: EventLog, _ shape: Geometry) -> String {
    let refused = event.ok ? "" : " = refused"
    let area = event.area == 0 ? "" : "area \(event.area): "
    switch event.kind {
    case .call: return call(log.calls[Int(event.call)])
    case .ret: return ret(event, log)
    case .reserve: return "reserve range \(range(event)) for area \(event.area)"
    case .reserveFail:
      return "no range of \(event.y) bytes\(event.order == 1 ? " (injected failure)" : "")"
    case .structNew:
      let owner = event.area == 0 ? "an area" : "area \(event.area)"
      return "new descriptor of \(event.x == 0 ? owner : "a range")\(refused)"
    case .structFree: return "free descriptor of \(event.x == 0 ? "area \(event.area)" : "a range")"
    case .arrKmalloc:
      return "\(area)pages = kmalloc_node(\(event.x) bytes, \(MaskText.gfp(event.gfp)))"
        + (event.ok ? " = \(hex(event.y))" : refused)
    case .arrKfree: return "\(area)kfree(pages = \(hex(event.y)))"
    case .pageReq:
      let many = event.y == 0 ? "" : ", up to \(event.y) pages"
      let order = event.order == 0 ? "" : ", order \(event.order)"
      let node = event.x == .max ? "" : ", node \(event.x)"
      return "alloc_page(\(MaskText.gfp(event.gfp))\(order)\(many)\(node))"
        + (answer.map { " \(got($0))" } ?? "")
    case .pageGot: return "  \(got(event))"
    case .pagePut: return "put frame \(event.x)"
    case .store: return "\(area)pages[\(event.x)] = frame \(event.y)"
    case .load: return "\(area)read pages[\(event.x)]\(event.ok ? ": frame \(event.y)" : "")"
    case .ptNew:
      return "new page table below level \(event.order), \(MaskText.gfp(event.gfp))"
        + (event.ok ? " = frame \(event.x)" : refused)
    case .map: return "map \(page(event, shape)) to frame \(event.y)\(protection(event.gfp))"
    case .unmap: return "unmap \(page(event, shape)) (frame \(event.y))"
    case .retire: return "retire range \(range(event)), lazily freed"
    case .lazyCount: return "lazily freed pages: \(event.x)"
    case .flush: return "flush TLB \(hex(event.x))-\(hex(event.y))"
    case .reusable: return "range \(range(event)) may be reused"
    case .warn: return "message: \(warning(event))"
    case .resched: return "cond_resched()"
    case .trap: return "HALT: \(halt(event))"
    case .env: return "somebody else maps \(page(event, shape)) to frame \(event.y)"
    case .areaCount: return "\(area)nr_pages = \(event.x)"
    case .areaFlags: return "\(area)flags = \(MaskText.areaFlags(event.x))"
    case .deferred: return "release of \(hex(event.x)) put off"
    case .xlate: return "page \(hex(event.x)) translates to frame \(event.y)"
    case .nodeCount: return "\(event.y) frames on node \(event.x)"
    case .run: return "for each frame of list \(event.x):"
    }
  }

  /// A call with its arguments.
  static func call(_ record: CallRecord) -> String {
    switch record.operation {
    case .vmalloc:
      var text = "vmalloc(\(record.size) bytes"
      if record.align != 1 { text += ", align \(record.align)" }
      text += ", \(MaskText.gfp(record.gfp))"
      if record.node != .max { text += ", node \(record.node)" }
      return text + ")"
    default: return shortCall(record)
    }
  }

  /// A call, told by what is asked for only.
  static func shortCall(_ record: CallRecord) -> String {
    switch record.operation {
    case .vmalloc: return "vmalloc(\(record.size) bytes)"
    case .vfree: return "vfree(\(hex(record.address)))\(record.inInterrupt ? " in interrupt context" : "")"
    case .purge: return "purge"
    }
  }

  private static func ret(_ event: Event, _ log: EventLog) -> String {
    if event.x != 0 { return "return \(hex(event.x))" }
    let isAllocation = event.call != Event.noCall && log.calls[Int(event.call)].operation == .vmalloc
    return isAllocation ? "return NULL" : "return"
  }

  private static func got(_ event: Event) -> String {
    event.ok ? "= frame \(event.x) (node \(event.y))" : "= refused"
  }

  private static func range(_ event: Event) -> String { "\(hex(event.x))-\(hex(event.x &+ event.y))" }

  private static func page(_ event: Event, _ shape: Geometry) -> String {
    hex(event.x << UInt64(shape.pageShift))
  }

  private static func protection(_ protection: UInt32) -> String {
    switch UInt64(protection) {
    case Protection.kernel: ""
    case Protection.kernelExecutable: ", executable"
    default: ", protection \(hex(UInt64(protection)))"
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

  private static func halt(_ event: Event) -> String {
    let value = hex(event.x)
    switch Halt.Kind(rawValue: event.order) {
    case .nullDereference: return "access through NULL"
    case .zeroSizeAccess: return "access to an object of no bytes, at index \(event.x)"
    case .slabOverflow: return "access beyond the end of a slab object, at index \(event.x)"
    case .unmappedAccess: return "access to \(value), which is not mapped"
    case .badPagePut: return "frame \(event.x) was put, but is free"
    case .badSlabFree: return "kfree of \(value), which is no live object"
    case .badFrame: return "there is no frame \(event.x)"
    case .bug: return "BUG (\(value))"
    case .fuelSpent: return "more machine calls than a run may make"
    case nil: return "?"
    }
  }
}
