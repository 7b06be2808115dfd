internal import Specification

// What an observer sees of a call: what observation.smt2 derives from the state, beside what the observer of the
// specification derived from the events.

extension Behaviour {
  /// Functions of an index, with the symbol that says how many there are.
  private static let columns: [(count: Symbol, functions: [Symbol])] = [
    (.obtained, [.frameAt]), (.putCount, [.putFrame, .putMapped, .putHolder]),
    (.storeCount, [.storeIndex]), (.loadCount, [.loadIndex]),
    (.mapCount, [.mapPage, .mapFrame, .mapOwnerArea, .mapOwnerIndex]),
    (.translationCount, [.translationPage, .translationFrame]),
    (.pageCount, [.changedPage, .translationBefore, .translationAfter, .pageOwn]),
  ]
  /// Excuses: the system may have fewer than the observer, as what it shows then is more.
  private static let excuses: Set<Symbol> = [.pageOwn]
  /// Numbers that the two count differently: they agree on whether there are any.
  private static let counted: [Symbol] = [.rangeTranslated]
  /// Moments: events here, ticks of a clock there. They agree on what there is, and on the order.
  private static let moments: [Symbol] = [.retireAt, .firstPutAt, .lastPutAt, .structFreedAt]
  /// Compared in a way of their own.
  private static let others: [Symbol] = [
    .nestingLimit, .rangeLeft, .frameCount, .frameBefore, .frameAfter, .pageOf, .putsOf,
  ]

  /// Compares the end of a call.
  ///
  /// - Throws: `Departure` for the first symbol that differs.
  func compare(_ observation: Observation) throws {
    var evaluator = Evaluator(scope: model.scope, values: state + model.seen)
    let changed = (0..<observation[.pageCount]).map { observation[.changedPage, $0] }
    let changedFrames = evaluator.indices(of: "owner", "owner.old").filter {
      self["owner"].at($0) != self["owner.old"].at($0)
    }
    evaluator.set("number.virtual", to: .number(Int128(changed.count)))
    evaluator.set("virtual.changed", to: .list(changed.map { Int128($0) }))
    evaluator.set("number.frames", to: .number(Int128(changedFrames.count)))
    evaluator.set("frames.changed", to: .list(changedFrames))
    try compareNumbers(observation, &evaluator)
    for (count, functions) in Self.columns {
      for symbol in functions {
        for index in 0..<observation[count] {
          try expect(&evaluator, symbol, index, observation[symbol, index])
        }
      }
    }
    for depth in 0...observation[.depthReached] {
      try expect(&evaluator, .nestingLimit, depth, observation[.nestingLimit, depth])
    }
    // Beyond its pages an area has none.
    try expect(&evaluator, .frameAt, observation[.obtained], observation[.frameAt, observation[.obtained]])
    for frame in evaluator.indices(of: "owner", "owner.old") where frame >= 0 {
      for symbol in [Symbol.pageOf, .putsOf] {
        try expect(&evaluator, symbol, UInt64(frame), observation[symbol, UInt64(frame)])
      }
    }
    try compareExcuses(&evaluator, changed: changed)
    try compareOrder(observation, &evaluator)
    try compareChanges(observation, &evaluator, changed: Set(changed.map { Int128($0) }))
    try compareRest(observation, &evaluator)
  }

  /// Symbols that are numbers.
  private func compareNumbers(_ observation: Observation, _ evaluator: inout Evaluator) throws {
    let apart = Set(Self.moments + Self.others)
    for symbol in Symbol.allCases where !apart.contains(symbol) {
      let name = "seen.\(symbol)"
      guard let definition = model.system.definitions.first(where: { $0.name == name }) else { continue }
      guard definition.parameters.isEmpty else {
        if Self.columns.contains(where: { $0.functions.contains(symbol) }) { continue }
        throw Departure(step: "", message: "observation.smt2 defines \(name), and nothing compares it")
      }
      let value = observation[symbol]
      if Self.counted.contains(symbol) {
        try same(symbol, evaluator.number(name) == 0 ? 0 : 1, value == 0 ? 0 : 1)
      } else {
        try same(symbol, evaluator.number(name), Int128(value))
      }
    }
  }

  /// A page that is translated as before is none of the call's.
  private func compareExcuses(_ evaluator: inout Evaluator, changed: [UInt64]) throws {
    let others = evaluator.indices(of: "xlate").filter { $0 >= 0 && !changed.contains(UInt64($0)) }
    var altered = evaluator
    altered.set("number.virtual", to: .number(Int128(others.count)))
    altered.set("virtual.changed", to: .list(others))
    for index in others.indices {
      let own = try altered.number("seen.pageOwn", Int128(index))
      if own != 0 {
        throw Departure(
          step: "", message: "page \(others[index]) is said to be of the call, which has not changed it")
      }
    }
  }

  private func compareOrder(_ observation: Observation, _ evaluator: inout Evaluator) throws {
    let theirs = Self.moments.map { Int128(observation[$0]) }
    let ours = try Self.moments.map { try evaluator.number("seen.\($0)") }
    for (first, symbol) in Self.moments.enumerated() {
      let none = Int128(Observation.none)
      try same(symbol, ours[first] == none ? 1 : 0, theirs[first] == none ? 1 : 0)
      for second in Self.moments.indices where ours[second] != none && ours[first] != none {
        try same(symbol, ours[first] < ours[second] ? 1 : 0, theirs[first] < theirs[second] ? 1 : 0)
      }
    }
  }

  /// Frames and translations that are not what they were: the same ones, changed in the same way.
  private func compareChanges(
    _ observation: Observation, _ evaluator: inout Evaluator, changed: Set<Int128>
  ) throws {
    for page in evaluator.indices(of: "xlate", "xlate.old")
    where self["xlate"].at(page) != self["xlate.old"].at(page) && !changed.contains(page) {
      throw Departure(
        step: "", message: "page \(page) has another translation, which the observer does not see")
    }
    let seen = (0..<observation[.frameCount]).map { index in
      [observation[.frameBefore, index], observation[.frameAfter, index]]
    }.filter { $0[0] != $0[1] }.map { $0.map(ownerNumber) }
    var counts: [[Int128]: Int] = [:]
    for change in seen { counts[change, default: 0] += 1 }
    for index in 0..<(try evaluator.number("seen.frameCount")) {
      let change = try ["seen.frameBefore", "seen.frameAfter"].map { try evaluator.number($0, index) }
      counts[change, default: 0] -= 1
    }
    if let (change, count) = counts.first(where: { $0.value != 0 }) {
      throw Departure(
        step: "",
        message: "frames that went from owner \(change[0]) to \(change[1]): the observer sees "
          + "\(count > 0 ? "\(count) more" : "\(-count) fewer") than the system")
    }
  }

  /// The owner of an observation, numbered as observation.smt2 does, which does not tell pages apart.
  private func ownerNumber(_ code: UInt64) -> Int128 {
    let kind = code & 0xFF
    return Int128(kind == 1 ? 4 + (code >> 8 & 0xFFFF_FFFF) : kind)
  }

  private func compareRest(_ observation: Observation, _ evaluator: inout Evaluator) throws {
    // For any page of the range: 0 for all of them exactly if the count is.
    var isTranslated = false
    for page in evaluator.indices(of: "xlate") {
      evaluator.set("left-over", to: .number(page))
      if try evaluator.number("seen.rangeLeft") != 0 { isTranslated = true }
    }
    try same(.rangeLeft, isTranslated ? 1 : 0, observation[.rangeLeft] == 0 ? 0 : 1)
  }

  private func expect(_ evaluator: inout Evaluator, _ symbol: Symbol, _ index: UInt64, _ value: UInt64) throws
  {
    let own = try evaluator.number("seen.\(symbol)", Int128(index))
    guard own != Int128(value), !(Self.excuses.contains(symbol) && own == 0) else { return }
    throw Departure(step: "", message: "\(symbol) of \(index): the observer sees \(value), the system \(own)")
  }

  private func same(_ symbol: Symbol, _ own: Int128, _ value: Int128) throws {
    guard own != value else { return }
    throw Departure(step: "", message: "\(symbol): the observer sees \(value), the system \(own)")
  }
}

extension Evaluator {
  /// The number that a name stands for, applied to an index if there is one.
  mutating func number(_ name: String, _ index: Int128? = nil) throws -> Int128 {
    let form = Form.symbol(name)
    let expression = try scope.expression(index.map { .list([form, .symbol(String($0))]) } ?? form)
    guard let number = try value(expression).number else { throw Failure(message: "\(name) is no number") }
    return number
  }

  /// Sets what a place holds.
  mutating func set(_ name: String, to value: Value) {
    if let place = scope.places[name] { values[place] = value }
  }

  /// Where arrays have entries, ascending.
  func indices(of names: String...) -> [Int128] {
    Set(names.compactMap { scope.places[$0] }.flatMap { values[$0].entries.keys }).sorted()
  }
}

extension Value {
  /// An array of numbers from index 0 on.
  static func list(_ numbers: [Int128]) -> Value {
    numbers.enumerated().reduce(.array(elsewhere: .number(0), entries: [:])) {
      $0.storing(.number($1.element), at: Int128($1.offset))
    }
  }
}
