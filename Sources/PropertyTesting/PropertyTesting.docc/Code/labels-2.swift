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

/// How many hours of the week are taken; meetings at the same time count once.
func hoursTaken(_ meetings: [Meeting]) -> Int {
  Set(meetings.flatMap { meeting in (meeting.start..<meeting.end).map { [meeting.day, $0] } }).count
}

/// Whether two meetings have an hour in common.
func overlap(_ one: Meeting, _ other: Meeting) -> Bool {
  one.day == other.day && one.start < other.end && other.start < one.end
}

let outcome = try Runner(seed: 1, runs: 1000).check { source in
  try source.draw(.array(of: .meeting, count: 0...20))
} property: { meetings, notes in
  let haveOverlap = meetings.indices.contains { index in
    meetings[..<index].contains { overlap($0, meetings[index]) }
  }
  notes.label("no meetings", if: meetings.isEmpty)
  notes.cover("meetings overlap", atLeast: 0.7, if: haveOverlap)
  let total = meetings.map(\.hours).reduce(0, +)
  try expect(hoursTaken(meetings) == total || haveOverlap, "hours are lost without an overlap")
}
switch outcome {
case .passed(let tally): print("passed:", tally)
case .uncovered(let tally): print("uncovered:", tally)
case .gaveUp(let tally): print("gave up:", tally)
case .failed(let failure): print(failure)
}
