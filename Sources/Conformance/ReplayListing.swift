import Machine
import Properties
public import Specification

/// A run told step by step: the commands, the events, what was broken where, and the memory map.
public struct ReplayListing {
  private let example: Counterexample
  private let implementation: Implementation
  private let specification: Specification
  private let sections: [RunSection]
  private let record: RunRecord
  private let shape: Geometry
  private let violations: [Judge.Violation]

  /// Runs a counterexample.
  ///
  /// - Precondition: the workload has a shape, as that of a loaded counterexample does.
  public init(_ example: Counterexample, on implementation: Implementation, by specification: Specification) {
    guard let shape = example.workload.shape else { preconditionFailure("a workload needs a machine") }
    self.example = example
    self.implementation = implementation
    self.specification = specification
    self.shape = shape
    (sections, record) = RunSection.sections(of: example.workload, on: implementation, shape)
    violations = CounterexampleSearch(implementation, specification).violations(by: example.workload)
  }

  /// Whether something is broken that no finding explains.
  public var isBroken: Bool { violations.contains { $0.finding == nil } }

  /// The listing, with so many numbered events at most: those where something is broken are kept.
  public func text(mostEvents: Int) -> String {
    var lines = WorkloadText.head(example.workload, shape)
    lines[0] = "\(implementation.name) on \(lines[0])"
    var listed = ListedEvents(record.log)
    let marks = marks(listed)
    listed.show(atMost: mostEvents, around: marks.keys.sorted())
    var map = MemoryMap(pageShift: shape.pageShift)
    var before: [String] = []
    for section in sections {
      lines.append("")
      if section.beginsSecondPass { lines += ["second pass: the same calls are made again", ""] }
      lines.append(section.heading)
      lines += section.events.isEmpty ? ["  (no events)"] : events(section, listed, marks)
      for event in record.log.events[section.events] { map.note(event, record.log) }
      let now = map.lines
      lines += now == before ? ["  memory map: as before"] : now
      before = now
    }
    if record.isCut { lines += ["", "the run ends here, because an address inside an area was released"] }
    if record.halt != nil { lines += ["", "the run ends here, because it was halted"] }
    let shown = listed.isShown.count { $0 }
    if shown < listed.starts.count {
      lines += [
        "",
        "\(shown) of \(listed.starts.count) events are listed; list all with --events \(listed.starts.count)",
      ]
    }
    let verdicts = ReplayVerdicts(
      example, implementation, specification, violations, sections, record.log, listed)
    return (lines + [""] + verdicts.lines).joined(separator: "\n")
  }

  /// What is broken at a line, or by the call that ends there.
  private func marks(_ listed: ListedEvents) -> [Int: [String]] {
    var ends: [UInt32: Int] = [:]
    for (index, event) in record.log.events.enumerated() where event.kind == .ret || event.kind == .trap {
      ends[event.call] = index
    }
    var marks: [Int: [String]] = [:]
    for violation in violations {
      guard let event = violation.event ?? ends[violation.call] else { continue }
      let why = violation.finding.map { " (finding \($0))" } ?? ""
      let mark = "^ breaks \(specification.clauses[violation.clause].clause.id)\(why)"
      let line = listed.line(of: event)
      if marks[line]?.contains(mark) != true { marks[line, default: []].append(mark) }
    }
    return marks
  }

  private func events(_ section: RunSection, _ listed: ListedEvents, _ marks: [Int: [String]]) -> [String] {
    let width = max(3, String(listed.starts.count).count)
    var lines: [String] = []
    var omitted: Range<Int>?
    func leaveOut() {
      guard let range = omitted else { return }
      omitted = nil
      let broken = range.reduce(0) { $0 + (marks[$1]?.count ?? 0) }
      let numbers =
        range.count == 1
        ? "event \(range.lowerBound + 1)" : "events \(range.lowerBound + 1)-\(range.upperBound)"
      lines.append("  ... \(numbers) left out\(broken == 0 ? "" : ", \(broken) clauses broken among them")")
    }
    for line in listed.lines(of: section.events) {
      guard listed.isShown[line] else {
        omitted = (omitted?.lowerBound ?? line)..<line + 1
        continue
      }
      leaveOut()
      let event = record.log.events[listed.starts[line]]
      let number = String(line + 1)
      let indent = String(repeating: "  ", count: Int(event.depth))
      let text = EventText.describe(event, answer: listed.answer(onLine: line), record.log, shape)
      lines.append(String(repeating: " ", count: width - number.count) + "\(number)  \(indent)\(text)")
      lines += (marks[line] ?? []).map { String(repeating: " ", count: width + 2) + indent + $0 }
    }
    leaveOut()
    return lines
  }
}
