import Machine
package import Proofs
import Properties
package import Specification

/// Makes calls like those of the models that negative twins have, on an implementation, and looks whether they break what
/// the obligations claim.
///
/// A twin lacks a hypothesis, so that its model breaks the claim; the implementation need not. If it breaks the claim, too,
/// where no finding says so, the model is real, and so is the bug; else it is spurious as far as these calls go. A model has any state before a step; replayed is what the
/// step's call can have of it: how many pages it wants, how many it gets, how it ends, and what its page array is. Lengths
/// are cut to `mostPages`.
package struct TwinReplay: Sendable {
  /// What runs.
  package var implementation: Implementation
  /// The system whose obligations are meant.
  package var folder: ProofFolder
  /// The clauses.
  package var specification: Specification

  /// A replay.
  package init(_ implementation: Implementation, _ folder: ProofFolder, _ specification: Specification) {
    self.implementation = implementation
    self.folder = folder
    self.specification = specification
  }

  /// The pages of an area at most.
  static let mostPages = 5

  /// What became of the twins.
  package struct Result: Sendable {
    /// Obligations whose claim the implementation breaks, with how.
    package var real: [(obligation: String, reason: String)] = []
    /// Calls that leave the system, with where.
    package var departures: Set<String> = []
    /// How many claims hold where the model breaks them.
    package var spurious = 0
    /// Obligations whose claim no call like the model's comes by.
    package var unreached: [String] = []
    /// The calls that were made, each with those around it.
    package var calls = 0
  }

  /// A call that is made.
  private struct Shape: Hashable {
    var pages: Int
    var obtained: Int
    var exit: Int
    var isNested: Bool
  }

  /// What a call shows.
  private struct Outcome {
    var reached: Set<String> = []
    var broken: [String: String] = [:]
    var departures: Set<String> = []
  }

  /// Replays the twins of some results; those that have no model, or none that says anything of a call, are left out.
  ///
  /// - Throws: `BehaviourError` for a claim that cannot be evaluated.
  package func perform(
    _ results: [ProofResult], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> Result {
    let twins = results.filter { $0.twin != nil && $0.group != "arithmetic" }
    let watches = try [Geometry.x86_64, .deep16].map { shape in
      let model = try BehaviourModel(folder, geometry: shape)
      return (model: model, watch: try ClaimWatch(model))
    }
    // A model that leaves the kind of the page array open may mean either.
    let wanted = twins.map { twin in twin.twin.map { shapes(of: $0, twin.id) } ?? [] }
    let kinds = Array(Set(wanted.joined()))
    let made = RunBlocks(runs: kinds.count, size: 1).results(
      isCancelled: { false }, progress: { progress($0, kinds.count) }
    ) { range in
      Swift.Result {
        try range.map { number in
          var (model, watch) = watches[kinds[number].isNested ? 1 : 0]
          watch.wanted = Set(zip(twins, wanted).filter { $0.1.contains(kinds[number]) }.map(\.0.id))
          try watch.lookAtStart()
          return try make(kinds[number], model, watch)
        }
      }
    }
    let outcomes = Dictionary(uniqueKeysWithValues: zip(kinds, try made.flatMap { try $0.get() }))
    var result = Result()
    for (twin, shapes) in zip(twins, wanted) {
      let found = shapes.compactMap { outcomes[$0] }
      if let reason = found.lazy.compactMap({ $0.broken[twin.id] }).first {
        result.real.append((twin.id, reason))
      } else if found.contains(where: { $0.reached.contains(twin.id) }) {
        result.spurious += 1
      } else {
        result.unreached.append(twin.id)
      }
    }
    result.calls = outcomes.count
    for outcome in outcomes.values { result.departures.formUnion(outcome.departures) }
    return result
  }

  /// How calls end that come by some steps and ends, and those that clauses and lemmas speak of.
  private static let exits: [(place: String, exit: Int)] = [
    ("array-refused", 4), ("array-nested-refused", 4), ("page-refused", 5), ("map-refused", 6),
    ("release", 8),
    ("array-freed", 8), ("array-released", 8), ("call-vfree", 8), ("contract-released", 8),
    ("contract-failed", 4),
    ("contract-refused", 4), ("E1", 4), ("E2", 5), ("E3", 6), ("V6", 8), ("D3", 8), ("D5", 4), ("I4", 8),
    ("partial", 5), ("net", 5), ("enters-vfree", 8), ("unwinds", 8),
  ]
  /// Places that only calls come by whose page array is an area.
  private static let onlyNested = [
    "contract-", "call-", "array-released", "enters-", "unwinds", "shrinks", "D5",
  ]

  /// The calls that are like a model's.
  private func shapes(of model: TwinModel, _ obligation: String) -> [Shape] {
    let parts = obligation.split(separator: "/").map(String.init)
    let place = ["terminates", "lemma", "clause"].contains(parts[0]) ? parts[parts.count - 1] : parts[0]
    let isNested =
      place.contains("nested") || Self.onlyNested.contains { place.hasPrefix($0) }
      ? true
      : ["array-slab", "array-refused", "array-freed"].contains(place) ? false : model.array.map { $0 != 0 }
    let wanted = max(1, min(model.pages ?? 5, Self.mostPages))
    let said = model.outcome.flatMap { [4, 5, 6, 8].contains($0) ? $0 : nil }
    let outcome = Self.exits.first { place.hasPrefix($0.place) }?.exit ?? said ?? 1
    return (isNested.map { [$0] } ?? [false, true]).map { isNested in
      // Of two pointers to a page, three pages need two.
      let pages = isNested ? max(3, wanted) : wanted
      let obtained = max(0, min(model.obtained ?? model.index ?? 2, pages - 1))
      return Shape(pages: pages, obtained: outcome == 5 ? obtained : 0, exit: outcome, isNested: isNested)
    }
  }

  /// Makes a call, after one that stays and before its release and a purge.
  private func make(_ shape: Shape, _ model: BehaviourModel, _ watch: ClaimWatch) throws -> Outcome {
    let geometry = model.geometry
    var workload = Workload(geometry: geometry.name)
    func allocation(_ pages: Int) -> Command {
      .vmalloc(.init(size: UInt64(pages) * geometry.pageSize, gfp: 0xD2))
    }
    workload.commands = [
      allocation(2), allocation(shape.pages), .vfree(.init(allocation: 0)), .purge, allocation(1), .purge,
    ]
    var outcome = Outcome()
    for refusal in refusals(for: shape, geometry) {
      workload.failures = FailurePlan(refusal.map { [$0] } ?? [])
      let one = try follow(workload, model, watch)
      outcome.reached.formUnion(one.reached)
      outcome.broken.merge(one.broken) { first, _ in first }
      outcome.departures.formUnion(one.departures)
    }
    return outcome
  }

  /// What is refused, one way after another, for a call to end as wanted: requests are counted from the first call on, which
  /// takes two pages. Which of the tables is the call's own is not known beforehand.
  private func refusals(for shape: Shape, _ geometry: Geometry) -> [FailurePlan.Refusal?] {
    func refusals(_ resource: FailurePlan.Resource, _ ordinals: Range<UInt32>) -> [FailurePlan.Refusal] {
      ordinals.map { FailurePlan.Refusal(resource: resource, ordinal: $0, andLater: false) }
    }
    let taken: UInt32 = 2
    let ofArrays = shape.isNested ? UInt32(nestedPages(shape.pages, geometry)) : 0
    switch shape.exit {
    case 4 where shape.isNested:
      return refusals(.page, taken..<taken + 2) + refusals(.range, 2..<4) + refusals(.slab, 5..<7)
    case 4: return refusals(.slab, 5..<6)
    case 5:
      return refusals(
        .page, taken + ofArrays + UInt32(shape.obtained)..<taken + ofArrays + UInt32(shape.obtained) + 1)
    case 6: return refusals(.table, 0..<(shape.isNested ? 8 : 3))
    default: return [nil]
    }
  }

  /// The pages that page arrays have in all.
  private func nestedPages(_ pages: Int, _ geometry: Geometry) -> Int {
    let bytes = pages * geometry.pointerSize
    guard bytes > Int(geometry.pageSize) else { return 0 }
    let nested = (bytes + Int(geometry.pageSize) - 1) / Int(geometry.pageSize)
    return nested + nestedPages(nested, geometry)
  }

  private func follow(_ workload: Workload, _ model: BehaviourModel, _ watch: ClaimWatch) throws -> Outcome {
    let record = implementation.run(workload)
    var behaviour = Behaviour(model)
    behaviour.watch = watch
    var outcome = Outcome()
    do {
      for event in record.log.events { try behaviour.follow(event, calls: record.log.calls) }
    } catch let departure as Departure {
      let place = departure.step.isEmpty ? "" : "step \(departure.step): "
      outcome.departures = [place + departure.message]
    }
    outcome.reached = behaviour.watch?.reached ?? []
    outcome.broken.merge(behaviour.watch?.broken ?? [:]) { first, _ in first }
    var judge = Judge(specification, profiles: implementation.profiles, implementation: implementation.family)
    let judgement = RunJudgement(record, on: model.geometry, by: &judge) { _ in }
    for violation in judgement.violations where violation.finding == nil {
      outcome.broken["clause/" + specification.clauses[violation.clause].clause.id] = "is broken by a call"
    }
    for (index, tally) in judge.tallies.enumerated() where tally.exercised > 0 {
      outcome.reached.insert("clause/" + specification.clauses[index].clause.id)
    }
    return outcome
  }
}
