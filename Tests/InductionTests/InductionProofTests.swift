import Exploration
import Induction
import Machine
import Mutants
import ReferenceVmalloc
import Testing

/// That code does what the transition system does, and that other code does not.
@Suite struct InductionProofTests {
  // Allocations have many paths: `make verify` follows them, and .ci/run looks whether they are proved.
  @Test("Each step of a release by the reference is one of the system, on all paths, and each step is met")
  func reference() throws {
    var proof = try Repository.proof.get()
    proof.followsAllocations = false
    let result = try proof.prove(.reference(SeedSteps.self))
    #expect(result.isProved, "\(result.reasons.prefix(3))")
    #expect(
      Set(result.steps.map(\.step)).isSuperset(of: [
        "unmap-page", "retire", "load", "put-page", "puts-done", "array-freed", "array-released",
        "descriptor-freed", "return",
      ]))
  }

  @Test(
    "Code with a seeded bug is not the system's, and what is not is named",
    arguments: [
      ("first-page-put-twice", "loop"), ("freed-descending", "load"),
      ("array-leaked", "none"),
      ("array-freed-as-slab", "array-freed"), ("first-page-stays-mapped", "unmap-page"),
      ("descriptor-leaked", "none"), ("shortfall-one-too-few", "count"),
    ])
  func bugs(_ name: String, _ step: String) throws {
    let mutant = try #require(Mutant(named: name))
    guard case .reference(let steps) = mutant.steps else { throw CancellationError() }
    let result = try Repository.proof.get().prove(.reference(steps))
    #expect(!result.isProved && result.isRefuted)
    let refuted = result.steps.filter { if case .refuted = $0.verdict { true } else { false } }
    #expect(refuted.contains { $0.step == step }, "\(refuted.map(\.step))")
  }

  @Test(
    "A release that is put off, a range walked backwards, work after the end, a pass that does nothing",
    arguments: [
      ("unusual arguments", ArrayPutOff.self as any ReferenceSteps.Type), ("in-range", RangeReversed.self),
      ("at ENDED", FlagsAfterFree.self), ("progress", LoopStands.self),
    ])
  func twins(_ reason: String, _ steps: any ReferenceSteps.Type) throws {
    var proof = try Repository.proof.get()
    proof.followsAllocations = false
    let result = try proof.prove(.reference(steps))
    #expect(result.isRefuted)
    #expect(result.reasons.contains { $0.contains(reason) }, "\(result.reasons)")
  }

  @Test("A solver that gives up proves nothing, and refutes nothing")
  func givesUp() throws {
    var proof = try Repository.proof.get()
    proof.limit = 1
    let result = try proof.prove(.reference(SeedSteps.self))
    #expect(!result.isProved && !result.isRefuted)
    #expect(result.reasons.contains { $0.contains("the solver gave up") })
  }
}

/// A page array is released as in interrupt context: later.
private enum ArrayPutOff: ReferenceSteps {
  static func freeArray<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    try vfree(&state, state.areas[area].pages, inInterrupt: true)
  }
}

/// A range is unmapped from its end to its start.
private enum RangeReversed: ReferenceSteps {
  static func unmapRange<M: Machine>(
    _ state: inout ReferenceState<M>, from start: M.Word, to end: M.Word
  ) throws(Halt) {
    try SeedSteps.unmapRange(&state, from: end, to: start)
  }
}

/// A descriptor is written to that was given back.
private enum FlagsAfterFree: ReferenceSteps {
  static func freeDescriptor<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    try state.machine.freeAreaDescriptor(state.areas[area].id)
    try state.machine.setFlags(state.areas[area].flags, area: state.areas[area].id)
  }
}

/// The loop that gives pages back stays at the first of them.
private enum LoopStands: ReferenceSteps {
  static func freePages<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    var index = M.Word.zero
    var head = LoopHead(.putting)
    while true {
      try state.machine.cut(&head, index: &index, record: state.areas[area])
      guard index < state.areas[area].pageCount else { break }
    }
  }
}
