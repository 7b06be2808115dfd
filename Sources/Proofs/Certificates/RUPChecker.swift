/// Checks a refutation of clauses, as solvers of clauses write it: each of its clauses follows from those before by
/// unit propagation alone, and the last one is empty.
///
/// That is reverse unit propagation (E. Goldberg, Y. Novikov, https://doi.org/10.1109/DATE.2003.1253718). A clause is
/// assumed to be false; the clauses that then have one literal left say that it is true, and so on, until one has none.
/// Each clause thus follows, and no trust in who wrote them is needed. The text is that of DRAT files
/// (https://github.com/marijnheule/drat-trim); what they say of clauses left out is a hint, and is ignored: more clauses
/// that follow show nothing wrong. Two literals of each clause are watched, those that are not false.
package struct RUPChecker {
  /// The literals of all clauses, one after the other; the first two of each are watched.
  private var literals: [Int32] = []
  /// Where each clause begins in them, and the end of the last one.
  private var starts: [Int] = [0]
  /// For each literal the clauses that watch it.
  private var watches: [[Int]]
  /// For each literal whether it is true: 1, false: -1, or open: 0.
  private var values: [Int8]
  /// The literals that are true, in the order in which they became so.
  private var trail: [Int32] = []
  private var propagated = 0
  private let variables: Int32
  private var hasConflict = false

  /// Why a proof is none.
  package struct Flaw: Error, Hashable, CustomStringConvertible {
    /// The line of the proof, counted from 1.
    package var line: Int
    /// What is wrong with it.
    package var reason: String
    package var description: String { "line \(line) of the proof \(reason)" }
  }

  /// With the clauses that are to be refuted.
  package init(_ cnf: CNF) {
    variables = cnf.variables
    watches = Array(repeating: [], count: 2 * Int(variables) + 2)
    values = Array(repeating: 0, count: 2 * Int(variables) + 2)
    for clause in cnf.clauses { add(clause) }
  }

  /// Checks a proof, lines of literals that end in 0.
  ///
  /// - Returns: how many clauses it has, the empty one included.
  /// - Throws: `Flaw` for the first line that does not follow, or for a proof that does not end in the empty clause.
  package mutating func check(proof text: some Collection<UInt8>) throws(Flaw) -> Int {
    var count = 0
    var line = 0
    for row in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      guard let first = row.first, first != UInt8(ascii: "c"), first != UInt8(ascii: "d") else { continue }
      let clause = try clause(row, line: line)
      count += 1
      guard follows(clause) else { throw Flaw(line: line, reason: "does not follow by unit propagation") }
      if clause.isEmpty { return count }
      add(clause)
    }
    throw Flaw(line: line, reason: "is the last, and nothing is refuted")
  }

  private func clause(_ row: some Collection<UInt8>, line: Int) throws(Flaw) -> [Int32] {
    var clause: [Int32] = []
    var isEnded = false
    for word in row.split(separator: UInt8(ascii: " ")) {
      let isNegated = word.first == UInt8(ascii: "-")
      let digits = isNegated ? word.dropFirst() : word
      let isNumber = (1...10).contains(digits.count) && digits.allSatisfy { (48...57).contains($0) }
      let number = isNumber ? digits.reduce(0) { 10 * $0 + Int($1 - 48) } : -1
      guard !isEnded, number >= (isNegated ? 1 : 0), number <= Int(variables) else {
        let text = String(decoding: word.prefix(20), as: UTF8.self)
        throw Flaw(line: line, reason: "has \(text), which is no literal of the clauses")
      }
      if number == 0 { isEnded = true } else { clause.append(Int32(isNegated ? -number : number)) }
    }
    guard isEnded else { throw Flaw(line: line, reason: "does not end in 0") }
    return clause
  }

  /// Whether a clause follows from those there are, by unit propagation.
  private mutating func follows(_ clause: [Int32]) -> Bool {
    if hasConflict { return true }
    let mark = trail.count
    var isRefuted = false
    for literal in clause where !isRefuted {
      if value(literal) == 1 { isRefuted = true } else if value(literal) == 0 { set(-literal) }
    }
    isRefuted = isRefuted || !propagate()
    undo(to: mark)
    return isRefuted
  }

  /// Adds a clause that follows, or is given.
  private mutating func add(_ clause: [Int32]) {
    var added: [Int32] = []
    for literal in clause where !added.contains(literal) { added.append(literal) }
    // One that says nothing needs no place.
    guard !hasConflict, !added.contains(where: { added.contains(-$0) }) else { return }
    // Literals that are false for good come last, where they are not watched.
    added = added.filter { value($0) != -1 } + added.filter { value($0) == -1 }
    guard let first = added.first, value(first) != -1 else {
      hasConflict = true
      return
    }
    let number = starts.count - 1
    literals += added
    starts.append(literals.count)
    if added.count > 1 {
      watches[index(first)].append(number)
      watches[index(added[1])].append(number)
    }
    if added.count == 1 || value(added[1]) == -1, value(first) == 0 {
      set(first)
      hasConflict = !propagate()
    }
  }

  /// Follows what clauses with one literal left say; false once one has none left.
  private mutating func propagate() -> Bool {
    while propagated < trail.count {
      let isFalse = -trail[propagated]
      propagated += 1
      // No clause begins to watch what is false: the list can be changed by itself.
      var watching: [Int] = []
      swap(&watching, &watches[index(isFalse)])
      var kept = 0
      var next = 0
      var isRefuted = false
      while next < watching.count, !isRefuted {
        let number = watching[next]
        next += 1
        let start = starts[number]
        if literals[start] == isFalse { literals.swapAt(start, start + 1) }
        let other = literals[start]
        if value(other) != 1, let spare = spare(start + 2, starts[number + 1]) {
          literals.swapAt(start + 1, spare)
          watches[index(literals[start + 1])].append(number)
          continue
        }
        watching[kept] = number
        kept += 1
        if value(other) == 0 {
          set(other)
        } else if value(other) == -1 {
          isRefuted = true
        }
      }
      watching.removeSubrange(kept..<next)
      swap(&watching, &watches[index(isFalse)])
      if isRefuted { return false }
    }
    return true
  }

  /// The place of a literal that is not false.
  private func spare(_ start: Int, _ end: Int) -> Int? {
    var place = start
    while place < end {
      if value(literals[place]) != -1 { return place }
      place += 1
    }
    return nil
  }

  private mutating func set(_ literal: Int32) {
    values[index(literal)] = 1
    values[index(-literal)] = -1
    trail.append(literal)
  }

  private mutating func undo(to mark: Int) {
    for literal in trail[mark...] {
      values[index(literal)] = 0
      values[index(-literal)] = 0
    }
    trail.removeLast(trail.count - mark)
    propagated = mark
  }

  /// Whether a literal is true: 1, false: -1, or open: 0.
  private func value(_ literal: Int32) -> Int8 { values[index(literal)] }

  private func index(_ literal: Int32) -> Int { Int(literal > 0 ? 2 * literal : -2 * literal + 1) }
}
