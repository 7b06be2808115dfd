public import KernelTrace
import Machine
public import Specification

/// Judges a recording of a real kernel by the clauses that it shows something of.
public struct RecordingCheck: Sendable {
  /// A clause that a recording breaks, and where.
  public struct Finding: Sendable {
    /// The clause's place in the specification.
    public var clause: Int
    /// The line of the file.
    public var line: Int
    /// The line where the call began.
    public var callLine: Int
  }

  /// The name of the recording.
  public var name: String
  /// What it holds.
  public var summary: Summary
  /// A tally for each clause.
  public var tallies: [Judge.Tally]
  /// What it breaks, in order of the file.
  public var broken: [Finding]
  /// The clauses judged at all.
  public var claimed: [Int]

  /// Judges a recording, of an x86-64 kernel. Linear in its events.
  public init(_ recording: Recording, name: String, by specification: Specification) {
    self.name = name
    summary = recording.summary
    var judge = Judge(specification, profiles: [.contract, .linux], implementation: "linux")
    var observer = Observer(geometry: .x86_64)
    broken = []
    claimed = judge.claimed
    var firstLine: [UInt32: Int] = [:]
    for (index, event) in recording.log.events.enumerated() {
      if event.kind == .call { firstLine[event.call] = recording.lines[index] }
      observer.observe(event, calls: recording.log.calls)
      guard event.kind == .ret else { continue }
      for completed in observer.takeCompleted() {
        let seen = recording.log.calls[Int(completed.call)].seen
        for violation in judge.judge(completed, seen: seen) {
          let start = firstLine[completed.call] ?? 0
          let line = violation.event.map { recording.lines[$0] } ?? start
          broken.append(Finding(clause: violation.clause, line: line == 0 ? start : line, callLine: start))
        }
        observer.recycle(completed.observation)
      }
    }
    tallies = judge.tallies
  }

  /// The verdict on a clause.
  public func verdict(_ clause: Int) -> Verdict {
    let tally = tallies[clause]
    if tally.violated > 0 { return .violated }
    if tally.judged == 0 { return tally.unobservable > 0 ? .notObservable : .notExercised }
    return tally.exercised > 0 ? .passed : .notExercised
  }

  /// Whether it breaks nothing.
  public var conforms: Bool { broken.isEmpty }
}
