import Machine

/// A history that both allocators go through: what comes before, and what is measured.
struct Workload {
  /// What its times are divided by.
  enum Unit: String {
    /// A page that is allocated and released.
    case page = "ns/page"
    /// An area that is allocated and released.
    case area = "ns/area"
  }

  /// Its name on the command line and in the results.
  var name: String
  /// What its times are divided by.
  var unit: Unit
  /// The shape of the machine.
  var geometry = Geometry.x86_64
  /// How the order in which frames are handed out is permuted; 0 for not at all.
  var scatter: UInt64 = 5
  /// The state of memory at the start.
  var memory = FreeMemory.untouched
  /// What is done before anything is measured.
  var before: [Step] = []
  /// What is measured, as often as there are samples. It leaves the areas as it found them.
  var loop: [Step]
  /// How many times faster than the reference the optimised allocator is meant to be.
  var target: Double?
  /// How many times faster than a flat loop it is meant to be; nil if it is not compared with one.
  var flatTarget: Double?

  /// What is counted by the unit in one sample.
  var units: Int { unit == .page ? loop.pages : loop.areas }
}

/// The state of physical memory before a workload.
enum FreeMemory {
  /// All is free.
  case untouched
  /// Of so many frames, every second one is in use, so that there are no blocks.
  case everySecond(of: Int)

  /// The lowest frames that are free, so many.
  func firstFree(_ count: Int) -> [UInt64] {
    switch self {
    case .untouched: Array(1...UInt64(count))
    case .everySecond: (1...UInt64(count)).map { 2 * $0 }
    }
  }

  /// Brings a machine's memory into this state.
  func prepare(_ machine: inout Host) throws {
    guard case .everySecond(let count) = self else { return }
    let frames = try (0..<count).map { _ in
      try machine.allocatePage(gfp: UInt32(GFP.kernel | GFP.highmem), node: .max)
    }
    for frame in frames.sorted() where frame % 2 == 0 && frame != 0 { try machine.putPage(frame) }
    machine.log = EventLog()
  }
}
