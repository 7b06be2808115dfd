/// Draws and runs histories of a state machine.
@usableFromInline
struct HistoryRunner<Machine: StateMachine> {
  /// The most steps of a history.
  @usableFromInline let maximum: Int
  @usableFromInline let rules: [Machine.Rule]
  @usableFromInline var weights: RuleWeights
  /// The commands run last.
  @usableFromInline var commands: [Machine.Command] = []
  /// Where the history run last failed.
  @usableFromInline var failingPoint: History<Machine.Command>.FailingPoint?

  @inlinable
  init(maximum: Int) {
    self.maximum = maximum
    rules = Array(Machine.Rule.allCases)
    precondition(1...64 ~= rules.count, "a state machine has 1 to 64 rules")
    weights = RuleWeights(ContiguousArray(rules.map { Machine.weight(of: $0) }))
  }

  /// Draws and runs a history.
  @inlinable
  mutating func run(
    _ source: inout ChoiceSource, _ start: (inout ChoiceSource) throws -> Machine
  ) throws -> RunEnding {
    commands.removeAll(keepingCapacity: true)
    failingPoint = nil
    guard var machine = try Runner.make(&source, start) else { return .discarded }
    var ending = RunEnding.passed
    do {
      failingPoint = .initialState
      source.enter(.initialState)
      try machine.checkInvariants()
      try steps(&machine, &source)
      failingPoint = nil
    } catch is Discard {
      ending = .discarded
    } catch {
      ending = .failed(error)
    }
    source.enter(.tearDown)
    do {
      try machine.tearDown()
    } catch {
      if case .passed = ending {
        failingPoint = .tearDown
        ending = error is Discard ? .discarded : .failed(error)
      }
    }
    return source.hasOverrun ? .discarded : ending
  }

  /// Draws and runs a history; keeps it if it fails.
  @inlinable
  mutating func run(
    _ source: inout ChoiceSource, _ start: (inout ChoiceSource) throws -> Machine,
    _ failing: inout History<Machine.Command>?
  ) throws -> RunEnding {
    let ending = try run(&source, start)
    if case .failed = ending { failing = history(source.recording) }
    return ending
  }

  @inlinable
  mutating func steps(_ machine: inout Machine, _ source: inout ChoiceSource) throws {
    let plan = source.planHistory(maximum: maximum, rules: rules.count)
    var vain = 0
    while true {
      source.enter(.drawing)
      var allowed = weights.drawable
      for index in rules.indices where !machine.allows(rules[index]) { allowed &= ~(1 << UInt64(index)) }
      let canGoOn = commands.count < maximum && allowed != 0
      let isWanted = commands.count < plan.steps && vain < 8
      guard source.beginStep(isPossible: canGoOn, isWanted: isWanted) else { return }
      guard let command = try draw(machine, &source, allowed: allowed, favoured: plan.favoured),
        !source.hasOverrun
      else {
        if source.hasOverrun { return }
        source.leaveOut()
        vain += 1
        continue
      }
      vain = 0
      commands.append(command)
      failingPoint = .lastStep
      source.announce(command)
      source.enter(.step)
      // The step ends where it fails, too.
      defer { source.endStep() }
      try machine.run(command, &source)
      if source.hasOverrun { return }
      failingPoint = .invariant
      source.enter(.invariant)
      try machine.checkInvariants()
    }
  }

  @inlinable
  mutating func draw(
    _ machine: Machine, _ source: inout ChoiceSource, allowed: UInt64, favoured: UInt64
  ) throws -> Machine.Command? {
    guard let rule = source.drawRule(&weights, allowed: allowed, favoured: favoured) else { return nil }
    do {
      return try machine.command(rules[rule], &source)
    } catch is Discard {
      return nil
    }
  }

  /// The history run last.
  @inlinable
  func history(_ recording: Recording) -> History<Machine.Command> {
    var history = History<Machine.Command>()
    history.commands = commands
    history.failures = Array(recording.failures)
    history.failingPoint = failingPoint
    return history
  }
}

extension ChoiceSource {
  /// Draws and runs a history as part of a larger value: the commands that a model would give, to be run elsewhere.
  ///
  /// - Parameters:
  ///   - machine: the model, in its initial state; afterwards in its last.
  ///   - maximum: the most steps.
  /// - Throws: what the machine throws.
  @inlinable
  public mutating func history<Machine: StateMachine>(
    of machine: inout Machine, maximum: Int
  ) throws -> [Machine.Command] {
    var runner = HistoryRunner<Machine>(maximum: maximum)
    try runner.steps(&machine, &self)
    return runner.commands
  }
}

/// Histories cannot be drawn without running them.
@usableFromInline
struct DrawnAsItRuns: Error {
  @inlinable
  init() {}
}
