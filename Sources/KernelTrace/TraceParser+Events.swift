extension TraceParser {
  /// `EVENT: FIELDS`, or `nil` if the event says nothing about areas or pages.
  mutating func readEvent() throws(TraceError) -> TraceEvent? {
    text.cursor.skipSpaces()
    let start = text.cursor.at
    while Ascii.isNameByte(text.cursor.peek) { text.cursor.at += 1 }
    let name = text.cursor.bytes[start..<text.cursor.at]
    guard text.cursor.take(Ascii.colon) else { return nil }
    let fields = text.cursor.at
    let event: TraceEvent?
    let format: String
    if name.elementsEqual(Words.allocatePage) {
      (event, format) = (try readAllocation(), "pfn=FRAME order=N … gfp_flags=NAMES")
    } else if name.elementsEqual(Words.freePage) {
      (event, format) = (readFree(), "pfn=FRAME order=N")
    } else if name.elementsEqual(Words.reserve) {
      (event, format) = (readReservation(), "va_start: N size=N align=N vstart=N vend=N failed=0|1")
    } else if name.elementsEqual(Words.release) {
      (event, format) = (text.cursor.number(after: Words.vaStart).map { .release(start: $0) }, "va_start=N")
    } else if name.elementsEqual(Words.purge) {
      (event, format) = (readPurge(), "start=N end=N")
    } else if name.elementsEqual(Words.marker) {
      return try readMarker()
    } else {
      return nil
    }
    guard let event else {
      throw text.malformed(
        "unreadable fields", "expected `\(String(decoding: name, as: UTF8.self)): \(format)`", from: fields)
    }
    return event
  }

  private mutating func readReservation() -> TraceEvent? {
    guard text.cursor.seek(Words.vaStartColon) else { return nil }
    text.cursor.skipSpaces()
    guard let start = text.cursor.number(), let size = text.cursor.number(after: Words.size),
      let align = text.cursor.number(after: Words.align), let low = text.cursor.number(after: Words.low),
      let high = text.cursor.number(after: Words.high), let failed = text.cursor.number(after: Words.failed),
      failed <= 1
    else { return nil }
    return .reserve(
      TraceReservation(start: start, size: size, align: align, low: low, high: high, refused: failed == 1))
  }

  private mutating func readPurge() -> TraceEvent? {
    guard let start = text.cursor.number(after: Words.start), let end = text.cursor.number(after: Words.end)
    else { return nil }
    return .purge(start: start, end: end)
  }

  private mutating func readFree() -> TraceEvent? {
    guard let frame = text.cursor.number(after: Words.frame), let order = readOrder() else { return nil }
    return .free(frame: frame, order: order)
  }

  private mutating func readAllocation() throws(TraceError) -> TraceEvent? {
    guard let frame = text.cursor.number(after: Words.frame), let order = readOrder(),
      text.cursor.seek(Words.mask)
    else { return nil }
    let start = text.cursor.at
    text.cursor.skipWord()
    guard let gfp = masks.mask(of: text.cursor.bytes[start..<text.cursor.at]) else {
      throw text.malformed(
        "unknown allocation flags", "expected names of Linux 6.18 joined by bars", from: start)
    }
    return .allocate(frame: frame, order: order, gfp: gfp)
  }

  private mutating func readOrder() -> UInt8? {
    text.cursor.number(after: Words.order).flatMap { $0 < 52 ? UInt8($0) : nil }
  }

  /// A marker of the pagemap probe; other markers say nothing here.
  private mutating func readMarker() throws(TraceError) -> TraceEvent? {
    text.cursor.skipSpaces()
    let start = text.cursor.at
    if text.cursor.take(Words.probe) {
      guard let pages = text.cursor.number() else {
        throw text.malformed("unreadable marker", "expected `probe area_pages=N`", from: start)
      }
      return .probe(pages: pages)
    }
    guard text.cursor.take(Words.owner) else { return nil }
    guard let owner = text.cursor.number().flatMap(UInt32.init(exactly:)), text.cursor.seek(Words.translate),
      let page = text.cursor.number(after: Words.page), let frame = text.cursor.number(after: Words.frame),
      let present = text.cursor.number(after: Words.present), present <= 1
    else {
      throw text.malformed(
        "unreadable marker", "expected `owner=PID translate area_page=K pfn=FRAME present=0|1`", from: start)
    }
    guard present == 0 || frame != 0 else {
      throw text.malformed(
        "a translation without a frame number", "read /proc/self/pagemap as root and record again",
        from: start)
    }
    return .translation(owner: TraceTask(pid: owner, cpu: 0), page: page, frame: frame, present: present == 1)
  }
}
