import Timing

/// One of the things that are measured side by side.
struct Side {
  /// Its name in the results.
  var name: String
  /// What is counted in one sample: the time is divided by it.
  var units: Int
  /// What one sample costs in numbers that do not depend on the hardware, if that is known.
  var tally: Tally?
  /// Takes one sample.
  var sample: () throws -> Void
}

/// Takes samples of all sides in turn, each side first as often as the others, after one sample each that is
/// thrown away. Whatever else the machine does hits all sides alike.
///
/// - Returns: the samples of each side in nanoseconds per unit, in the order they were taken.
func interleaved(_ sides: [Side], samples: Int) throws -> [[Double]] {
  var times = sides.map { _ in [Double]() }
  for round in -1..<samples {
    for place in sides.indices {
      let side = (place + max(round, 0)) % sides.count
      let time = try Stopwatch.nanoseconds(sides[side].sample)
      if round >= 0 { times[side].append(time / Double(sides[side].units)) }
    }
  }
  return times
}
