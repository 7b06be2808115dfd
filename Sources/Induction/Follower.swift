internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution

/// Follows a run on an induction machine with steps of the system, each of which becomes an obligation.
///
/// What fields of the state are in terms of the run is kept beside the run: where the call stands, the index of the loop, the page
/// count. At the head of a loop what is kept has to be what the code has, and is made anew from any state in which it may be there.
struct Follower: Sendable {
  /// Where the call stands.
  enum Place: String, Sendable {
    case idle = "IDLE"
    case reserved = "RESERVED"
    case pages = "PAGES"
    case got = "GOT"
    case mapping = "MAPPING"
    case unmapping = "UNMAPPING"
    case putting = "PUTTING"
    case array = "ARRAY"
    case descriptor = "DESCRIPTOR"
    case ended = "ENDED"
  }

  /// What is noted in a descriptor.
  enum Note: String, Sendable {
    case count = "page count"
    case flags
  }

  let system: TransitionSystem
  /// What the system's lemmas say of branches that are dead.
  private let lemmas: [TransitionSystem.Statement]
  var branches: [Branch]
  let start: CodeStart
  var reading = IntegerReading()
  var place: Place
  /// How the call will end, a name or 0.
  var outcome: String
  /// The index of the loop that the call is in.
  var index = Form.symbol("0")
  /// The page count of the area, if that is known to be something else than itself.
  var count: Form
  /// What has become of the area's range.
  enum Range: Sendable { case busy, lazy, flushed, reusable }
  var range = Range.busy
  /// The frame in hand.
  var frame = Form.symbol("0")
  /// The pointer to the page array, as the code has it.
  var array: SymbolicWord<UInt64>
  /// Whether the page array is an area; nil before it was asked for.
  var isNested: Bool?
  /// Whether the descriptor has to say that it is an area.
  var isMarked = false
  /// What the code has to note in the descriptor before it goes on: a step of the system that has two operations.
  var owed: Note?
  /// Whether an entry of the page array was read, for the next page that is mapped or given back.
  var hasLoaded = false
  /// What is known beyond that.
  var facts: [TransitionSystem.Statement] = []
  /// What the descriptor says at last, where an implementation notes nothing before: whether it does.
  var notedAtLast = false
  /// A slab object was refused, and whether the page array is an area instead is open: the bytes that were asked for.
  var refusedSlab: SymbolicWord<UInt64>?
  /// A block in hand: its first frame, and its order.
  var block: (frame: Form, order: Int)?
  /// The entries up to which pages were stored in blocks that a huge leaf can serve, as the code has it at the head of a loop.
  var blocks: Form?
  /// What was stored since: the index, the first frame, and how many in a row.
  var stretches: [(index: Form, frame: Form, count: Form)] = []
  /// A huge leaf that was found: the address that it was looked for at, and its first page within the range.
  var hugeLeaf: (address: SymbolicWord<UInt64>, page: Form)?
  /// What leaf entries were told to be, until one is changed.
  var seen: [TransitionSystem.Statement] = []
  /// What absent tables say of a virtual page, until an entry is changed.
  var absences: [@Sendable (Form) -> Form] = []
  /// How loops were entered.
  var entries: [Int: InductionMoment] = [:]
  /// Where passes of loops began.
  var passes: [Int: InductionMoment] = [:]
  /// Numbers that were made up.
  var made = 0
  var obligations: [CodeObligation] = []
  /// Whether the call has returned.
  var hasLeft = false
  /// Whether nothing is left to be followed.
  var isOver = false
  /// The head of a loop that the run has ended at, to be followed from there by itself.
  var arrival: InductionMoment?
  /// Whether the obligations of the moment are made: those of a beginning that other paths have in common are made once.
  var isNew = true
  /// How many comparisons the run had made.
  var comparisons = 0

  private static let page = Form.symbol("PAGE")
  static let cur = Form.symbol("cur")
  static let n = Form.symbol("n")

  init(_ system: TransitionSystem, _ start: CodeStart, branches: [Branch]) {
    self.system = system
    lemmas = system.lemmas.filter { ["put-no-page", "map-no-page", "map-in-use"].contains($0.name) }.map {
      lemma in
      let parts = lemma.statements.map(\.formula) + (lemma.goal.map { [$0] } ?? [])
      return TransitionSystem.Statement(
        name: "lemma-" + lemma.name, formula: .call("not", .list([.symbol("and")] + parts)))
    }
    self.start = start
    self.branches = branches
    place = start.isRelease ? .idle : .reserved
    outcome = "0"
    count = start.isRelease ? Self.field("count") : .symbol("0")
    array = start.array
    isNested = start.isRelease ? start.isNested : nil
    owed = start.isRelease || start.wanted != nil ? nil : .count
  }

  // MARK: Terms

  static func field(_ name: String) -> Form { .call("select", .symbol(name), cur) }

  /// The address of a page of the range.
  func address(_ index: Form) -> Form {
    .call("*", Self.page, .call("+", Self.field("base"), index))
  }

  /// The frame at an index of the area's page array.
  static func stored(_ index: Form) -> Form { .call("select", field("pages"), index) }

  static func translated(_ page: Form) -> Form { .call("select", .symbol("xlate"), page) }

  mutating func number(_ word: SymbolicWord<UInt64>) -> Form { reading.number(word) }

  mutating func fact(_ name: String, _ formula: Form) {
    facts.append(TransitionSystem.Statement(name: "\(name).\(facts.count + 1)", formula: formula))
  }

  /// A constant that stands for some number.
  mutating func someNumber(_ name: String) -> Form {
    made += 1
    return .symbol("\(name).some.\(made)")
  }

  // MARK: Obligations

  /// Everything that is known here.
  private mutating func known() -> [TransitionSystem.Statement] {
    var known: [TransitionSystem.Statement] = []
    func add(_ name: String, _ formula: Form) {
      known.append(TransitionSystem.Statement(name: "code-" + name, formula: formula))
    }
    add("place", .call("=", .symbol("pc"), .symbol(place.rawValue)))
    add("outcome", .call("=", .symbol("outcome"), .symbol(outcome)))
    if place != .idle { add("index", .call("=", .symbol("i"), index)) }
    if place == .got { add("frame", .call("=", .symbol("page"), frame)) }
    if count != Self.field("count") { add("count", .call("=", Self.field("count"), count)) }
    add("start", .call("=", number(start.address), .call("*", Self.page, Self.field("base"))))
    add("size", .call("=", number(start.size), .call("*", Self.page, Self.field("span"))))
    if start.isRelease { add("pages", .call("=", number(start.count), Self.field("count"))) }
    if let guards = start.guards { add("guard", .call("=", Self.field("guards"), number(guards))) }
    if let wanted = start.wanted { add("wanted", .call("=", number(wanted), Self.n)) }
    add("slab", .call("=", .symbol("slab-most"), .symbol("\(start.slabMost)")))
    add("narrow", .call("<", Self.n, .symbol("\(CodeStart.pages)")))
    if let isNested {
      let isSlab = Form.call("=", Self.field("array"), .symbol("0"))
      add("array", isNested ? .call("not", isSlab) : isSlab)
    }
    for fact in facts + seen { add(fact.name, fact.formula) }
    return known
  }

  /// The comparisons of the path that have to do with some constants, directly or through others; the inputs of the start
  /// connect nothing: all addresses are made of them. What is left out makes obligations of different paths the same.
  private mutating func comparisons(about symbols: inout Set<String>) -> [TransitionSystem.Statement] {
    var open = branches.prefix(comparisons).map { branch in
      let formula = reading.formula(branch)
      var own: Set<String> = []
      formula.collectSymbols(into: &own)
      return (formula: formula, symbols: own.filter { reading.constants[$0] != nil })
    }
    var found: [Form] = []
    while let place = open.firstIndex(where: { comparison in
      let own = comparison.symbols.filter { !$0.hasPrefix(CodeStart.prefix) }
      return own.isEmpty || !own.isDisjoint(with: symbols)
    }) {
      let next = open.remove(at: place)
      found.append(next.formula)
      symbols.formUnion(next.symbols)
    }
    return found.enumerated().map {
      TransitionSystem.Statement(name: "code-comparison-\($0 + 1)", formula: $1)
    }
  }

  /// Claims something, which is to follow from all that is known.
  ///
  /// - Parameter invariants: what may be used besides the invariants that are always.
  mutating func claim(
    _ step: String, _ doing: String, _ claims: [(String, Form)], by invariants: [Form] = []
  ) {
    guard isNew else { return }
    var facts = known()
    var symbols: Set<String> = []
    for formula in facts.map(\.formula) + claims.map(\.1) { formula.collectSymbols(into: &symbols) }
    facts += comparisons(about: &symbols)
    let constants = reading.constants.filter { symbols.contains($0.key) }.sorted { $0.key < $1.key }
    for (name, range) in constants {
      facts.append(
        TransitionSystem.Statement(
          name: "code-range-\(name)",
          formula: .call(
            "and", .call("<=", .symbol("\(range.lowerBound)"), .symbol(name)),
            .call("<=", .symbol(name), .symbol("\(range.upperBound)")))))
    }
    let made = symbols.filter { $0.contains(".some.") }.sorted()
    let isIdle = place == .idle
    obligations.append(
      CodeObligation(
        step: step, doing: doing, claims: claims.map { CodeObligation.Claim(name: $0, formula: $1) },
        facts: facts + (isIdle ? [] : lemmas),
        hypotheses: isIdle
          ? []
          : ["control", "bounds", "laid-out", "complete"].map { .symbol($0) } + [.call("extent", Self.cur)]
            + (start.hasHugeLeaves ? [.symbol("map-counted")] : []) + invariants,
        parameters: (constants.map(\.key) + made).map {
          TransitionSystem.Parameter(name: $0, sort: .symbol("Int"))
        },
        inputs: constants.map(\.key)))
  }

  /// The code does a step of the system: its guards are claimed, beside what is given.
  mutating func take(
    _ name: String, _ doing: String, _ claims: [(String, Form)] = [], at expected: Place...,
    by invariants: [Form] = []
  ) {
    guard let step = system.steps.first(where: { $0.name == name }) else {
      preconditionFailure("the system has no step \(name)")
    }
    if let owed { return refute("\(doing), and the \(owed.rawValue) was not noted") }
    guard expected.contains(place), block == nil || name == "page-got" else {
      return refute("\(doing), at \(place.rawValue)")
    }
    let all = claims + Self.guards(of: step)
    // A step that asks for nothing but what the environment promises leaves nothing to be claimed.
    if !all.isEmpty { claim(name, doing, all, by: invariants) }
  }

  /// What the code does here is no step of the system: that it does not come here is claimed.
  mutating func refute(_ doing: String) {
    claim("none", doing, [])
    isOver = true
  }

  /// The statements of a step about the state before it, but for what the environment promises and where the call stands.
  private static func guards(of step: TransitionSystem.Part) -> [(String, Form)] {
    let promised: Set = ["was-free", "none-there"]
    return step.statements.compactMap { statement in
      var symbols: Set<String> = []
      statement.formula.collectSymbols(into: &symbols)
      guard !promised.contains(statement.name), !statement.name.hasPrefix("at-"),
        statement.variables.isEmpty,
        !symbols.contains(where: { $0.hasSuffix(".next") || $0.hasSuffix(".called") })
      else { return nil }
      return (statement.name, statement.formula)
    }
  }
}
