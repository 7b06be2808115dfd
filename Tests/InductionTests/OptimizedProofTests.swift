import Exploration
import Induction
import Machine
import Mutants
import OptimizedVmalloc
import Testing
import Vmalloc

/// That the optimised implementation does what the transition system does, many steps at a time, and that other code does not.
@Suite struct OptimizedProofTests {
  @Test("Each step of the optimised implementation is one of the system, on all paths, and each step is met")
  func optimized() throws {
    let result = try Repository.proof.get().prove(.optimized(ModernSteps.self))
    #expect(result.isProved, "\(result.reasons.prefix(3))")
    #expect(
      Set(result.steps.map(\.step)).isSuperset(of: [
        "array-slab", "array-refused", "array-nested", "array-nested-refused", "page-got", "page-store",
        "page-refused", "pages-done", "map-table", "map-page", "map-refused", "map-done", "unmap-page",
        "retire",
        "put-page", "puts-done", "array-freed", "array-released", "descriptor-freed", "return",
      ]))
    // Its page arrays in the slab are larger than the seed's, and it notes its page count once.
    #expect(result.broken == ["slab-seed"])
    #expect(result.unfollowed.contains("countFirst") && !result.unfollowed.contains("putFrame"))
  }

  @Test(
    "Code with a seeded bug is not the system's, and what is not is named",
    arguments: [
      ("opt-block-given-back-twice", "load"), ("opt-block-not-split", "none"),
      ("opt-bulk-counted-short", "loop"),
      ("opt-bulk-shortfall-ignored", "loop"), ("opt-foreign-entries-cleared", "loop"),
      ("opt-huge-over-single-pages", "map-page"), ("opt-last-page-kept", "puts-done"),
      // What goes wrong was decided before the loop.
      ("opt-last-translation-stays", "unmap-page"),
      ("opt-nested-array-to-slab", "array-freed"), ("opt-pages-before-translations", "none"),
      ("opt-short-mapping-ignored", "none"),
    ])
  func bugs(_ name: String, _ step: String) throws {
    let mutant = try #require(Mutant(named: name))
    guard case .optimized(let steps) = mutant.steps else { throw CancellationError() }
    try expectRefuted(steps, at: step)
  }

  @Test(
    "Blocks that no huge leaf can serve, a page too many, small arrays as areas, wrong entries, a neighbour's pages",
    arguments: [
      ("loop", SmallBlocksNoted.self as any OptimizedSteps.Type), ("page-got", ChunkTooLarge.self),
      ("array-nested", SlabTooSmall.self), ("load", WrongEntryMapped.self),
      ("load", NeighboursPages.self),
    ])
  func twins(_ step: String, _ steps: any OptimizedSteps.Type) throws { try expectRefuted(steps, at: step) }

  @Test(
    "Pages put twice by a loop of its own, a neighbour's record, id or range changed, an area found after its release",
    arguments: [
      ("load", EvenPagesTwice.self as any OptimizedSteps.Type), ("none", NeighbourForgotten.self),
      ("none", AreaStaysFound.self), ("loop", IdOfNeighbour.self), ("left", RangeTooLong.self),
    ])
  func remains(_ step: String, _ steps: any OptimizedSteps.Type) throws {
    try expectRefuted(steps, at: step)
  }

  @Test("A number that is given up before a loop, and may be kept, is told: then nothing is proved")
  func givenUp() throws {
    let result = try Repository.proof.get().prove(.optimized(ParityKept.self))
    #expect(!result.isProved && !result.isRefuted)
    #expect(result.reasons.contains { $0.contains("given up") }, "\(result.reasons)")
  }

  private func expectRefuted(_ steps: any OptimizedSteps.Type, at step: String) throws {
    let result = try Repository.proof.get().prove(.optimized(steps))
    #expect(!result.isProved && result.isRefuted)
    let refuted = result.steps.filter { if case .refuted = $0.verdict { true } else { false } }
    #expect(refuted.contains { $0.step == step }, "\(refuted.map(\.step))")
  }
}

/// Blocks of any size are noted as such that a huge leaf can serve.
private enum SmallBlocksNoted: OptimizedSteps {
  static func splitBlock<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, _ frame: M.Word, order: Int
  ) throws(Halt) {
    try ModernSteps.splitBlock(&state, area, frame, order: order)
    state.areas[area].blockPages = state.areas[area].pages
  }
}

/// One page more is asked for than is missing.
private enum ChunkTooLarge: OptimizedSteps {
  static func chunk<M: Machine>(_ state: OptimizedState<M>, _ missing: M.Word) -> M.Word {
    ModernSteps.chunk(state, missing) &+ .one
  }
}

/// The pages of the area in the slot before are given back.
private enum NeighboursPages: OptimizedSteps {
  static func freePages<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try state.machine.putPages(
      state.areas[area].pages, in: state.areas[area - 1].array, at: .zero, area: state.areas[area].id)
  }
}

/// Even pages are given back twice, odd ones never.
private enum EvenPagesTwice: OptimizedSteps {
  static func freePages<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    var (head, index) = (LoopHead(.putting), M.Word.zero)
    while true {
      try state.machine.cut(&head, index: &index, record: state.areas[area])
      guard index < state.areas[area].pages else { break }
      try state.machine.putPages(
        .one, in: state.areas[area].array, at: index & ~.one, area: state.areas[area].id)
      index = index &+ .one
    }
  }
}

/// The neighbour forgets that it has pages.
private enum NeighbourForgotten: OptimizedSteps {
  static func dismantle<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try ModernSteps.dismantle(&state, area)
    state.areas[area + 1].array = .zero
  }
}

/// An area that is released is found again.
private enum AreaStaysFound: OptimizedSteps {
  static func takeArea<M: Machine>(_ state: inout OptimizedState<M>, at address: M.Word) -> Int? {
    guard let slot = ModernSteps.takeArea(&state, at: address) else { return nil }
    state.busy.insert(start: address, length: state.areas[slot].length, payload: slot)
    return slot
  }
}

/// A request in bulk gives the area another id.
private enum IdOfNeighbour: OptimizedSteps {
  static func noteBulk<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, asked: M.Word, got: M.Word
  ) {
    ModernSteps.noteBulk(&state, area, asked: asked, got: got)
    state.areas[area].id = state.areas[area + 1].id
  }
}

/// A page more than the range waits for a flush.
private enum RangeTooLong: OptimizedSteps {
  static func retire<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try ModernSteps.retire(&state, area)
    guard let last = state.lazy.indices.last else { return }
    state.lazy[last].length = state.lazy[last].length &+ state.pageSize
  }
}

/// How far pages are unmapped depends on a number that nothing else compares.
private enum ParityKept: OptimizedSteps {
  static func mappedPages<M: Machine>(_ state: OptimizedState<M>, _ area: Int) -> M.Word {
    let parity = (state.areas[area].blockPages & .one).concretize("parity")
    return state.areas[area].mapped &- M.Word(constant: parity)
  }
}

/// Page arrays of less than a page are areas.
private enum SlabTooSmall: OptimizedSteps {
  static func flatLimit<M: Machine>(_ state: OptimizedState<M>) -> M.Word { state.pageSize.shiftedRight(1) }
}

/// Pages are mapped that come one later.
private enum WrongEntryMapped: OptimizedSteps {
  static func mapPart<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, from page: M.Word, prot: M.Flags, gfp: M.Flags
  ) throws(Halt) -> M.Word? {
    state.areas[area].address = state.areas[area].address &- state.bytes(.one)
    let count = try ModernSteps.mapPart(&state, area, from: page &+ .one, prot: prot, gfp: gfp)
    state.areas[area].address = state.areas[area].address &+ state.bytes(.one)
    return count
  }
}
