internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution

// Blocks: what the optimised implementation has at the heads of its loops, beside what the system has.

extension InductionMoment.What {
  /// Whether the loop over blocks comes by.
  var isOfBlocks: Bool {
    if case .arrival(.blocks, _, _) = self { true } else { false }
  }
}

extension Follower {
  /// The pages that a huge leaf serves.
  var leafPages: Form { .symbol("\(UInt64(1) << UInt64(start.geometry.levelBits[0]))") }

  /// What is on record of the area: its address, its size, its page array, whether that is an area, its pages, those in blocks,
  /// those mapped. What a loop changes is none of it.
  mutating func partsRecordClaims(_ record: [SymbolicWord<UInt64>]) -> [(String, Form)] {
    guard record.count == 8 else { return [("one-area", .symbol("false"))] }
    var claims: [(String, Form)] = [
      ("record-address", .call("=", number(record[0]), number(start.address))),
      ("record-size", .call("=", number(record[1]), number(start.size))),
      ("record-array", .call("=", number(record[2]), number(array))),
      ("record-nested", .call("=", number(record[3]), .symbol(isNested == true ? "1" : "0"))),
      ("record-id", .call("=", number(record[7]), .symbol("\(CodeStart.area)"))),
    ]
    switch place {
    case .mapping:
      claims.append(("record-pages", .call("=", number(record[4]), Self.n)))
      claims.append(("record-blocks", .call("<=", number(record[5]), Self.n)))
    case .unmapping:
      claims.append(("record-pages", .call("=", number(record[4]), Self.field("count"))))
      claims.append(("record-mapped", .call("=", number(record[6]), mapped)))
    default: claims.append(("record-mapped", .call("=", number(record[6]), .symbol("0"))))
    }
    return claims
  }

  /// Page `first` begins a huge leaf's worth of pages in blocks: then page `first + offset` is the frame `offset` after its.
  func inBlocks(_ first: Form, _ offset: Form) -> [Form] {
    blocks.map { [areInRow(first, offset, before: $0)] } ?? []
  }

  /// It is so where `blocks` is how far pages came in blocks that a huge leaf can serve.
  private func areInRow(_ first: Form, _ offset: Form, before blocks: Form) -> Form {
    let isBlock = Form.list([
      .symbol("and"), .call("<=", .symbol("0"), first),
      .call("=", .call("mod", first, leafPages), .symbol("0")),
      .call("<=", .call("+", first, leafPages), blocks), .call("<=", .symbol("0"), offset),
      .call("<", offset, leafPages),
    ])
    return .call(
      "=>", isBlock,
      .call(
        "and",
        .call("=", Self.stored(.call("+", first, offset)), .call("+", Self.stored(first), offset)),
        .call("=", .call("mod", Self.stored(first), leafPages), .symbol("0"))))
  }

  /// What was stored since the head of the loop, at an index.
  private func since(_ index: Form) -> [Form] {
    stretches.map { stretch in
      .call(
        "=>",
        .call(
          "and", .call("<=", stretch.index, index),
          .call("<", index, .call("+", stretch.index, stretch.count))),
        .call("=", Self.stored(index), .call("+", stretch.frame, .call("-", index, stretch.index))))
    }
  }

  /// What holds of blocks at the head of a loop that asks for pages.
  mutating func blockClaims(_ moment: InductionMoment) -> [(String, Form)] {
    let index = moment.words["index"] ?? .zero
    guard moment.what.isOfBlocks else {
      guard moment.record.count == 8 else { return [] }
      return [("blocks-first", .call("<=", number(moment.record[5]), number(index)))]
    }
    let (first, offset) = (someNumber("first"), someNumber("offset"))
    for fact in inBlocks(first, offset) { self.fact("blocks", fact) }
    for fact in since(first) + since(.call("+", first, offset)) { self.fact("since", fact) }
    let blocks = number(moment.words["blocks"] ?? .zero)
    return alignment(order: moment.order, number(index), blocks)
      + [("in-row", areInRow(first, offset, before: blocks))]
  }

  /// Blocks come by descending order, so that the next one is stored at a multiple of its size; those of huge leaves come first.
  private func alignment(order: Int, _ index: Form, _ blocks: Form) -> [(String, Form)] {
    let isHuge = order >= Int(start.geometry.levelBits[0])
    return [
      ("aligned", .call("=", .call("mod", index, .symbol("\(UInt64(1) << UInt64(order))")), .symbol("0"))),
      ("blocks-first", .call(isHuge ? "=" : "<=", blocks, index)),
    ]
  }

  /// Each pass of the loop over blocks stores some, or goes to a lesser order.
  mutating func blockProgress(_ entry: Int, _ moment: InductionMoment) -> [(String, Form)] {
    guard let pass = passes[entry], let before = pass.words["index"], let now = moment.words["index"] else {
      return [("progress", .symbol("false"))]
    }
    if moment.order < pass.order { return [] }
    guard moment.order == pass.order else { return [("descending", .symbol("false"))] }
    return [("progress", .call("<", number(before), number(now)))]
  }

  /// The index of a loop is at most the number of pages that it is over.
  mutating func isWithin(_ index: SymbolicWord<UInt64>, _ pages: SymbolicWord<UInt64>) {
    fact("within", .call("<=", number(index), number(pages)))
    reading.assume(index.term, isAtMost: pages.term)
  }

  /// A loop goes on: what holds at its head, beside what the system says.
  mutating func goOnWithParts(_ words: [String: SymbolicWord<UInt64>], order: Int) {
    guard let index = words["index"] else { return }
    guard place == .pages else {
      // How many pages a walk is over is on record.
      guard let record = entries.max(by: { $0.key < $1.key })?.value.record, record.count == 8 else { return }
      // The system says the one, the other is claimed at each arrival.
      if place == .mapping { isWithin(index, record[4]) }
      if place == .unmapping { isWithin(index, record[6]) }
      return
    }
    if let wanted = start.wanted { isWithin(index, wanted) }
    if let blocks = words["blocks"] {
      let blocks = number(blocks)
      self.blocks = blocks
      for (name, formula) in alignment(order: order, number(index), blocks) { fact(name, formula) }
    } else if let blocks {
      fact("blocks-first", .call("<=", blocks, number(index)))
    }
  }
}
