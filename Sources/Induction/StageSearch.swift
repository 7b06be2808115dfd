internal import Exploration
internal import Machine
internal import Proofs
internal import SymbolicExecution
internal import Synchronization

/// The paths of an implementation from a start, in stages: from the head of a loop that is in no other one to the next such head.
///
/// Runs that come to a head with the same on record are followed from there once, as one of them goes on. What an implementation
/// keeps beside its records might tell them apart: so each of the others is made to go on along every path that was found, and
/// has to do and to compare the same there, to the next head, and on one path further from there. One that does not is
/// followed by itself.
struct StageSearch {
  /// Runs that have come to the head of a loop, or are at the start.
  private struct Arrival: Sendable {
    /// The heads that they have passed, this one among them.
    var heads = 0
    /// Inputs on which one comes there.
    var inputs: [String: UInt64] = [:]
    /// The comparisons by which it does.
    var prefix: [Branch] = []
    /// What they have there; nil at the start.
    var follower: Follower?

    /// What has to be the same of runs that go on in the same way.
    var key: Follower.Stage? {
      follower.flatMap { follower in follower.arrival.map { Follower.Stage(follower, $0) } }
    }
  }

  /// A path from a head to the next one.
  private struct Passage: Sendable {
    var inputs: [String: UInt64]
    var branches: [Branch]
    var moments: [InductionMoment]
    /// What the run has at the next head; nil if it comes by none.
    var follower: Follower?
  }

  /// Arrivals that go on in the same way, and how.
  private struct Stage {
    var first: Arrival
    var passages: [Passage] = []
  }

  /// What following a path came to.
  private struct Finding: Sendable {
    var obligations: [CodeObligation] = []
    /// Nil if the run came by another head of a loop than it was to.
    var passage: Passage?
  }

  private let steps: ExploredSteps
  private let start: CodeStart
  private let system: TransitionSystem
  private let mostPaths: Int
  private var stages: [Stage] = []
  /// Arrivals that are to be compared with those that were followed.
  private var others: [Arrival] = []
  /// What is to be proved.
  private(set) var obligations: Set<CodeObligation> = []
  /// The paths that were followed.
  private(set) var paths = 0
  /// Why paths were not followed to their ends.
  private(set) var cuts: Set<String> = []
  /// Paths that may be missing, and why.
  private(set) var open: [String] = []

  /// A search for so many paths at most.
  init(_ steps: ExploredSteps, from start: CodeStart, of system: TransitionSystem, mostPaths: Int) {
    self.steps = steps
    self.start = start
    self.system = system
    self.mostPaths = mostPaths
  }

  /// Finds all paths.
  ///
  /// - Throws: `SolverError`.
  mutating func perform() throws {
    try follow(from: Arrival())
    while open.isEmpty, cuts.isEmpty, let arrival = others.popLast() {
      let known = stages.indices.filter { stages[$0].first.key == arrival.key }
      if let same = known.first(where: { goesOn(arrival, as: stages[$0]) }) {
        // What it may have kept until a later head is looked at there.
        others += successors(of: stages[same], after: arrival)
      } else {
        try follow(from: arrival)
      }
    }
  }

  /// The arrivals at next heads, one for each that differs, by the passages of a stage.
  private func successors(of stage: Stage, after arrival: Arrival) -> [Arrival] {
    var known: Set<Follower.Stage?> = []
    let prefix = Set(arrival.prefix)
    return stage.passages.compactMap { passage in
      // What it has decided already it does not decide otherwise.
      guard let follower = passage.follower,
        !passage.branches.contains(where: { prefix.contains($0.opposite) })
      else { return nil }
      let next = Arrival(
        heads: arrival.heads + 1, inputs: arrival.inputs.merging(passage.inputs) { $1 },
        prefix: arrival.prefix + passage.branches, follower: follower)
      return known.insert(next.key).inserted ? next : nil
    }
  }

  /// Follows all paths from a head to the next one.
  private mutating func follow(from arrival: Arrival) throws {
    let (steps, start, system) = (steps, start, system)
    let known = Mutex<Set<Follower.Beginning>>([])
    var stage = Stage(first: arrival)
    var explorer = PathExplorer()
    explorer.mostPaths = mostPaths - paths
    let exploration = try explorer.explore(
      from: arrival.inputs,
      { recorder in start.run(steps, recorder, heads: arrival.heads, prefix: arrival.prefix).moments },
      look: { path, moments, _ in
        guard let rest = Self.rest(of: moments, from: arrival) else { return Finding() }
        var follower =
          arrival.follower?.going(on: path.branches) ?? Follower(system, start, branches: path.branches)
        follower.follow(rest, isCut: path.isCut) { beginning in
          known.withLock { $0.insert(beginning).inserted }
        }
        return Finding(
          obligations: follower.obligations,
          passage: Passage(
            inputs: path.inputs, branches: path.branches, moments: Array(rest),
            follower: follower.arrival == nil ? nil : follower))
      },
      collect: { path, finding in
        paths += 1
        cuts.formUnion(path.cuts)
        obligations.formUnion(finding.obligations)
        guard let passage = finding.passage else {
          cuts.insert("a run does not come by the head of a loop as others do")
          return
        }
        stage.passages.append(passage)
      })
    open += exploration.undecided + exploration.diverged
    if exploration.left > 0 { open.append("there are more than \(mostPaths) paths") }
    if stage.passages.isEmpty { cuts.insert("nothing is followed from the head of a loop") }
    stages.append(stage)
    // Each of them may have kept something else.
    others += stage.passages.reversed().compactMap { passage in
      passage.follower.map {
        Arrival(
          heads: arrival.heads + 1, inputs: passage.inputs, prefix: arrival.prefix + passage.branches,
          follower: $0)
      }
    }
  }

  /// Whether runs that have come to a head do what others do that have, on each of their paths.
  private func goesOn(_ arrival: Arrival, as stage: Stage) -> Bool {
    stage.passages.allSatisfy { passage in
      let recorder = PathRecorder(inputs: arrival.inputs.merging(passage.inputs) { $1 })
      let moments = recorder.recording {
        start.run(steps, recorder, heads: arrival.heads, prefix: arrival.prefix).moments
      }
      guard recorder.cut == nil, let rest = Self.rest(of: moments, from: arrival),
        rest.count == passage.moments.count
      else { return false }
      return recorder.branches == passage.branches
        && zip(rest, passage.moments).allSatisfy { $0.isSame(as: $1) }
    }
  }

  /// The moments of a run after it has come to a head; nil if it does not come there as it was to.
  private static func rest(of moments: [InductionMoment], from arrival: Arrival) -> ArraySlice<
    InductionMoment
  >? {
    guard let follower = arrival.follower, let key = arrival.key else { return moments[...] }
    var left = arrival.heads
    for (number, moment) in moments.enumerated() {
      guard case .arrival(let loop, _, true) = moment.what,
        InductionMachine.isStage(loop, on: follower.start.geometry)
      else { continue }
      left -= 1
      if left == 0 { return Follower.Stage(follower, moment) == key ? moments[(number + 1)...] : nil }
    }
    return nil
  }
}

extension InductionMoment {
  /// Whether the same was done, with the same words, after as many comparisons.
  fileprivate func isSame(as other: InductionMoment) -> Bool {
    what == other.what && area == other.area && order == other.order && comparisons == other.comparisons
      && words.mapValues(\.identity) == other.words.mapValues(\.identity)
      && record.map(\.identity) == other.record.map(\.identity)
      && flags.map(\.identity) == other.flags.map(\.identity)
  }
}
