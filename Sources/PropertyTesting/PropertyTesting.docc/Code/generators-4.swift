import PropertyTesting

/// A meeting: on which day of the week, from which hour on, and how many hours.
struct Meeting {
  var day: Int
  var start: Int
  var hours: Int

  /// The hour of the day at which it ends.
  var end: Int { start + hours }
}

extension Meeting: CustomStringConvertible {
  var description: String { "day \(day), \(start) to \(end)" }
}

extension Generator where Value == Meeting {
  static var meeting: Self {
    Self { source in
      let start = source.integer(8...17)
      return Meeting(day: source.integer(1...5), start: start, hours: source.integer(1...18 - start))
    }
  }
}

/// How many hours of some day are taken, if meetings at the same time count once.
func hoursTaken(_ meetings: [Meeting], day: Int) -> Int {
  meetings.filter { $0.day == day }.map(\.hours).reduce(0, +)
}

let outcome = try check(seed: 1, runs: 1000) { source in
  try source.draw(.array(of: .meeting, count: 0...10))
} property: { meetings in
  for day in 1...5 {
    try expect(hoursTaken(meetings, day: day) <= 10, "day \(day) has 10 hours")
  }
}
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
