import PropertyTesting

// Generators whose later draws depend on earlier ones.

extension Challenge {
  static let dependent: [Challenge] = [
    probe("bind: sum", [[500, 1000]]) { $0.reduce(0, +) >= 1500 },
    probe("bind: maximum", [[0, 0, 900]]) { $0.count >= 3 && $0.contains { $0 >= 900 } },
    probe("bind: duplicates", [[0, 0]]) { Set($0).count < $0.count },
    Challenge(
      "bind: index into a list",
      { source in
        let length = source.integer(1...20)
        let list = source.list(count: length) { $0.integer(0...1000) }
        return [list, [source.integer(0...length - 1)]]
      }, fails: { $0[0][$0[1][0]] >= 100 }, minimum: [[100], [0]]),
    Challenge(
      "bind: nested binds",
      { source in
        let least = source.integer(1...10)
        let count = source.integer(least...least + 10)
        return [[least], source.list(count: count) { $0.integer(0...count) }]
      }, fails: { $0[1].count { $0 >= 5 } >= 2 }, minimum: [[1], [0, 0, 0, 5, 5]]),
    Challenge(
      "bind: lists of bound lengths",
      { source in
        let count = source.integer(1...8)
        return source.list(count: count) { source in
          let length = source.integer(0...8)
          return source.list(count: length) { $0.integer(0...100) }
        }
      }, fails: { (lists: [[Int]]) in lists.joined().reduce(0, +) >= 150 }, minimum: [[50, 100]]),
    Challenge(
      "bind: length in a plain loop",
      { source in
        let length = source.integer(0...30)
        return (0..<length).map { _ in source.integer(0...1000) }
      }, fails: { $0.count { $0 >= 900 } >= 2 }, minimum: [900, 900]),
    Challenge(
      "bind: columns of a table",
      { source in
        let rows = source.integer(1...6)
        let columns = source.integer(1...6)
        return source.list(count: rows) { $0.list(count: columns) { $0.integer(0...100) } }
      }, fails: { (rows: [[Int]]) in rows.contains { $0.count { $0 >= 50 } >= 2 } }, minimum: [[50, 50]]),
  ]

  private static func probe(
    _ name: String, _ minimum: [[Int]], _ fails: @escaping @Sendable ([Int]) -> Bool
  ) -> Challenge {
    Challenge(
      name,
      { source in
        let length = source.integer(1...30)
        return source.list(count: length) { $0.integer(0...1000) }
      }, fails: { fails($0) }, minimum: minimum[0])
  }
}
