import Generalization
import KernelTrace
import Specification

extension Report.Evidence {
  /// What random runs say of a clause.
  init(_ name: String, _ outcome: CampaignResult, _ clause: Int) {
    let tally = outcome.tallies[clause]
    let solver = outcome.solver[clause]
    self.init(
      name: name, verdict: .passed, runs: outcome.runs, judged: tally.judged, exercised: tally.exercised,
      excused: tally.excused.isEmpty ? nil : tally.excused, solverDecided: solver?.decided,
      solverDisagreeing: solver?.disagreements,
      solverUnknown: solver.flatMap { $0.unknown == 0 ? nil : $0.unknown }, solverLeftOut: solver?.leftOut)
    if tally.violated > 0 {
      verdict = .violated
      reason = "broken by \(tally.violated) of \(tally.judged) observations"
    } else if let solver, solver.disagreements > 0 {
      verdict = .error
      reason = "the solver and the compiled clause disagree on \(solver.disagreements) observations"
    } else if tally.exercised == 0, outcome.isPartial {
      verdict = .notExercised
      reason = "no run had given it anything to say when the campaign was interrupted"
    } else if tally.exercised == 0 {
      verdict = .vacuous
      reason = "no run gave it anything to say"
    } else if tally.exercisedOutsideFindings == 0 {
      verdict = .vacuous
      reason =
        "no run gave it anything to say but where it is broken, as "
        + "\(tally.excused.keys.sorted().joined(separator: ", ")) declares"
    } else if let solver, solver.unknown > 0 {
      verdict = .unknown
      reason = "the solver gave up on \(solver.unknown) observations"
    }
  }

  /// What a recording says of a clause.
  init(_ check: RecordingCheck, _ clause: Int) {
    let tally = check.tallies[clause]
    self.init(
      name: check.name, verdict: check.verdict(clause), judged: tally.judged, exercised: tally.exercised)
    let lines = check.broken.filter { $0.clause == clause }.map(\.line)
    if !lines.isEmpty { self.lines = lines }
  }
}

extension Report.Paths {
  /// What was shown of paths.
  init(_ outcome: GeneralizationCampaign.Outcome) {
    let (found, all) = (outcome.result, outcome.withTurned)
    self.init(
      cases: found.cases, paths: found.paths, proved: found.proved, casesOnProved: found.casesOnProved,
      notFollowed: found.notFollowed, undecided: found.unknown,
      unmet: outcome.turned.map {
        Report.UnmetPath(
          run: $0.run, comparison: $0.comparison, workload: $0.workload, isMet: $0.goesThere)
      }, unmetProved: all.proved - found.proved,
      unmetNotProved: all.paths - found.paths - (all.proved - found.proved),
      unmetNotFollowed: all.notFollowed.values.reduce(0, +) - found.notFollowed.values.reduce(0, +),
      unmetLeft: all.turnsLeft)
  }
}

extension Report.RecordingEntry {
  /// What a recording holds.
  init(_ check: RecordingCheck) {
    let summary = check.summary
    self.init(
      name: check.name, verdict: check.conforms ? "conforms" : "violated", areas: summary.areas,
      areasInFull: min(summary.areas, summary.completeAreas + summary.partialFailures.count),
      nestedArrays: summary.nestedArrays, pages: summary.pages, translations: summary.translations,
      releases: summary.releases, pagesReleased: summary.pagesReleased,
      partialFailures: summary.partialFailures.map {
        Report.PartialFailure(obtained: $0.obtained, needed: $0.needed, released: $0.released, line: $0.line)
      },
      refused: summary.refused, strayFrees: summary.strayFrees,
      unattributed: Dictionary(uniqueKeysWithValues: summary.unattributed.map { ($0.key.rawValue, $0.value) })
    )
  }

  /// What was seen and not judged, by reason, each with how often.
  var setAside: [String] {
    var counts = unattributed
    counts["refused reservation"] = refused
    counts["stray free of an area's page"] = strayFrees
    return counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
  }
}
