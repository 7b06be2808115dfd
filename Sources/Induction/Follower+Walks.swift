internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution

// Mapping and unmapping, page by page.

extension Follower {
  mutating func finishPages() {
    guard place == .pages else { return }
    take("pages-done", "no page is left to be asked for", at: .pages)
    (place, index) = (.mapping, .symbol("0"))
  }

  mutating func makeTable(
    _ granted: Bool, _ address: SymbolicWord<UInt64>, isMissing: Bool
  ) {
    finishPages()
    take(
      granted ? "map-table" : "map-refused", "a page table is asked for",
      [
        ("none-there", .symbol(isMissing ? "true" : "false")), ("more", .call("<", index, Self.n)),
        ("address", .call("=", number(address), self.address(index))),
      ] + (start.hasHugeLeaves ? [("no-leaf", isUntranslated(index))] : []), at: .mapping)
    if !granted { fail("EXIT_NO_MAPPING") }
  }

  mutating func map(_ address: SymbolicWord<UInt64>, _ frame: SymbolicWord<UInt64>) {
    guard hasLoaded else { return refute("a page is mapped without its entry being read") }
    hasLoaded = false
    take(
      "map-page", "a page is mapped",
      [
        ("address", .call("=", number(address), self.address(index))),
        ("frame", .call("=", number(frame), Self.stored(index))),
      ], at: .mapping)
    forgetEntries()
    index = .call("+", index, .symbol("1"))
  }

  mutating func lookedAt(_ words: [String: SymbolicWord<UInt64>]) {
    guard let address = words["address"], let frame = words["frame"] else { return }
    let page = Form.call("div", number(address), .symbol("PAGE"))
    let value = number(frame)
    seen.append(
      TransitionSystem.Statement(
        name: "entry.\(seen.count + 1)", formula: .call("=", Self.translated(page), value)))
  }

  /// No table serves an address: no page is translated that the table would serve.
  mutating func isAbsent(_ level: Int, _ address: Form) {
    let size = Form.symbol("\(UInt64(1) << UInt64(start.geometry.shift(ofLevel: level)))")
    absences.append { page in
      .call(
        "=>",
        .call("=", .call("div", .call("*", .symbol("PAGE"), page), size), .call("div", address, size)),
        .call("=", Self.translated(page), .symbol("0")))
    }
  }

  // MARK: Unmapping

  /// A leaf entry is changed: what was seen of others is not kept either.
  mutating func forgetEntries() {
    seen = []
    absences = []
    hugeLeaf = nil
  }

  /// A page of the range is not translated.
  func isUntranslated(_ index: Form) -> Form {
    .call("=", Self.translated(.call("+", Self.field("base"), index)), .symbol("0"))
  }

  /// What the system says of a page beyond those that were mapped, where no walk goes.
  private func beyond(_ page: Form) -> [Form] {
    guard start.hasHugeLeaves else { return [] }
    return system.lemmas.filter { ["beyond-written", "beyond-count"].contains($0.name) }.map { lemma in
      let parts = lemma.statements.map(\.formula) + (lemma.goal.map { [$0] } ?? [])
      return Form.call("not", .list([.symbol("and")] + parts)).replacing(["v": page])
    }
  }

  /// The walk has come to an address: pages before it that were not unmapped were not mapped.
  mutating func pass(to address: SymbolicWord<UInt64>, _ doing: String) {
    let (reached, any) = (someNumber("reached"), someNumber("passed"))
    let page = Form.call("+", Self.field("base"), any)
    let before = facts.count
    fact(
      "reached",
      .call("=", reached, .call("div", .call("-", number(address), number(start.address)), .symbol("PAGE"))))
    for absence in absences { fact("absent", absence(page)) }
    for lemma in beyond(page) { fact("lemma-beyond", lemma) }
    claim(
      "unmap-page", doing,
      [
        ("address", .call("=", number(address), self.address(reached))),
        ("ascending", .call("<=", index, reached)), ("more", .call("<=", reached, Self.field("span"))),
        (
          "unmapped",
          .call(
            "=>", .call("and", .call("<=", index, any), .call("<", any, reached)),
            .call("=", Self.translated(page), .symbol("0")))
        ),
      ])
    facts.removeLast(facts.count - before - 1)
    index = reached
  }

  mutating func unmap(_ address: SymbolicWord<UInt64>) {
    guard place == .unmapping, owed == nil else { return refute("a page is unmapped, at \(place.rawValue)") }
    pass(to: address, "pages are passed")
    take("unmap-page", "a page is unmapped", at: .unmapping)
    forgetEntries()
    index = .call("+", index, .symbol("1"))
  }

  mutating func retire(_ start: SymbolicWord<UInt64>, _ bytes: SymbolicWord<UInt64>) {
    guard place == .unmapping else { return refute("a range is retired, at \(place.rawValue)") }
    pass(to: start &+ bytes, "the last pages are passed")
    take(
      "retire", "the range is retired",
      [
        ("start", .call("=", number(start), self.address(.symbol("0")))),
        ("bytes", .call("=", number(bytes), .call("*", .symbol("PAGE"), Self.field("span")))),
      ], at: .unmapping)
    (place, index) = (outcome == "EXIT_NO_ARRAY" ? .descriptor : .putting, .symbol("0"))
    range = .lazy
    forgetEntries()
  }
}
