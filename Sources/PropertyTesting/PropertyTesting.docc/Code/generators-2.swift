import PropertyTesting

/// A meeting: on which day of the week, from which hour on, and how many hours.
struct Meeting {
  var day: Int
  var start: Int
  var hours: Int

  /// The hour of the day at which it ends.
  var end: Int { start + hours }
}

extension Generator where Value == Meeting {
  static var anyMeeting: Generator<Meeting> {
    Generator<(Int, Int, Int)>.zip(.integer(1...5), .integer(8...17), .integer(1...10))
      .map { day, start, hours in Meeting(day: day, start: start, hours: hours) }
  }

  static var meeting: Self { anyMeeting.filter { $0.end <= 18 } }
}

let outcome = try check(seed: 1, runs: 1000) { source in
  try source.draw(.meeting)
} property: { meeting in
  try expect(meeting.end <= 18, "ends by 18")
}
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
