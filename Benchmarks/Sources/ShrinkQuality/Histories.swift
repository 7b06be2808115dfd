import PropertyTesting
import Timing
import ToyAllocator

// Histories of a state machine: the smallest is known by its length.

extension Challenge {
  /// A state machine that fails.
  init<Machine: StateMachine>(
    _ name: String, steps: Int = 50, least: Int, start: @escaping @Sendable () -> Machine
  ) {
    self.init(name: name) { seed, proofBudget in
      var begun: UInt64 = 0
      var runner = Runner(seed: seed, runs: 100_000, shrinker: Shrinker(proofBudget: proofBudget))
      runner.explainBudget = 0
      let outcome = try runner.check(steps: steps) { source in
        Observed(machine: start()) { if begun == 0 { begun = Stopwatch.now() } }
      }
      let nanoseconds = Double(Stopwatch.now() - begun)
      guard case .failed(let failure) = outcome else { throw NotFound(challenge: name, seed: seed) }
      let isMinimal = failure.value.commands.count == least
      return Sample(failure, isMinimal: isMinimal, nanoseconds: nanoseconds)
    }
  }

  static let allocators: [Challenge] = [
    Challenge("allocator: merge", least: ToyAllocator.leastLength(.merge)) { ToyMachine(.merge) },
    Challenge("allocator: stale", least: ToyAllocator.leastLength(.stale)) { ToyMachine(.stale) },
  ]
}

/// A machine that says when it fails.
private struct Observed<Machine: StateMachine>: StateMachine {
  var machine: Machine
  let onFailure: () -> Void

  static func weight(of rule: Machine.Rule) -> UInt64 { Machine.weight(of: rule) }
  func allows(_ rule: Machine.Rule) -> Bool { machine.allows(rule) }
  func command(_ rule: Machine.Rule, _ source: inout ChoiceSource) throws -> Machine.Command {
    try machine.command(rule, &source)
  }
  mutating func run(_ command: Machine.Command, _ source: inout ChoiceSource) throws {
    do { try machine.run(command, &source) } catch {
      onFailure()
      throw error
    }
  }
  mutating func checkInvariants() throws {
    do { try machine.checkInvariants() } catch {
      onFailure()
      throw error
    }
  }
  mutating func tearDown() throws { try machine.tearDown() }
}
