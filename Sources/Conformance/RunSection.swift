import Machine
import Properties

/// A part of a run, for a listing: the events of one command, or of what follows the last one.
struct RunSection {
  /// `step 2`, or `clean-up`.
  var name: String
  /// What is done there, in words.
  var heading: String
  /// Its events.
  var events: Range<Int>
  /// Whether it begins the second pass of a workload that is repeated.
  var beginsSecondPass = false

  /// A run of a workload, cut into its parts. All events are in one of them.
  static func sections(of workload: Workload, on implementation: Implementation, _ shape: Geometry)
    -> (sections: [RunSection], record: RunRecord)
  {
    // A run says where each command begins, but not where the last one ends. The release of an allocation that
    // never was does nothing, so another command can follow it, and begin there.
    var marked = workload
    marked.commands.append(.vfree(.init(allocation: .max)))
    let record = implementation.run(marked)
    let firstPass = record.repeatedAt ?? record.log.events.count
    var cut = Cut(workload, record, shape)
    cut.addPass(from: 0, to: firstPass)
    if record.repeatedAt != nil { cut.addPass(from: firstPass, to: record.log.events.count) }
    return (cut.sections, record)
  }

  /// The cutting of a run.
  private struct Cut {
    let workload: Workload
    let record: RunRecord
    let shape: Geometry
    var sections: [RunSection] = []
    var taken = 0

    init(_ workload: Workload, _ record: RunRecord, _ shape: Geometry) {
      self.workload = workload
      self.record = record
      self.shape = shape
    }

    mutating func addPass(from start: Int, to end: Int) {
      let first = sections.count
      let pass = first == 0 ? "" : "second pass, "
      let starts = record.commandStarts.dropFirst(taken).prefix(workload.commands.count + 1)
      taken += starts.count
      let ends = starts.dropFirst() + [end]
      var text = CommandText(shape)
      for (index, (start, end)) in zip(starts, ends).enumerated() {
        guard index < workload.commands.count else {
          sections.append(
            RunSection(
              name: pass + "clean-up",
              heading: "clean-up: what is left is released, what was put off carried out, ranges are purged",
              events: start..<end))
          continue
        }
        let command = workload.commands[index]
        let name = "step \(index + 1)"
        sections.append(
          RunSection(name: pass + name, heading: "\(name): \(text.describe(command))", events: start..<end))
        if case .vmalloc = command { text.note(step: index + 1, address: result(of: start..<end)) }
      }
      if first > 0, first < sections.count { sections[first].beginsSecondPass = true }
    }

    /// What the user's call among some events returned.
    private func result(of events: Range<Int>) -> UInt64? {
      record.log.events[events].last { $0.kind == .ret && $0.depth == 0 }?.x
    }
  }
}
