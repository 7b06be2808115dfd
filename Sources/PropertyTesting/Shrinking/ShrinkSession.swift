/// One shrink under way: the best recording so far, and the only door through which a pass can improve on it.
public struct ShrinkSession {
  /// A client's judgement of a candidate.
  public typealias Predicate = (ChoiceSequence) throws -> Trial

  /// Thrown when no evaluation is left; unwinds the passes.
  struct BudgetExhausted: Error {}

  /// The smallest interesting recording so far.
  public private(set) var best: Recording
  /// The numbers of `best`.
  public private(set) var sequence: ChoiceSequence
  /// How often the predicate was evaluated.
  private(set) var evaluations = 0
  /// How many candidates were found in the cache.
  private(set) var cacheHits = 0
  /// What the current pass has done.
  var statistics = PassStatistics(name: "")

  private let budget: Int
  private let predicate: Predicate
  /// What was evaluated, as it was given and as it was recorded.
  private var seen: Set<ChoiceSequence> = []

  /// Begins with `sequence`, which is evaluated once.
  ///
  /// - Returns: `nil` if it is not interesting.
  /// - Throws: what the predicate throws.
  init?(_ sequence: ChoiceSequence, budget: Int, predicate: @escaping Predicate) throws {
    guard case .interesting(let record) = try predicate(sequence) else { return nil }
    self.best = record
    self.sequence = record.sequence
    self.budget = budget
    self.predicate = predicate
    evaluations = 1
    seen = [sequence, self.sequence]
  }

  /// Makes `candidate` the best, if it is smaller and interesting. Every step of every pass goes through
  /// here.
  ///
  /// A candidate that is not smaller than the best, or was evaluated before, costs nothing. What becomes the
  /// best is the *recorded* sequence, and only if that is smaller, so the best never grows.
  ///
  /// - Returns: whether the candidate led to a smaller best.
  /// - Throws: what the predicate throws; or an error that a pass must let through, when the budget is used
  ///   up.
  public mutating func consider(_ candidate: ChoiceSequence) throws -> Bool {
    guard candidate < sequence else { return false }
    guard seen.insert(candidate).inserted else {
      cacheHits += 1
      return false
    }
    guard evaluations < budget else {
      throw BudgetExhausted()
    }
    evaluations += 1
    statistics.attempts += 1
    guard case .interesting(let record) = try predicate(candidate) else { return false }
    let recorded = record.sequence
    guard recorded < sequence else { return false }
    statistics.successes += 1
    statistics.choicesRemoved += sequence.count - recorded.count
    seen.insert(recorded)
    best = record
    sequence = recorded
    return true
  }
}
