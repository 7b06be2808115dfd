import PropertyTesting

// The public shrinking challenge (github.com/jlink/shrinking-challenge), all of it.

extension Challenge {
  static let publicOnes: [Challenge] = [
    bound5, largeUnionList, reverse, calculator, distinct, lengthListPlain, lengthListByBind, differenceZero,
    differenceSmall, differenceOne, nestedLists, coupling, deletion, binaryHeap,
  ]

  private static let bound5 = Challenge(
    "bound5",
    { source in
      (0..<5).map { _ in
        source.span("list") { source in source.list(maximum: 10) { $0.integer(Int16.self) } }
      }
    },
    fails: { (lists: [[Int16]]) in
      let sums = lists.map { $0.reduce(0, &+) }
      if sums.contains(where: { $0 >= 256 }) { throw Discard() }
      return sums.reduce(0, &+) >= 5 * 256
    }, minimum: [[], [], [], [-1], [-32768]])

  private static let largeUnionList = Challenge(
    "large union list",
    { source in source.list(maximum: 20) { $0.list(maximum: 20) { $0.integer(Int.self) } } },
    fails: { (lists: [[Int]]) in Set(lists.joined()).count > 4 }, minimum: [[0, 1, -1, 2, -2]])

  private static let reverse = Challenge(
    "reverse", { source in source.list(maximum: 40) { $0.integer(Int.self) } },
    fails: { $0 != $0.reversed() }, minimum: [0, 1])

  private static let distinct = Challenge(
    "distinct", { source in source.list(maximum: 40) { $0.integer(Int.self) } },
    fails: { Set($0).count >= 3 }, minimum: [0, 1, -1])

  private static let lengthListPlain = Challenge(
    "lengthlist, plain array",
    { source in source.list(minimum: 1, maximum: 100) { $0.integer(0...1000) } },
    fails: { $0.contains { $0 >= 900 } }, minimum: [900])

  private static let lengthListByBind = Challenge(
    "lengthlist, by bind",
    { source in
      let length = source.integer(1...100)
      return source.list(count: length) { $0.integer(0...1000) }
    },
    fails: { $0.contains { $0 >= 900 } }, minimum: [900])

  private static func difference(
    _ name: String, _ minimum: [Int], _ isAllowed: @escaping @Sendable (Int) -> Bool
  ) -> Challenge {
    Challenge(
      name, { source in [source.integer(1...Int.max), source.integer(1...Int.max)] },
      fails: { $0[0] >= 10 && !isAllowed(abs($0[0] - $0[1])) }, minimum: minimum)
  }

  private static let differenceZero = difference("difference must not be zero", [10, 10]) { $0 != 0 }
  private static let differenceSmall = difference("difference must not be small", [10, 6]) {
    !(1...4).contains($0)
  }
  private static let differenceOne = difference("difference must not be one", [10, 9]) { $0 != 1 }

  private static let nestedLists = Challenge(
    "nested lists", { source in source.list(maximum: 20) { $0.list(maximum: 20) { $0.integer(Int.self) } } },
    fails: { (lists: [[Int]]) in lists.reduce(0) { $0 + $1.count } > 10 },
    minimum: [Array(repeating: 0, count: 11)])

  private static let coupling = Challenge(
    "coupling", { source in source.list(maximum: 20) { $0.integer(0...10) } },
    fails: { (list: [Int]) in
      if list.contains(where: { $0 >= list.count }) { throw Discard() }
      return list.indices.contains { list[$0] != $0 && list[list[$0]] == $0 }
    }, minimum: [1, 0])

  private static let deletion = Challenge(
    "deletion",
    { source in
      let list = source.list(minimum: 1, maximum: 40) { $0.integer(Int.self) }
      return [list, [list[source.integer(0...list.count - 1)]]]
    },
    fails: { (pair: [[Int]]) in
      var list = pair[0]
      if let first = list.firstIndex(of: pair[1][0]) { list.remove(at: first) }
      return list.contains(pair[1][0])
    }, minimum: [[0, 0], [0]])
}
