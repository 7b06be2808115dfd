import Machine
import Vmalloc

/// An allocator on a machine of its own, and the addresses of its areas by slot.
final class Runner<Allocator: Subject> {
  var allocator: Allocator
  var slots: [UInt64]

  /// An allocator for a workload, after the part of it that is not measured.
  init(_ workload: Workload, _: Allocator.Type) throws {
    var machine = Host(workload.geometry, scatter: workload.scatter, fuel: .max)
    try workload.memory.prepare(&machine)
    allocator = Allocator(machine: machine)
    slots = Array(repeating: 0, count: max(workload.before.slots, workload.loop.slots))
    try run(workload.before)
  }

  /// As many events as the record may hold before it is emptied: it stays in the cache, and emptying it costs no
  /// more than a trace of what the calls do.
  private static var recorded: Int { 4096 }

  /// Carries out steps. Every call is recorded.
  func run(_ steps: [Step]) throws {
    try Self.run(steps, &allocator, &slots, keeping: Self.recorded) { _ in }
  }

  /// Carries out steps and counts what they cost.
  func tally(_ steps: [Step]) throws -> Tally {
    var tally = Tally()
    let before = allocator.treeSteps
    try Self.run(steps, &allocator, &slots, keeping: 0) { tally.add($0) }
    if let before, let after = allocator.treeSteps { tally.treeSteps = after - before }
    return tally
  }

  /// Carries out steps, and empties the record before a step if it holds more than `most` events.
  @inline(__always)
  private static func run(
    _ steps: [Step], _ allocator: inout Allocator, _ slots: inout [UInt64], keeping most: Int,
    _ each: (EventLog) -> Void
  ) throws {
    for step in steps {
      if allocator.machine.log.events.count > most {
        allocator.machine.log.events.removeAll(keepingCapacity: true)
        allocator.machine.log.calls.removeAll(keepingCapacity: true)
        allocator.machine.log.runs.removeAll(keepingCapacity: true)
      }
      switch step {
      case .allocate(let area, let slot):
        let address = try allocator.vmalloc(Request(area))
        guard address != 0 else { throw Unexpected.refusal }
        slots[Int(slot)] = address
      case .fail(let area):
        guard try allocator.vmalloc(Request(area)) == 0 else { throw Unexpected.area }
      case .release(let slot):
        try allocator.vfree(slots[Int(slot)], inInterrupt: false)
      case .purge:
        try allocator.purge()
      }
      each(allocator.machine.log)
    }
  }
}

/// A workload that does not do what it was made for: then its times mean nothing.
enum Unexpected: Error {
  /// An area was refused.
  case refusal
  /// An area was allocated that was to be refused.
  case area
}

extension Request<UInt64, UInt32> {
  /// The request of a step.
  init(_ area: Step.Area) {
    self.init(
      size: UInt64(area.pages) << 12, align: 1 << UInt64(area.alignShift), gfp: area.gfp,
      flags: area.isHuge ? UInt32(AreaFlag.allowHuge) : 0)
  }
}
