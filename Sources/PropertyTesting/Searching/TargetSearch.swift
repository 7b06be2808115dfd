/// Looks for runs with a larger score near those with the largest so far.
///
/// For each target the best runs are kept. A neighbour of one of them is made by one random change: a number is moved by a
/// power of two, or drawn anew; a part is left out, or comes twice; or everything from some choice on is drawn anew.
///
/// A. Löscher, K. Sagonas, "Targeted property-based testing", ISSTA 2017, doi:10.1145/3092703.3092711.
struct TargetSearch: Sendable {
  /// A run and its score.
  private struct Entry {
    var score: Double
    var recording: Recording
  }

  /// The best runs of each target, the best first.
  private var best: [String: [Entry]] = [:]
  /// The targets in the order in which they were first seen.
  private var names: [String] = []

  private static let kept = 4

  /// Whether no run has named a target.
  var isEmpty: Bool { names.isEmpty }

  /// Takes note of a run's score. The run is kept if it is one of the best; of equal ones, the latest.
  mutating func note(_ score: Double, _ name: String, _ recording: @autoclosure () -> Recording) {
    var entries = best[name] ?? []
    if best[name] == nil { names.append(name) }
    let place = entries.firstIndex { $0.score <= score } ?? entries.count
    guard place < Self.kept else { return }
    if place < entries.count, entries[place].score == score {
      entries[place].recording = recording()
    } else {
      entries.insert(Entry(score: score, recording: recording()), at: place)
      entries = Array(entries.prefix(Self.kept))
    }
    best[name] = entries
  }

  /// How a run near one of the best begins; nil if there are no targets. Depends on the seed, and on what was noted.
  func neighbour(_ seed: Seed) -> ChoiceSequence? {
    guard !names.isEmpty else { return nil }
    // Not the random numbers that come behind the prefix.
    var random = Xoshiro256(seed: seed.run(0))
    let name = names[Int(random.uniform(upTo: UInt64(names.count - 1)))]
    guard let entries = best[name] else { return nil }
    // Mostly the best one.
    let rank = min(entries.count - 1, Int(random.next().trailingZeroBitCount))
    let recording = entries[rank].recording
    let sequence = recording.sequence
    guard sequence.count > 0 else { return sequence }
    switch random.uniform(upTo: 7) {
    case 0:
      let index = Int(random.uniform(upTo: UInt64(sequence.count - 1)))
      return ChoiceSequence(sequence.values[..<index])
    case 1, 2:
      let spans = recording.spans.filter { !$0.range.isEmpty }
      guard !spans.isEmpty else { fallthrough }
      let span = spans[Int(random.uniform(upTo: UInt64(spans.count - 1)))]
      if random.uniform(upTo: 2) == 0 { return sequence.removing(span.range) }
      return sequence.replacing(span.end..<span.end, with: sequence.values[span.range])
    default:
      var index = Int(random.uniform(upTo: UInt64(sequence.count - 1)))
      // Choices that decide nothing are passed over.
      for _ in 0..<8 where recording.choices[index].limit == 0 {
        index = Int(random.uniform(upTo: UInt64(sequence.count - 1)))
      }
      return sequence.replacing(index, with: Self.other(recording.choices[index], &random))
    }
  }

  /// Another number of a choice's range.
  private static func other(_ choice: Choice, _ random: inout Xoshiro256) -> UInt64 {
    if choice.limit == 0 { return 0 }
    guard choice.kind == .number, random.uniform(upTo: 3) > 0 else {
      return random.uniform(upTo: choice.limit)
    }
    let width = UInt64(64 - choice.limit.leadingZeroBitCount)
    let step = UInt64(1) << random.uniform(upTo: width - 1)
    let position = choice.position
    let moved =
      random.uniform(upTo: 1) == 0
      ? (position >= step ? position - step : 0)
      : (choice.limit - position >= step ? position + step : choice.limit)
    return Choice.rank(moved, limit: choice.limit, origin: choice.origin)
  }
}
