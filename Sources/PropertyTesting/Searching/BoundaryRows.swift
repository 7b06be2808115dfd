/// Values at the boundaries of the choices that every value begins with, in combination.
///
/// Of any two of these choices, all pairs of boundary values occur in some row. Rows are chosen greedily, each to hold as
/// many pairs as possible that no row before it has.
///
/// D. M. Cohen, S. R. Dalal, M. L. Fredman, G. C. Patton, "The AETG system", IEEE Transactions on Software Engineering
/// 23(7), 1997, doi:10.1109/32.605761.
struct BoundaryRows {
  /// The numbers that a run begins with.
  private(set) var rows: [ChoiceSequence] = []

  /// The most choices that are combined.
  private static let most = 12

  /// Rows for a runner's campaign: at most half of its runs.
  ///
  /// - Parameter probe: draws a value.
  init(_ runner: Runner, _ probe: (inout ChoiceSource) throws -> Void) {
    let shape = Self.sharedShape(runner, probe)
    let open = shape.indices.filter { shape[$0].limit > 0 }
    if open.isEmpty { return }
    // Fewer boundary values if the rows would be too many.
    for levels in [Self.manyLevels, Self.fewLevels] {
      let rows = Self.cover(open.map { levels(shape[$0]) }, atMost: runner.runs / 2)
      guard let rows else { continue }
      self.rows = rows.map { row in
        var numbers = ContiguousArray(shape.map { _ in UInt64(0) })
        for (place, index) in open.enumerated() { numbers[index] = row[place] }
        return ChoiceSequence(numbers)
      }
      return
    }
  }

  /// The choices that every value begins with, as far as a few random values tell.
  private static func sharedShape(
    _ runner: Runner, _ probe: (inout ChoiceSource) throws -> Void
  ) -> [Choice] {
    var shared: [Choice]?
    var source = ChoiceSource(seed: runner.seed, choiceLimit: runner.choiceLimit)
    for number in 0..<4 {
      source.restart(then: .random(runner.seed.run(number)))
      guard (try? probe(&source)) != nil else { continue }
      let choices = source.recording.choices.prefix(most)
      guard let known = shared else {
        shared = Array(choices)
        continue
      }
      let same = zip(known, choices).prefix {
        $0.limit == $1.limit && $0.origin == $1.origin && $0.kind == $1.kind
      }
      shared = same.map(\.0)
    }
    return shared ?? []
  }

  /// The simplest numbers of a choice, those at the ends of its range, and their neighbours.
  private static func manyLevels(_ choice: Choice) -> [UInt64] {
    guard choice.kind == .number else { return Array(0...min(choice.limit, 5)) }
    let ends = [0, 1, choice.limit - 1, choice.limit].map {
      Choice.rank(min($0, choice.limit), limit: choice.limit, origin: choice.origin)
    }
    return distinct([0, 1] + ends)
  }

  /// The simplest number of a choice, and those at the ends of its range.
  private static func fewLevels(_ choice: Choice) -> [UInt64] {
    guard choice.kind == .number else { return distinct([0, choice.limit]) }
    let ends = [0, choice.limit].map { Choice.rank($0, limit: choice.limit, origin: choice.origin) }
    return distinct([0] + ends)
  }

  private static func distinct(_ numbers: [UInt64]) -> [UInt64] {
    var seen: Set<UInt64> = []
    return numbers.filter { seen.insert($0).inserted }
  }

  /// Rows of levels in which all pairs of levels of two columns occur; nil if more than `most` would be needed.
  ///
  /// O(rows · columns² · levels).
  static func cover(_ levels: [[UInt64]], atMost most: Int) -> [[UInt64]]? {
    if levels.count == 1 { return levels[0].count <= most ? levels[0].map { [$0] } : nil }
    // The pairs that are still missing, as columns and levels.
    struct Pair: Hashable { var left, a, right, b: Int }
    var missing: Set<Pair> = []
    var order: [Pair] = []
    for left in levels.indices {
      for right in levels.indices where right > left {
        for a in levels[left].indices {
          for b in levels[right].indices { order.append(Pair(left: left, a: a, right: right, b: b)) }
        }
      }
    }
    missing = Set(order)
    var rows: [[Int]] = []
    var first = 0
    while first < order.count {
      let pair = order[first]
      guard missing.contains(pair) else {
        first += 1
        continue
      }
      if rows.count == most { return nil }
      var row: [Int?] = Array(repeating: nil, count: levels.count)
      row[pair.left] = pair.a
      row[pair.right] = pair.b
      for column in levels.indices where row[column] == nil {
        let gains = levels[column].indices.map { level in
          levels.indices.count { other in
            guard let there = row[other] else { return false }
            return missing.contains(
              other < column
                ? Pair(left: other, a: there, right: column, b: level)
                : Pair(left: column, a: level, right: other, b: there))
          }
        }
        // Of levels that gain as much, another one in each row.
        let best = gains.max() ?? 0
        let candidates = gains.indices.filter { gains[$0] == best }
        row[column] = candidates[rows.count % candidates.count]
      }
      let chosen = row.map { $0 ?? 0 }
      for left in levels.indices {
        for right in levels.indices where right > left {
          missing.remove(Pair(left: left, a: chosen[left], right: right, b: chosen[right]))
        }
      }
      rows.append(chosen)
    }
    return rows.map { row in row.indices.map { levels[$0][row[$0]] } }
  }
}
