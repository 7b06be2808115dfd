public import Machine

/// What the optimised allocator does, each part a step that can be replaced.
///
/// A seeded bug is a type that overrides one step; `ModernSteps` overrides none. As with `ReferenceSteps`, they
/// are static and generic over the machine, so that an allocator built from them is specialised as a whole.
public protocol OptimizedSteps: SendableMetatype {
  // MARK: Requests

  /// Whether so many pages are refused outright: none, or more than there are.
  static func refusesSize<M: Machine>(_ state: OptimizedState<M>, pages: M.Word) -> Bool
  /// The bytes to reserve for so many pages: the guard page is added. 0 if that does not fit into a word.
  static func rangeLength<M: Machine>(_ state: OptimizedState<M>, pages: M.Word, flags: M.Flags) -> M.Word
  /// The mask for page arrays and page tables: the caller's way to reclaim, zeroed.
  static func nestedMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags
  /// The mask for data pages: the caller's, silent.
  static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags
  /// The mask for blocks: without reclaim, and from the node itself.
  static func blockMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags

  // MARK: The page array

  /// The bytes of a page array for so many pages, as wide as a word.
  static func arrayBytes<M: Machine>(_ state: OptimizedState<M>, count: M.Word) -> M.Word
  /// The bytes up to which a page array is one flat object of the slab.
  static func flatLimit<M: Machine>(_ state: OptimizedState<M>) -> M.Word
  /// A page array, flat or an area of its own; 0 if there is none.
  static func allocateArray<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, count: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word
  /// Gives the page array back, as the kind that it is.
  static func freeArray<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt)

  // MARK: Frames

  /// The order of the largest block that is tried.
  static func firstOrder<M: Machine>(_ state: OptimizedState<M>) -> Int
  /// Writes a block into the page array, page by page.
  static func splitBlock<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, _ frame: M.Word, order: Int) throws(Halt)
  /// How many pages are asked for at once, of those that are missing.
  static func chunk<M: Machine>(_ state: OptimizedState<M>, _ missing: M.Word) -> M.Word
  /// Notes what a request in bulk brought.
  static func noteBulk<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, asked: M.Word, got: M.Word)
  /// Asks for a single page; 0 if refused.
  static func requestPage<M: Machine>(
    _ state: inout OptimizedState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word
  /// A point of preemption after a part of the work, for a caller that may sleep.
  static func reschedule<M: Machine>(_ state: inout OptimizedState<M>, gfp: M.Flags) throws(Halt)
  /// Gives the pages back that the area has.
  static func freePages<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt)

  // MARK: Translations

  /// Whether the pages from one on can be served by a huge leaf.
  static func fitsHugeLeaf<M: Machine>(
    _ state: OptimizedState<M>, _ area: Int, from page: M.Word, at address: M.Word
  ) -> Bool
  /// Maps the pages from one on as far as one leaf table reaches; how many, nil if it failed.
  static func mapPart<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, from page: M.Word, prot: M.Flags, gfp: M.Flags
  ) throws(Halt) -> M.Word?
  /// The pages, from the first on, whose translations are the area's own.
  static func mappedPages<M: Machine>(_ state: OptimizedState<M>, _ area: Int) -> M.Word
  /// Clears the translations that the area made.
  static func unmap<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt)

  // MARK: Ranges

  /// A free range; nil if none fits even after everything that is free was put together.
  static func findRange<M: Machine>(
    _ state: inout OptimizedState<M>, length: M.Word, align: M.Word, flags: M.Flags
  ) throws(Halt) -> M.Word?
  /// The lowest address of the free space where a range fits.
  static func lowestFit<M: Machine>(
    _ state: inout OptimizedState<M>, length: M.Word, align: M.Word
  ) -> M.Word?
  /// Frees an area's range lazily.
  static func retire<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt)
  /// Drops stale translations of everything that is lazily freed.
  static func flush<M: Machine>(_ state: inout OptimizedState<M>) throws(Halt)
  /// Makes a range reusable that a flush has covered, by its pool or as free space.
  static func makeReusable<M: Machine>(
    _ state: inout OptimizedState<M>, _ range: LazyRange<M.Word>, pooled: Bool) throws(Halt)
  /// Gives pooled ranges back to the free space: the oldest quarter, or all.
  static func drainPools<M: Machine>(_ state: inout OptimizedState<M>, all: Bool)

  // MARK: Releases

  /// Takes the area that starts at an address out of the busy ranges; its slot, nil if there is none.
  static func takeArea<M: Machine>(_ state: inout OptimizedState<M>, at address: M.Word) -> Int?
  /// What is done with an area that goes: unmap, range, pages, array, descriptor.
  static func dismantle<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt)
}

/// The optimised allocator as it is meant to be.
public enum ModernSteps: OptimizedSteps {}
