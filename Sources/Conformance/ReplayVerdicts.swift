import Machine
import Specification

/// The end of a listing: which clauses a run breaks and on what they were judged, against what its file says.
struct ReplayVerdicts {
  private let example: Counterexample
  private let implementation: Implementation
  private let specification: Specification
  private let violations: [Judge.Violation]
  private let sections: [RunSection]
  private let log: EventLog
  private let listed: ListedEvents

  init(
    _ example: Counterexample, _ implementation: Implementation, _ specification: Specification,
    _ violations: [Judge.Violation], _ sections: [RunSection], _ log: EventLog, _ listed: ListedEvents
  ) {
    self.example = example
    self.implementation = implementation
    self.specification = specification
    self.violations = violations
    self.sections = sections
    self.log = log
    self.listed = listed
  }

  /// Two or more lines for each clause that is broken, one for each that was expected to be and is not.
  var lines: [String] {
    var lines: [String] = violations.isEmpty ? ["every clause holds"] : []
    var told: Set<String> = []
    let extents = extents
    for violation in violations {
      let clause = specification.clauses[violation.clause].clause
      let why = violation.finding.map { " (finding \($0))" } ?? ""
      guard told.insert(clause.id + why).inserted else { continue }
      lines.append("broken: \(clause.id)\(why): \(clause.title)")
      let places = violations.filter { $0.clause == violation.clause && $0.finding == violation.finding }
        .map { place($0, extents) }
      lines += places.prefix(ReplayVerdicts.most).map { "    \($0)" }
      if places.count > ReplayVerdicts.most {
        lines.append("    ... and in \(places.count - ReplayVerdicts.most) more places")
      }
    }
    return lines + unmet
  }

  /// What the file says is broken, but is not.
  private var unmet: [String] {
    let broken = Set(violations.map { specification.clauses[$0.clause].clause.id })
    return example.clauses.filter { !broken.contains($0) }.map { id in
      let profiles = specification.clauses.first { $0.clause.id == id }?.clause.profiles ?? []
      if profiles.isDisjoint(with: implementation.profiles) {
        return "expected \(id): not judged, because \(implementation.name) does not claim it"
      }
      return implementation.name == example.implementation
        ? "expected \(id): no longer broken"
        : "expected \(id): not broken by \(implementation.name); the file is of \(example.implementation)"
    }
  }

  /// The step and the call that a clause was judged on, and the event where it is broken.
  private func place(_ violation: Judge.Violation, _ extents: [UInt32: Range<Int>]) -> String {
    let at = violation.event.map { ", broken at event \(listed.line(of: $0) + 1)" } ?? ""
    guard violation.call != Event.noCall, let extent = extents[violation.call] else {
      return "judged on the whole run at its end\(at)"
    }
    let call = log.calls[Int(violation.call)]
    let step = sections.first { $0.events.contains(extent.lowerBound) }?.name ?? "?"
    let lines = listed.lines(of: extent)
    let nested = call.depth == 0 ? "" : "nested "
    return
      "\(step), \(nested)\(EventText.shortCall(call)), events \(lines.lowerBound + 1)-\(lines.upperBound)\(at)"
  }

  /// The events of each call, from its entry to its return or to where the run ended.
  private var extents: [UInt32: Range<Int>] {
    var extents: [UInt32: Range<Int>] = [:]
    for (index, event) in log.events.enumerated() where event.call != Event.noCall {
      if event.kind == .call { extents[event.call] = index..<log.events.count }
      if event.kind == .ret, let start = extents[event.call]?.lowerBound {
        extents[event.call] = start..<index + 1
      }
    }
    return extents
  }

  /// The most places that are told of a clause.
  private static let most = 6
}
