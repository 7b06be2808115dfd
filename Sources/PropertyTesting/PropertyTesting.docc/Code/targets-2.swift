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

extension Generator where Value == [Meeting] {
  static var week: Self {
    Self { source in
      source.list(maximum: 20, expected: 16) { source in
        let day = source.integer(1...5)
        let start = source.integer(8...17)
        return Meeting(day: day, start: start, hours: source.integer(1...18 - start))
      }
    }
  }
}

/// The hours of the week at which nobody meets, as day and hour.
func freeHours(_ meetings: [Meeting]) -> [(day: Int, hour: Int)] {
  (1...5).flatMap { day in (8..<18).map { (day, $0) } }.filter { day, hour in
    !meetings.contains { $0.day == day && ($0.start..<$0.end).contains(hour) }
  }
}

let outcome = try Runner(seed: 1, runs: 5000).check { source in
  try source.draw(.week)
} property: { meetings, notes in
  let free = freeHours(meetings)
  notes.target(-Double(free.count), "hours taken")
  try expect(free.first != nil, "there is time for one more meeting")
}
switch outcome {
case .passed(let tally): print("passed:", tally)
case .uncovered(let tally): print("uncovered:", tally)
case .gaveUp(let tally): print("gave up:", tally)
case .failed(let failure): print(failure)
}
