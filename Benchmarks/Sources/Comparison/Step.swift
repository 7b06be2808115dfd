import Machine

/// One call of a workload. Both allocators are given the same ones, which are made before anything is measured.
enum Step {
  /// Allocates an area and keeps its address in a slot.
  case allocate(Area, slot: Int32)
  /// Allocates an area that is expected to fail.
  case fail(Area)
  /// Releases the area of a slot.
  case release(slot: Int32)
  /// Makes everything that is free reusable.
  case purge

  /// What is asked for.
  struct Area {
    /// Its size in pages.
    var pages: UInt32
    /// log2 of its alignment in bytes.
    var alignShift: UInt8 = 0
    /// Whether huge leaves may serve it.
    var isHuge = false
    /// The allocation mask.
    var gfp = UInt32(GFP.kernel | GFP.highmem)
  }
}

extension [Step] {
  /// An area that is allocated and released, over and over.
  static func pairs(_ area: Step.Area, times: Int) -> [Step] {
    (0..<times).flatMap { _ in [.allocate(area, slot: 0), .release(slot: 0)] }
  }

  /// Areas that are allocated and released one by one.
  static func pairs(_ areas: [Step.Area]) -> [Step] {
    areas.flatMap { [.allocate($0, slot: 0), .release(slot: 0)] }
  }

  /// Areas that stay, in the slots from `first` on.
  static func kept(_ areas: [Step.Area], from first: Int = 0) -> [Step] {
    areas.enumerated().map { .allocate($1, slot: Int32(first + $0)) }
  }

  /// The pages that are asked for.
  var pages: Int {
    reduce(0) { sum, step in
      switch step {
      case .allocate(let area, _), .fail(let area): sum + Int(area.pages)
      case .release, .purge: sum
      }
    }
  }

  /// The areas that are asked for.
  var areas: Int {
    reduce(0) { sum, step in
      switch step {
      case .allocate, .fail: sum + 1
      case .release, .purge: sum
      }
    }
  }

  /// The slots that are used.
  var slots: Int {
    reduce(1) { most, step in
      if case .allocate(_, let slot) = step { Swift.max(most, Int(slot) + 1) } else { most }
    }
  }
}
