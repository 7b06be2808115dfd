import Machine
import Properties
package import Proofs
package import PropertyTesting
package import Specification

/// Random runs of an implementation, followed by steps of the transition system of `proofs/`.
package struct BehaviourCampaign: Sendable {
  /// What is followed.
  package var implementation: Implementation
  /// The folder of the proofs.
  package var folder: ProofFolder
  /// The clauses and findings: where a finding says that numbers wrap, the implementation need not do what the system
  /// does.
  package var specification: Specification
  /// Where the random numbers begin.
  package var seed: Seed
  /// How many runs.
  package var runs: Int
  /// How many processors to work on; the result does not depend on it.
  package var processors = ProcessorCount.active

  /// What came of it.
  package struct Result: Sendable {
    /// Runs that were followed to their end.
    package var runs = 0
    /// Their events.
    package var events = 0
    /// Calls whose end was compared.
    package var calls = 0
    /// How often each step of the system was taken; those that never were among them.
    package var steps: [String: Int] = [:]
    /// Runs that do something else than the system in a call where a finding says that numbers wrap, by the finding.
    package var excused: [String: Int] = [:]
    /// The first run that does something else than the system where no finding does.
    package var departure: Found?

    /// A departure, with the number of the run that shows it.
    package struct Found: Sendable {
      package var run: Int
      package var departure: Departure
    }

    mutating func add(_ other: Result) {
      runs += other.runs
      events += other.events
      calls += other.calls
      steps.merge(other.steps) { $0 + $1 }
      excused.merge(other.excused) { $0 + $1 }
      if departure == nil { departure = other.departure }
    }
  }

  /// A campaign.
  package init(
    _ implementation: Implementation, _ folder: ProofFolder, _ specification: Specification, seed: Seed,
    runs: Int
  ) {
    self.implementation = implementation
    self.folder = folder
    self.specification = specification
    self.seed = seed
    self.runs = runs
  }

  /// The machines that are small enough to write every state down, and nest page arrays all the same.
  private static let machines: [Geometry] = [.deep16, .tiny8]

  /// Makes the runs, those after a departure's block left out.
  package func perform(progress: @escaping @Sendable (Int) -> Void = { _ in }) throws -> Result {
    let models = try Self.machines.map { try BehaviourModel(folder, geometry: $0) }
    let results = RunBlocks(runs: runs, size: 8, processors: processors).results(
      isCancelled: { false }, progress: progress, endsWith: { (try? $0.get().departure) != nil }
    ) { range in Swift.Result { try follow(range, models) } }
    var result = Result()
    for name in folder.stepNames { result.steps[name] = 0 }
    // Which blocks were begun after the first departure depends on the processors.
    for part in results where result.departure == nil { result.add(try part.get()) }
    return result
  }

  private func follow(_ range: Range<Int>, _ models: [BehaviourModel]) throws -> Result {
    var result = Result()
    var source = ChoiceSource(seed: seed)
    for run in range {
      source.restart(then: .random(seed.run(run)), size: Runner.size(ofRun: run))
      let number = run % models.count
      var workload = Workload.generate(&source, on: Self.machines[number])
      // The system has no step for entries that somebody else writes.
      workload.commands.removeAll { if case .plant = $0 { true } else { false } }
      guard !source.hasOverrun, workload.shape != nil else { continue }
      let record = implementation.run(workload)
      var behaviour = Behaviour(models[number])
      do {
        // The release of an address inside of an area, after which a run is cut, is none of the system's.
        let end = record.isCut ? record.commandStarts.last : nil
        for event in record.log.events[..<(end ?? record.log.events.count)] {
          try behaviour.follow(event, calls: record.log.calls)
        }
        result.runs += 1
      } catch let departure as Departure {
        if let finding = finding(for: departure, in: record, on: models[number].geometry) {
          result.excused[finding, default: 0] += 1
        } else if result.departure == nil {
          result.departure = Result.Found(run: run, departure: departure)
        }
      }
      result.events += behaviour.events
      result.calls += behaviour.calls
      result.steps.merge(behaviour.steps) { $0 + $1 }
    }
    return result
  }

  /// The findings that say where numbers wrap. The system's do not.
  private static let wraps: Set<String> = ["F1", "F2", "F4", "F11"]

  /// The finding that says that numbers wrap in the call that departs from the system, or in one that it is made for; nil
  /// if there is none.
  private func finding(for departure: Departure, in record: RunRecord, on shape: Geometry) -> String? {
    var judge = Judge(specification, profiles: implementation.profiles, implementation: implementation.family)
    var calls = [record.log.events[departure.event].call]
    while let last = calls.last, last != Event.noCall, record.log.calls[Int(last)].parent != Event.noCall {
      calls.append(record.log.calls[Int(last)].parent)
    }
    return RunJudgement(record, on: shape, by: &judge) { _ in }.violations.first {
      calls.contains($0.call) && $0.finding.map(Self.wraps.contains) == true
    }?.finding
  }
}
