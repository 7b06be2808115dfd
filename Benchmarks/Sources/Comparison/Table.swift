/// Text in columns: the first ones to the left, numbers to the right.
struct Table {
  private var rows: [[String]]
  private let leftColumns: Int

  /// A table with headings; so many columns are set to the left.
  init(_ headings: [String], leftColumns: Int) {
    rows = [headings, headings.map { String(repeating: "-", count: $0.count) }]
    self.leftColumns = leftColumns
  }

  /// Adds a row.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines of the table.
  var text: String {
    let widths = rows[0].indices.map { column in rows.reduce(0) { max($0, $1[column].count) } }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + (column < leftColumns ? cell + space : space + cell)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
