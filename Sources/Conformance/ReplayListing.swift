import Machine
import Properties
public import Specification

/// A run told step by step: the commands, the events, what was broken where, and the memory map.
public struct ReplayListing {
  private let example: Counterexample
  private let implementation: Implementation
  private let specification: Specification
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
    record = implementation.run(example.workload)
    violations = CounterexampleSearch(implementation, specification).violations(by: example.workload)
  }

  /// Whether something is broken that no finding explains.
  public var isBroken: Bool { violations.contains { $0.finding == nil } }

  /// The listing.
  public func text(mostEvents: Int) -> String {
    var lines = [
      "\(implementation.name) on \(shape.name): pages of \(shape.pageSize) bytes, \(shape.pointersPerPage) pointers a page, "
        + "\(shape.ramPages) frames, window \(hex(shape.windowStart))-\(hex(shape.windowEnd))"
    ]
    for refusal in example.workload.failures.refusals {
      let what = refusal.resource.map { "\($0.rawValue) request" } ?? "request of any kind"
      lines.append(
        "the environment refuses \(what) \(refusal.ordinal)\(refusal.andLater ? " and all later ones" : "")")
    }
    lines += events(mostEvents)
    lines.append("")
    lines += verdicts
    return lines.joined(separator: "\n")
  }

  private func events(_ most: Int) -> [String] {
    var lines: [String] = []
    var map = MemoryMap(pageShift: shape.pageShift)
    var command = 0
    let marks = Dictionary(grouping: violations.filter { $0.event != nil }, by: { $0.event ?? 0 })
    for (index, event) in record.log.events.enumerated() {
      if command < record.commandStarts.count, record.commandStarts[command] == index {
        if command > 0 { lines += map.lines }
        let commands = example.workload.commands
        lines.append("")
        lines.append("step \(command + 1): \(CommandText.describe(commands[command % commands.count]))")
        command += 1
      }
      map.note(event)
      if index < most {
        let indent = String(repeating: "  ", count: Int(event.depth) + 1)
        lines.append("\(indent)\(EventText.describe(event, record.log, shape))")
      } else if index == most {
        lines.append(
          "  ... \(record.log.events.count - most) more events; list them with --events \(record.log.events.count)"
        )
      }
      for violation in marks[index] ?? [] {
        lines.append("    ^ breaks \(specification.clauses[violation.clause].clause.id)")
      }
    }
    return lines + map.lines
  }

  private var verdicts: [String] {
    if violations.isEmpty { return ["every clause holds"] }
    return violations.map { violation in
      let clause = specification.clauses[violation.clause].clause
      let place = violation.event.map { " at event \($0)" } ?? ""
      let why = violation.finding.map { " (finding \($0))" } ?? ""
      return "broken: \(clause.id)\(place)\(why): \(clause.title)"
    }
  }

  private func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
}

/// Commands in words.
enum CommandText {
  static func describe(_ command: Command) -> String {
    switch command {
    case .vmalloc(let arguments):
      var text = "vmalloc(\(arguments.size) bytes, gfp 0x\(String(arguments.gfp, radix: 16))"
      if arguments.align != 1 { text += ", align \(arguments.align)" }
      if let node = arguments.node { text += ", node \(node)" }
      if arguments.executable { text += ", executable" }
      if arguments.unguarded { text += ", no guard" }
      return text + ")"
    case .vfree(let arguments):
      var text =
        arguments.allocation.map { $0 == 0 ? "the last address" : "the address \($0) before the last" }
        ?? "an address below the window"
      if arguments.offset != 0 { text += " + \(arguments.offset)" }
      return "vfree(\(text))\(arguments.inInterrupt ? " in interrupt context" : "")"
    case .purge: return "purge of lazily freed ranges"
    case .deferredWork: return "releases that were put off are carried out"
    case .plant(let page): return "somebody else maps page \(page) of the window"
    }
  }
}
