import Machine
import Specification

/// How often runs reached the situations that matter.
public struct Coverage: Equatable, Sendable {
  /// Counts by label.
  public private(set) var counts: [String: Int] = [:]

  /// Nothing reached.
  public init() {}

  mutating func add(_ label: String) { counts[label, default: 0] += 1 }

  mutating func merge(_ other: Coverage) { counts.merge(other.counts) { $0 + $1 } }

  mutating func note(_ event: Event) {
    if event.kind == .ptNew, !event.ok { add("page table refused below level \(event.order)") }
    if event.kind == .reserveFail { add(event.order == 1 ? "range refused by the plan" : "no range left") }
  }

  mutating func note(_ completed: Observer.Completed) {
    let seen = completed.observation
    switch completed.unit {
    case .vmalloc: noteAllocation(seen)
    case .vfree:
      let targets = ["NULL", "an area", "inside an area", "unaligned", "unknown", "a former area"]
      add("release of \(targets[Int(min(seen[.targetKind], 5))])")
      if seen[.inInterrupt] == 1 { add("release in interrupt context") }
    case .purge: add("purge")
    case .history: break
    }
  }

  private mutating func noteAllocation(_ seen: Observation) {
    let exits = [
      "", "success", "refused size", "no range", "no page array", "page refused", "mapping failed", "halt",
    ]
    let exit = Int(min(seen[.exitPath], 7))
    add("exit: \(exits[exit])")
    if seen[.depth] == 0, exit == 1 { add("nested arrays: \(seen[.depthReached])") }
    guard exit == 5 else { return }
    let (i, n) = (seen[.obtained], seen[.n])
    if i == 0 { add("page refused at i = 0") }
    if i == 1 { add("page refused at i = 1") }
    if i + 1 == n { add("page refused at i = n - 1") }
    if seen[.depth] > 0 { add("page refused inside a nested array") }
  }
}
