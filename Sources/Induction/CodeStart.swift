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
  /// Whether the area has a guard page.
  var isGuarded: Bool
  /// Whether the page array of an area that is released is an area.
  var isNested = false
  /// The area's first address.
  var address: SymbolicWord<UInt64>
  /// The bytes of its range.
  var size: SymbolicWord<UInt64>
  /// The shape of the machine.
  let geometry: Geometry
  /// The pages that an area to be released has.
  var count: SymbolicWord<UInt64>
  /// Its page array.
  var array: SymbolicWord<UInt64>

  /// The id of its area.
  static let area: UInt32 = 1
  /// An area has fewer pages than these: with more, numbers wrap, as findings F1 and F2 say.
  static let pages: UInt64 = 1 << 29
  /// What the names of its inputs begin with.
  static let prefix = "area."

  /// In words.
  var name: String {
    (isRelease ? "release" + (isNested ? ", its page array an area" : "") : "allocation")
      + (isGuarded ? "" : ", without a guard page")
  }

  /// All places to begin at.
  static func all(on geometry: Geometry) -> [CodeStart] {
    // A release has few paths.
    [true, false].flatMap { isRelease in
      [true, false].flatMap { isGuarded in
        (isRelease ? [false, true] : [false]).map { isNested in
          CodeStart(isRelease, isGuarded: isGuarded, isNested: isNested, geometry)
        }
      }
    }
  }

  private init(_ isRelease: Bool, isGuarded: Bool, isNested: Bool, _ geometry: Geometry) {
    func input(_ name: String, _ range: ClosedRange<UInt64>) -> SymbolicWord<UInt64> {
      SymbolicWord(input: Self.prefix + name, value: range.lowerBound, in: range)
    }
    self.isRelease = isRelease
    self.isGuarded = isGuarded
    self.isNested = isNested
    self.geometry = geometry
    let shift = UInt64(geometry.pageShift)
    address = input("page", geometry.windowStart >> shift...geometry.windowEnd >> shift)
      .shiftedLeft(geometry.pageShift)
    size = input("span", isGuarded ? 2...Self.pages : 1...Self.pages - 1).shiftedLeft(geometry.pageShift)
    count = isRelease ? input("count", 0...UInt64(UInt32.max)) : .zero
    array = isRelease ? input("array", 1...UInt64.max) : .zero
  }

  /// The values of the inputs in a run.
  private func given(_ recorder: PathRecorder) -> CodeStart {
    var given = self
    func value(_ word: SymbolicWord<UInt64>) -> SymbolicWord<UInt64> { recorder.given(word) }
    (given.address, given.size) = (value(address), value(size))
    (given.count, given.array) = (value(count), value(array))
    return given
  }

  /// Runs an implementation from there; what it did.
  func run(_ steps: ExploredSteps, _ recorder: PathRecorder) -> InductionTrace {
    let machine = InductionMachine(geometry, recorder: recorder)
    let start = given(recorder)
    let end = SymbolicWord<UInt64>(constant: geometry.windowEnd)
    guard
      recorder.assume(
        "the range lies in the window",
        { start.size <= end &- start.address })
    else { return machine.trace }
    switch steps {
    case .reference(let steps): start.run(steps, machine, recorder)
    case .optimized: recorder.cut("the optimised implementation is not followed")
    }
    return machine.trace
  }

  private var flags: SymbolicWord<UInt32> {
    SymbolicWord(
      constant: AreaFlag.alloc | (isGuarded ? 0 : AreaFlag.noGuard) | (isNested ? AreaFlag.vpages : 0)
        | (isRelease ? 0 : AreaFlag.uninitialized))
  }

  private func run<Steps: ReferenceSteps>(
    _ steps: Steps.Type, _ machine: InductionMachine, _ recorder: PathRecorder
  ) {
    var state = ReferenceState(machine: machine)
    var area = ReferenceArea<InductionMachine>(id: Self.area, flags: flags, caller: 1)
    (area.address, area.size, area.pageCount, area.pages) = (address, size, count, array)
    state.areas = [area]
    state.ranges.entries = [RangeList.Entry(start: address, end: address &+ size, area: 0)]
    state.lazyPages = recorder.input("lazyPages", in: 0...UInt64(UInt32.max), otherwise: 0)
    do throws(Halt) {
      if isRelease {
        try Steps.vfree(&state, address, inInterrupt: false)
        return
      }
      let request = Request<SymbolicWord<UInt64>, SymbolicWord<UInt32>>(
        size: .zero, gfp: recorder.input("gfp", otherwise: GFP.kernel),
        prot: recorder.input("prot", otherwise: Protection.kernel),
        node: recorder.input("node", otherwise: .max))
      let result = try Steps.completeArea(&state, 0, request)
      state.machine.leaveCall(returning: result)
    } catch {
      // The trace says how far it came.
    }
  }
}
