import Machine

/// Turns an attributed trace into events of the machine: the second pass, line by line.
struct LogBuilder {
  /// What has been built.
  var recording = Recording()

  let trace: Attribution
  var roles: [Role]
  var endings: [Int: [Call]] = [:]
  var occupancy: Occupancy
  /// The area that holds each page.
  var holders: [UInt64: Int] = [:]
  /// The number of each area's allocation and each release among the calls of the log.
  var allocations: [UInt32?]
  var releases: [UInt32?]
  /// The areas of which it is uncertain what was live, or who held a page, before.
  var uncertainRanges: Set<Int> = []
  var uncertainOwners: Set<Int> = []

  /// What a line is to the area or release it belongs to.
  enum Role {
    case none
    case reservation(Int)
    case page(Int)
    case translation(Int)
    case release(Int)
    case put(Int)
  }

  /// A call of the log.
  enum Call {
    case allocation(Int)
    case release(Int)
  }

  /// A builder for a trace.
  init(_ trace: Attribution) {
    self.trace = trace
    roles = Array(repeating: .none, count: trace.lines.count)
    occupancy = Occupancy(trace.lines)
    allocations = Array(repeating: nil, count: trace.areas.count)
    releases = Array(repeating: nil, count: trace.releases.count)
    for (number, area) in trace.areas.enumerated() {
      roles[area.line] = .reservation(number)
      for line in area.pages { roles[line] = .page(number) }
      for line in area.translations { roles[line] = .translation(number) }
      endings[lastLine(ofArea: number), default: []].append(.allocation(number))
    }
    for (number, release) in trace.releases.enumerated() {
      roles[release.line] = .release(number)
      for line in release.frees.prefix(release.taken) { roles[line] = .put(number) }
      if !isFailure(number) {
        endings[lastLine(ofRelease: number), default: []].append(.release(number))
      }
    }
  }

  /// Whether a release is the end of a partial failure: then it is no call of its own.
  func isFailure(_ release: Int) -> Bool {
    trace.areas[trace.releases[release].area].verdict == .partial
  }

  /// How many page arrays deep an area is.
  func depth(ofArea area: Int) -> UInt8 {
    var depth: UInt8 = 0
    var next = trace.areas[area].parent
    while let parent = next, depth < .max {
      depth += 1
      next = trace.areas[parent].parent
    }
    return depth
  }

  /// The index of the last line that belongs to the allocation of an area.
  func lastLine(ofArea number: Int) -> Int {
    let area = trace.areas[number]
    if area.verdict == .partial, let release = area.release { return lastLine(ofRelease: release) }
    let inner = area.nested.map { max(trace.areas[$0].line, trace.areas[$0].pages.last ?? 0) } ?? 0
    return max(area.line, inner, area.pages.last ?? 0, area.translations.last ?? 0)
  }

  private func lastLine(ofRelease number: Int) -> Int {
    var last = 0
    var next: Int? = number
    while let release = next {
      let line = trace.releases[release].line
      last = max(last, line, trace.releases[release].frees.prefix(trace.releases[release].taken).last ?? 0)
      next = trace.releases[release].nested
    }
    return last
  }

  /// The event of a line, with the number of its line.
  mutating func add(_ event: Event, at line: Int) {
    recording.append(event, line: trace.lines[line].number)
  }

  /// How many page arrays deep a call is: a release is inside another only if its parent's was there.
  func depth(of call: Call) -> UInt8 {
    switch call {
    case .allocation(let number): return depth(ofArea: number)
    case .release(let number):
      var depth: UInt8 = 0
      var next = trace.releases[number].parent
      while let parent = next, depth < .max {
        depth += 1
        next = trace.releases[parent].parent
      }
      return depth
    }
  }

  /// The number of an area in events, from 1.
  func label(_ area: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: area + 1)
  }
}
