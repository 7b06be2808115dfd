public import Machine
public import Vmalloc

/// The statements of `__vmalloc_area_node` and of what surrounds it, each a step that can be replaced.
///
/// The default of every step does what Linux 4.3 does. A seeded bug is a type that overrides one step;
/// `SeedSteps` overrides none. Steps are static and generic over the machine, so that an allocator
/// built from them is specialised as a whole.
public protocol ReferenceSteps: SendableMetatype {
  // MARK: The function itself, in the order of its statements

  /// `nested_gfp = (gfp_mask & GFP_RECLAIM_MASK) | __GFP_ZERO`
  static func nestedMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags
  /// `alloc_mask = gfp_mask | __GFP_NOWARN`
  static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags
  /// `nr_pages = get_vm_area_size(area) >> PAGE_SHIFT`, kept in an `unsigned int`
  static func countPages<M: Machine>(_ state: ReferenceState<M>, _ area: Int) -> M.Word
  /// `array_size = nr_pages * sizeof(struct page *)`, kept in an `unsigned int`
  static func arrayBytes<M: Machine>(_ state: ReferenceState<M>, count: M.Word) -> M.Word
  /// `array_size > PAGE_SIZE`
  static func arrayNeedsArea<M: Machine>(_ state: ReferenceState<M>, bytes: M.Word) -> Bool
  /// `pages = __vmalloc_node(...)` and `area->flags |= VM_VPAGES`, or `pages = kmalloc_node(...)`
  static func allocateArray<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word
  /// The arguments of `__vmalloc_node(array_size, 1, nested_gfp | __GFP_HIGHMEM, PAGE_KERNEL, node, area->caller)`
  static func nestedRequest<M: Machine>(
    _ state: ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) -> Request<M.Word, M.Flags>
  /// `if (!area->pages) { remove_vm_area(area->addr); kfree(area); return NULL; }`; what the function returns then
  static func abandon<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) -> M.Word
  /// `alloc_page(alloc_mask)` or `alloc_pages_node(node, alloc_mask, order)`
  static func requestPage<M: Machine>(
    _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word
  /// `area->nr_pages = i`
  static func noteShortfall<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int, at index: M.Word)
    throws(Halt)
  /// `area->pages[i] = page`
  static func storePage<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word, frame: M.Word
  ) throws(Halt)
  /// `if (gfp_mask & __GFP_WAIT) cond_resched()`
  static func reschedule<M: Machine>(_ state: inout ReferenceState<M>, gfp: M.Flags) throws(Halt)
  /// `map_vm_area(area, prot, pages)`; whether it succeeded
  static func mapArea<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int, prot: M.Flags) throws(Halt)
    -> Bool
  /// `warn_alloc_failed(gfp_mask, order, "... allocated %ld of %ld bytes", ...)`
  static func reportFailure<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int, gfp: M.Flags)
    throws(Halt)
  /// `vfree(area->addr)` after a failure; what the function returns then
  static func releaseFailed<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) -> M.Word

  // MARK: Before it

  /// Whether the size is refused outright: zero, or more pages than there are.
  static func refusesSize<M: Machine>(_ state: ReferenceState<M>, rounded size: M.Word) -> Bool
  /// The length to reserve for a usable length: the guard page is added.
  static func withGuard<M: Machine>(_ state: ReferenceState<M>, usable: M.Word, flags: M.Flags) -> M.Word
  /// The addresses that ranges are to lie in: the first, and the end.
  static func window<M: Machine>(_ state: ReferenceState<M>) -> (M.Word, M.Word)
  /// The next multiple of an alignment at or above an address, modulo the address space.
  static func alignUp<M: Machine>(_ address: M.Word, _ align: M.Word, on: M.Type) -> M.Word
  /// Whether the search has to begin at the window's start again.
  static func dropsCache<M: Machine>(
    _ ranges: RangeList<M.Word>, size: M.Word, window: M.Word, align: M.Word, on: M.Type
  ) -> Bool
  /// Whether a candidate address collides with the next taken range.
  static func collides<M: Machine>(_ state: ReferenceState<M>, _ address: M.Word, size: M.Word, next: M.Word)
    -> Bool
  /// Clears the mark that the area is not complete yet.
  static func publish<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt)

  // MARK: The mapping

  /// The page of the array that virtual page `index` of the area is mapped to.
  static func pageToMap<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int, at index: M.Word)
    throws(Halt) -> M.Word
  /// The table below an entry, made if there is none; 0 if memory for it was refused.
  static func tableBelow<M: Machine>(
    _ state: inout ReferenceState<M>, _ table: Int, level: Int, at address: M.Word
  ) throws(Halt) -> Int
  /// The mask with which page tables are asked for.
  static func tableMask<M: Machine>(on: M.Type) -> M.Flags
  /// How far the mapping reaches: the usable length in bytes.
  static func mappedLength<M: Machine>(_ state: ReferenceState<M>, _ area: Int) -> M.Word

  // MARK: The release

  /// Whether there is nothing to release at an address: `if (!addr) return`
  static func isNothing<M: Machine>(_ address: M.Word, on: M.Type) -> Bool
  /// Whether a release is put off: `if (unlikely(in_interrupt()))`
  static func putsOff<M: Machine>(inInterrupt: Bool, on: M.Type) -> Bool
  /// Clears whatever the leaf entries of a range hold.
  static func unmapRange<M: Machine>(_ state: inout ReferenceState<M>, from: M.Word, to: M.Word) throws(Halt)
  /// Unmaps a range and frees it lazily.
  static func retireRange<M: Machine>(_ state: inout ReferenceState<M>, _ index: Int) throws(Halt)
  /// Takes the area that contains an address out of the ranges; its slot, or nil.
  static func removeArea<M: Machine>(_ state: inout ReferenceState<M>, at address: M.Word) throws(Halt)
    -> Int?
  /// Gives the pages back, ascending.
  static func freePages<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt)
  /// Gives the page array back, as the kind that it is.
  static func freeArray<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt)
  /// Gives the area's descriptor back.
  static func freeDescriptor<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt)
  /// What is done with an area found to be released: unmap, pages, array, descriptor.
  static func dismantle<M: Machine>(_ state: inout ReferenceState<M>, at address: M.Word) throws(Halt)
  /// Drops stale translations before ranges become reusable.
  static func flushForPurge<M: Machine>(_ state: inout ReferenceState<M>, from: M.Word, to: M.Word)
    throws(Halt)
  /// Makes a lazily freed range reusable, keeping the search cache sound.
  static func freeRange<M: Machine>(_ state: inout ReferenceState<M>, _ index: Int) throws(Halt)
}

/// Linux 4.3 as written.
public enum SeedSteps: ReferenceSteps {}
