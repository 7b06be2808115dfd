internal import Machine
internal import Synchronization

/// Notes the comparisons of one run, and the values of the inputs that it asks for.
///
/// Words find their recorder in the task that they are used in (`recording`): a protocol of words that are values has no
/// place for one.
public final class PathRecorder: Sendable {
  private struct Noted {
    var branches: [Branch] = []
    /// Those that were noted: the same one again says nothing new.
    var known: Set<Branch> = []
    /// What they say of the terms that they are of.
    var facts = PathFacts()
    var uses = InputUses()
    var inputs: [String: UInt64]
    var cut: String?
    var isAtBound = false
    var isOutside = false
    /// What was known when the run was paused; nil if it is not.
    var paused: (known: Set<Branch>, facts: PathFacts)?

    /// Whether the relation of a comparison holds, if that is known; nil else.
    mutating func decides(_ branch: Branch) -> Bool? {
      uses.isOfTwo(branch) ? false : facts.decides(branch)
    }
  }

  private let noted: Mutex<Noted>
  /// Where its inputs are told apart by their names: elsewhere an input of the same name may have other values.
  let world: String
  /// How many comparisons are noted; a run that makes more is cut, and to be stopped by whoever drives it.
  let most: Int

  /// The recorder of the run that is being carried out.
  @TaskLocal static var current: PathRecorder?

  /// A recorder of so many comparisons at most, of a run on some inputs, which have their names in a world.
  public init(inputs: [String: UInt64] = [:], most: Int = 100_000, world: String = "") {
    self.most = most
    self.world = world
    noted = Mutex(Noted(inputs: inputs))
  }

  /// The comparisons so far, in order.
  public var branches: [Branch] { noted.withLock { $0.branches } }

  /// The inputs, those that the run has asked for among them.
  public var inputs: [String: UInt64] { noted.withLock { $0.inputs } }

  /// Why the run was not followed to its end; nil if it was.
  public var cut: String? { noted.withLock { $0.cut } }

  /// Whether it was not because that would be more than the bound on loops.
  public var isAtBound: Bool { noted.withLock { $0.isAtBound } }

  /// Whether something did not hold that is assumed.
  public var isOutside: Bool { noted.withLock { $0.isOutside } }

  /// Until `resume`, a run goes the way of some comparisons, whatever its inputs are, and notes none: what it does from here on
  /// is not what is looked at, and nothing that is noted later takes it for granted.
  func pause(on branches: [Branch]) {
    noted.withLock { noted in
      noted.paused = (noted.known, noted.facts)
      for branch in branches {
        // What is assumed is asked for like anything else.
        let plain = Branch(
          relation: branch.relation, first: branch.first, second: branch.second, holds: branch.holds)
        // What was decided first is what the run may have kept.
        if noted.known.contains(plain.opposite) { continue }
        noted.known.insert(plain)
        noted.facts.learn(branch)
      }
    }
  }

  /// Notes comparisons again.
  func resume() {
    noted.withLock { noted in
      if let paused = noted.paused { (noted.known, noted.facts) = paused }
      noted.paused = nil
    }
  }

  /// Does something whose comparisons are not noted: what comes of it may be for fewer inputs than the path is.
  public func withoutNoting<Result>(_ body: () throws -> Result) rethrows -> Result {
    pause(on: [])
    defer { resume() }
    return try body()
  }

  /// Whether a comparison holds; it is noted, if the run is not on its way to what is looked at.
  private func outcome(_ branch: Branch) -> Bool {
    let skipped: Bool? = noted.withLock { noted in
      guard noted.paused != nil else { return nil }
      if noted.known.contains(branch) { return branch.holds }
      if noted.known.contains(branch.opposite) { return !branch.holds }
      return noted.decides(branch) ?? branch.holds
    }
    if let skipped { return skipped }
    note(branch)
    return branch.holds
  }

  /// Carries out a run whose comparisons are noted.
  public func recording<Result, Failure: Error>(_ run: () throws(Failure) -> Result) throws(Failure) -> Result
  {
    var outcome: Swift.Result<Result, Failure>?
    Self.$current.withValue(self) {
      do throws(Failure) { outcome = .success(try run()) } catch { outcome = .failure(error) }
    }
    guard let outcome else { preconditionFailure("withValue calls its closure") }
    return try outcome.get()
  }

  /// The input of a name.
  ///
  /// - Parameters:
  ///   - range: the values that it can have, all if nil.
  ///   - otherwise: its value where the inputs have none that will do; in the range.
  ///   - apart: how many words it says that differ from all that other inputs say, as `SymbolicTerm.input` has it.
  ///   - accepts: whether a value of the range will do in this run.
  public func input<Concrete>(
    _ name: String, in range: ClosedRange<UInt64>? = nil, otherwise: UInt64, apart: UInt64 = 0,
    accepts: (UInt64) -> Bool = { _ in true }
  ) -> SymbolicWord<Concrete> {
    let given = noted.withLock { $0.inputs[name] }.flatMap { value in
      range?.contains(value) != false && accepts(value) ? value : nil
    }
    precondition(range?.contains(otherwise) != false, "\(name) cannot be \(otherwise)")
    let value = given ?? otherwise
    noted.withLock { $0.inputs[name] = value }
    return SymbolicWord(input: name, value: Concrete(constant: value), in: range, apart: apart)
  }

  /// The value that an input of a name has, or would have if the run asked for it; nil if that is open.
  @usableFromInline
  func value(of name: String) -> UInt64? { noted.withLock { $0.inputs[name] } }

  /// A word made of inputs, as it is in this run: the inputs have the values that they are given in it, or the least that they
  /// can have.
  public func given<Concrete>(_ word: SymbolicWord<Concrete>) -> SymbolicWord<Concrete> {
    func give(_ term: SymbolicTerm) {
      guard case .input(let name) = term.operation else { return term.operands.forEach(give) }
      let _: SymbolicWord<UInt64> = input(name, in: term.range, otherwise: term.range.lowerBound)
    }
    give(word.term)
    let inputs = inputs
    return SymbolicWord(Concrete(truncatingIfNeeded: word.term.value(for: inputs)), word.term)
  }

  /// Makes one comparison, which is assumed to hold; whether it does. A run in which it does not is none.
  public func assume(_ reason: String, _ comparison: () -> Bool) -> Bool {
    let before = noted.withLock { $0.branches.count }
    let holds = comparison()
    noted.withLock { noted in
      precondition(noted.branches.count <= before + 1, "an assumption is one comparison")
      for number in before..<noted.branches.count {
        let outcome = noted.branches[number].holds
        noted.branches[number].assumed = holds ? outcome : !outcome
        noted.branches[number].reason = reason
      }
      if !holds { noted.isOutside = true }
    }
    return holds
  }

  /// Notes that a run is not followed further, and why: its comparisons are not noted any more.
  ///
  /// - Parameter atBound: whether it would go more often through a loop than is looked at.
  public func cut(_ reason: String, atBound: Bool = false) {
    noted.withLock { noted in
      guard noted.cut == nil else { return }
      (noted.cut, noted.isAtBound) = (reason, atBound)
    }
  }

  /// When inputs were in use that differ by that.
  var uses: InputUses { noted.withLock { $0.uses } }

  /// Notes that a term is in use from now on: it differs from all of its kind that are.
  @usableFromInline
  func beginUse(of term: SymbolicTerm, as kind: InputUses.Kind) {
    noted.withLock { $0.uses.begin(term, as: kind) }
  }

  /// Notes that a term is not in use any more.
  @usableFromInline
  func endUse(of term: SymbolicTerm) { noted.withLock { $0.uses.end(term) } }

  /// Whether the relation of a comparison holds, if the path so far says so; nil else. Nothing is noted.
  public func decides(_ branch: Branch) -> Bool? {
    branch.decided ?? noted.withLock { $0.decides(branch) }
  }

  /// Whether the relation of a comparison holds in this run, which becomes a part of its path.
  public func follow(_ branch: Branch) -> Bool {
    var branch = branch
    branch.holds = true
    let inputs = inputs
    branch.holds = branch.isTrue(for: inputs)
    note(branch)
    return branch.holds
  }

  /// Whether the relation of a comparison of this run holds, which is noted unless all inputs say so.
  @usableFromInline
  static func compared(_ branch: Branch) -> Bool {
    if branch.first === branch.second { return branch.relation == .equal }
    guard let decided = branch.decided else {
      return current?.outcome(branch) ?? branch.holds
    }
    precondition(decided == branch.holds, "\(branch), though it is known to be \(decided)")
    return decided
  }

  /// Values of a word that are explored one by one where an implementation needs the number that it is.
  private static let mostValues: UInt64 = 1 << 9

  /// Notes that a term is needed as a number, and why. It is compared with those that it may be, one by one, unless those
  /// are too many: then it is given up to the concrete world.
  @usableFromInline
  static func concretized(_ term: SymbolicTerm, _ number: UInt64, bits: Int, _ reason: String) {
    guard let current else { return }
    if current.noted.withLock({ $0.paused != nil }) {
      return current.cut("a value is given up before the head of a loop: \(reason)")
    }
    let range = current.noted.withLock { $0.facts.known(term).range }
    guard range.upperBound - range.lowerBound < mostValues else {
      return current.note(
        Branch(
          relation: .isValue, first: term, second: .constant(number, bits: bits), holds: true, reason: reason)
      )
    }
    // Ascending, so that all runs that come here ask the same.
    for value in range.lowerBound...number {
      current.note(
        Branch(relation: .equal, first: term, second: .constant(value, bits: bits), holds: value == number))
    }
  }

  func note(_ branch: Branch) {
    noted.withLock { noted in
      guard noted.cut == nil, noted.paused == nil else { return }
      // Most comparisons are of frames.
      if noted.uses.isOfTwo(branch) {
        precondition(!branch.holds, "\(branch), though both are in use")
        return
      }
      if noted.known.contains(branch) { return }
      if let decided = noted.decides(branch) {
        precondition(decided == branch.holds, "\(branch), though the path says otherwise")
        return
      }
      noted.facts.learn(branch)
      if noted.branches.count < most {
        noted.branches.append(branch)
        noted.known.insert(branch)
      } else {
        noted.cut = "more than \(most) comparisons"
      }
    }
  }
}
