internal import Exploration
internal import Machine
internal import OptimizedVmalloc
internal import ReferenceVmalloc
internal import SymbolicExecution
internal import Vmalloc

/// Where a run of an implementation begins, in any state that is so: an area with a range is to be completed, or one is to be
/// released.
struct CodeStart: Sendable {
  /// Whether it is a release.
  var isRelease: Bool
  /// Whether the page array of an area that is released is an area.
  var isNested = false
  /// Whether many pages may be mapped by one entry: there are huge leaves.
  var hasHugeLeaves: Bool
  /// The guard pages of the area, 1 or none; nil if that is open.
  var guards: SymbolicWord<UInt64>?
  /// The area's first address.
  var address: SymbolicWord<UInt64>
  /// The bytes of its range.
  var size: SymbolicWord<UInt64>
  /// The pages that it is to have, if the implementation is told.
  var wanted: SymbolicWord<UInt64>?
  /// The pages that an area to be released has.
  var count: SymbolicWord<UInt64>
  /// Its page array.
  var array: SymbolicWord<UInt64>
  /// The bytes up to which a page array is a slab object.
  var slabMost: UInt64
  /// The shape of the machine.
  let geometry: Geometry

  /// The id of its area.
  static let area: UInt32 = 2
  /// The slot of its area: there is another area before it, and one after it.
  static let slot = 1
  /// An area has fewer pages than these: with more, numbers wrap, as findings F1 and F2 say.
  static let pages: UInt64 = 1 << 29
  /// What the names of its inputs begin with.
  static let prefix = "area."

  /// In words.
  var name: String {
    (isRelease ? "release" + (isNested ? ", its page array an area" : "") : "allocation")
      + (guards?.number == 0 ? ", without a guard page" : "")
  }

  /// All places where an implementation may begin.
  static func all(of steps: ExploredSteps, on geometry: Geometry) -> [CodeStart] {
    // A release has few paths.
    [true, false].flatMap { isRelease in
      (isRelease ? [false, true] : [false]).flatMap { isNested in
        switch steps {
        case .reference:
          // What it has on record of the guard page are its flags.
          [1, 0].map { CodeStart(isRelease, isNested: isNested, guards: $0, geometry) }
        case .optimized(let steps):
          [CodeStart(isRelease, isNested: isNested, slabMost: slabMost(of: steps, geometry), geometry)]
        }
      }
    }
  }

  private static func input(_ name: String, _ range: ClosedRange<UInt64>) -> SymbolicWord<UInt64> {
    SymbolicWord(input: prefix + name, value: range.lowerBound, in: range)
  }

  private init(_ isRelease: Bool, isNested: Bool, slabMost: UInt64, hasHugeLeaves: Bool, _ geometry: Geometry)
  {
    self.isRelease = isRelease
    self.isNested = isNested
    self.slabMost = slabMost
    self.hasHugeLeaves = hasHugeLeaves
    self.geometry = geometry
    let shift = UInt64(geometry.pageShift)
    address = Self.input("page", geometry.windowStart >> shift...geometry.windowEnd >> shift)
      .shiftedLeft(geometry.pageShift)
    size = Self.input("span", 1...Self.pages).shiftedLeft(geometry.pageShift)
    count = isRelease ? Self.input("count", 0...UInt64(UInt32.max)) : .zero
    array = isRelease ? Self.input("array", 1...UInt64.max) : .zero
  }

  /// Where the reference begins.
  private init(_ isRelease: Bool, isNested: Bool, guards: UInt64, _ geometry: Geometry) {
    self.init(isRelease, isNested: isNested, slabMost: geometry.pageSize, hasHugeLeaves: false, geometry)
    self.guards = SymbolicWord(constant: guards)
    size = Self.input("span", 1 + guards...Self.pages - 1 + guards).shiftedLeft(geometry.pageShift)
  }

  /// Where the optimised implementation begins.
  private init(_ isRelease: Bool, isNested: Bool, slabMost: UInt64, _ geometry: Geometry) {
    self.init(isRelease, isNested: isNested, slabMost: slabMost, hasHugeLeaves: true, geometry)
    if isRelease { return }
    let (wanted, guards) = (Self.input("pages", 1...Self.pages - 1), Self.input("guards", 0...1))
    (self.wanted, self.guards) = (wanted, guards)
    size = (wanted &+ guards).shiftedLeft(geometry.pageShift)
  }

  /// The largest slab object that an implementation asks for as page array.
  private static func slabMost<Steps: OptimizedSteps>(of steps: Steps.Type, _ geometry: Geometry) -> UInt64 {
    let machine = InductionMachine(geometry, recorder: PathRecorder())
    return Steps.flatLimit(OptimizedState(machine: machine)).value
  }

  /// Another area, which the call has nothing to do with.
  struct Other {
    /// Its id.
    var id: UInt32
    /// Its first address.
    var start: UInt64
    /// Its bytes.
    var size: UInt64
    /// Its page array.
    var array: UInt64
  }

  /// An area below all where the call's may be, and one above; longer than that, so that no comparison of lengths is open.
  var others: (before: Other, after: Other) {
    let size = (Self.pages + 1) << UInt64(geometry.pageShift)
    return (
      Other(id: 9, start: geometry.windowStart - size, size: size, array: geometry.pageSize),
      Other(id: 10, start: geometry.windowEnd + geometry.pageSize, size: size, array: 2 * geometry.pageSize)
    )
  }

  /// The values of the inputs in a run.
  private func given(_ recorder: PathRecorder) -> CodeStart {
    var given = self
    func value(_ word: SymbolicWord<UInt64>) -> SymbolicWord<UInt64> { recorder.given(word) }
    (given.address, given.size) = (value(address), value(size))
    (given.count, given.array) = (value(count), value(array))
    (given.wanted, given.guards) = (wanted.map(value), guards.map(value))
    return given
  }

  /// Runs an implementation from there; what it did.
  ///
  /// - Parameters:
  ///   - heads: the heads of loops that it passes before it is looked at.
  ///   - prefix: the comparisons by which it comes there.
  func run(_ steps: ExploredSteps, _ recorder: PathRecorder, heads: Int, prefix: [Branch]) -> InductionTrace {
    let start = given(recorder)
    let isInWindow = recorder.assume(
      "the range lies in the window",
      { start.size <= SymbolicWord(constant: geometry.windowEnd) &- start.address })
    let machine = InductionMachine(
      geometry, recorder: recorder, hasHugeLeaves: hasHugeLeaves, isInCall: !isRelease, heads: heads,
      prefix: prefix)
    guard isInWindow else { return machine.trace }
    switch steps {
    case .reference(let steps): start.run(steps, machine, recorder)
    case .optimized(let steps): start.run(steps, machine, recorder)
    }
    return machine.trace
  }

  /// The arguments of the call that are left.
  private func request(_ recorder: PathRecorder) -> Request<SymbolicWord<UInt64>, SymbolicWord<UInt32>> {
    Request(
      size: .zero, gfp: recorder.input("gfp", otherwise: GFP.kernel),
      prot: recorder.input("prot", otherwise: Protection.kernel),
      node: recorder.input("node", otherwise: .max))
  }

  private func run<Steps: ReferenceSteps>(
    _ steps: Steps.Type, _ machine: InductionMachine, _ recorder: PathRecorder
  ) {
    var state = ReferenceState(machine: machine)
    let flags = SymbolicWord<UInt32>(
      constant: AreaFlag.alloc | (guards?.number == 0 ? AreaFlag.noGuard : 0)
        | (isNested ? AreaFlag.vpages : 0)
        | (isRelease ? 0 : AreaFlag.uninitialized))
    var area = ReferenceArea<InductionMachine>(id: Self.area, flags: flags, caller: 1)
    (area.address, area.size, area.pageCount, area.pages) = (address, size, count, array)
    func other(_ other: Other) -> ReferenceArea<InductionMachine> {
      var area = ReferenceArea<InductionMachine>(id: other.id, flags: flags, caller: 1)
      (area.address, area.size) = (
        SymbolicWord(constant: other.start), SymbolicWord(constant: other.size)
      )
      area.pages = SymbolicWord(constant: other.array)
      return area
    }
    state.areas = [other(others.before), area, other(others.after)]
    state.ranges.entries = ContiguousArray(
      state.areas.enumerated().map { slot, area in
        RangeList.Entry(start: area.address, end: area.address &+ area.size, area: slot)
      })
    state.lazyPages = recorder.input("lazyPages", in: 0...UInt64(UInt32.max), otherwise: 0)
    do throws(Halt) {
      if isRelease {
        try Steps.vfree(&state, address, inInterrupt: false)
      } else {
        let result = try Steps.completeArea(&state, Self.slot, request(recorder))
        state.machine.leaveCall(returning: result)
      }
      let entries = state.ranges.entries
      machine.leave(
        records: state.areas, live: entries.count { $0.area != nil },
        lazy: entries.filter(\.isLazy).map { ($0.start, $0.end &- $0.start) })
    } catch {
      // The trace says how far it came.
    }
  }

  private func run<Steps: OptimizedSteps>(
    _ steps: Steps.Type, _ machine: InductionMachine, _ recorder: PathRecorder
  ) {
    var state = OptimizedState(machine: machine)
    // Free space is none of the call's: a range that a purge gives back goes nowhere.
    state.free = FreeExtents(start: .zero, length: .zero)
    state.pools = RangePools(largest: 0)
    let asked = SymbolicWord<UInt32>(constant: AreaFlag.noGuard | AreaFlag.allowHuge)
    var area = OptimizedArea<InductionMachine>(
      id: Self.area, flags: recorder.input("flags", otherwise: 0) & asked, caller: 1)
    (area.address, area.length, area.pages, area.mapped) = (address, size, count, count)
    (area.array, area.hasNestedArray) = (array, isNested)
    if isRelease { area.blockPages = recorder.input("blockPages", in: 0...UInt64(UInt32.max), otherwise: 0) }
    func other(_ other: Other) -> OptimizedArea<InductionMachine> {
      var area = OptimizedArea<InductionMachine>(id: other.id, flags: area.flags, caller: 1)
      (area.address, area.length) = (
        SymbolicWord(constant: other.start), SymbolicWord(constant: other.size)
      )
      area.array = SymbolicWord(constant: other.array)
      return area
    }
    state.areas = [other(others.before), area, other(others.after)]
    for (slot, area) in state.areas.enumerated() {
      state.busy.insert(start: area.address, length: area.length, payload: slot)
    }
    state.lazyPages = recorder.input("lazyPages", in: 0...UInt64(UInt32.max), otherwise: 0)
    do throws(Halt) {
      if isRelease {
        try Steps.vfree(&state, address, inInterrupt: false)
      } else {
        let result = try Steps.completeArea(&state, Self.slot, request(recorder), pages: wanted ?? .zero)
        state.machine.leaveCall(returning: result)
      }
      machine.leave(
        records: state.areas, live: state.busy.count, lazy: state.lazy.map { ($0.start, $0.length) })
    } catch {
      // The trace says how far it came.
    }
  }
}
