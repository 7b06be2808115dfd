extension Mutant {
  /// Those of the optimised implementation, in the order of its work.
  public static let ofOptimized: [Mutant] = [
    Mutant(
      "opt-nested-as-kernel", optimized: NestedAsKernel.self, step: "nestedMask", expected: "P4",
      "Page tables and arrays are asked for as if every caller could sleep."),
    Mutant(
      "opt-blocks-from-any-zone", optimized: BlocksFromAnyZone.self, step: "blockMask", expected: "P1.weaker",
      "Blocks are asked for from any zone."),
    Mutant(
      "opt-narrow-array-bytes", optimized: NarrowArrayBytes.self, step: "arrayBytes", expected: "A3",
      "The bytes of the page array are kept in an unsigned int."),
    Mutant(
      "opt-nested-array-to-slab", optimized: NestedArrayToSlab.self, step: "freeArray", expected: "A6",
      "A page array that is an area is given back to the slab."),
    Mutant(
      "opt-bulk-shortfall-ignored", optimized: BulkShortfallIgnored.self, step: "noteBulk", expected: "A8",
      "A request in bulk is taken to have brought all that was asked for."),
    Mutant(
      "opt-bulk-counted-short", optimized: BulkCountedShort.self, step: "noteBulk", expected: "E2.net",
      "The last page of a request in bulk that fell short is not counted."),
    Mutant(
      "opt-block-not-split", optimized: BlockNotSplit.self, step: "splitBlock", expected: "I1",
      "The pages of a block are not told apart: the first one stands for all."),
    Mutant(
      "opt-sleeps-in-atomic", optimized: BulkSleepsInAtomic.self, step: "reschedule", expected: "P6.atomic",
      "There is a point of preemption for callers that may not sleep, too."),
    Mutant(
      "opt-last-page-kept", optimized: LastPageKept.self, step: "freePages", expected: "V6",
      "The last page of an area is not given back."),
    Mutant(
      "opt-block-given-back-twice", optimized: BlockGivenBackTwice.self, step: "freePages",
      expected: "V6.each",
      "The first page of a block gives the whole block back, and the others themselves once more."),
    Mutant(
      "opt-huge-over-single-pages", optimized: HugeOverSinglePages.self, step: "fitsHugeLeaf", expected: "I2",
      "A huge leaf serves pages that did not come as a block."),
    Mutant(
      "opt-short-mapping-ignored", optimized: ShortMappingIgnored.self, step: "mapPart", expected: "OK.map",
      "A mapping that falls short counts as one that succeeded."),
    Mutant(
      "opt-foreign-entries-cleared", optimized: ForeignEntriesCleared.self, step: "mappedPages",
      expected: "E3.foreign",
      "Clean-up clears as many translations as there are pages, also those it never made."),
    Mutant(
      "opt-last-translation-stays", optimized: LastTranslationStays.self, step: "mappedPages",
      expected: "V6.clean",
      "The last translation of an area stays."),
    Mutant(
      "opt-inside-released", optimized: InsideReleased.self, step: "takeArea", expected: "V5",
      "An address inside an area releases it."),
    Mutant(
      "opt-single-pages-kept", optimized: SinglePagesKept.self, step: "takeArea", expected: "V6",
      "Areas of a single page are not found again."),
    Mutant(
      "opt-pages-before-translations", optimized: PagesBeforeTranslations.self, step: "dismantle",
      expected: "I4",
      "Pages are given back while they are still mapped."),
    Mutant(
      "opt-twice-the-memory", optimized: TwiceTheMemory.self, step: "refusesSize", expected: "A9",
      "More pages than there are pass as a request."),
    Mutant(
      "opt-half-the-memory", optimized: HalfTheMemory.self, step: "refusesSize", expected: "A9.only",
      "More than half of memory is refused."),
    Mutant(
      "opt-no-room-for-guard", optimized: NoRoomForGuard.self, step: "rangeLength", expected: "RG4",
      "No guard page is reserved."),
    Mutant(
      "opt-fit-wraps", optimized: FitWraps.self, step: "lowestFit", expected: "RG6",
      "Where nothing fits, rounding up wraps to the beginning of the address space."),
    Mutant(
      "opt-fit-page-too-small", optimized: FitPageTooSmall.self, step: "lowestFit", expected: "RG1",
      "A gap that is a page too small is taken."),
    Mutant(
      "opt-flush-misses-last", optimized: FlushMissesLast.self, step: "flush", expected: "RG5",
      "The flush passes over the range that was retired last."),
    Mutant(
      "opt-reused-at-once", optimized: ReusedAtOnce.self, step: "flush", expected: "RG5",
      "Ranges become reusable without a flush."),
    Mutant(
      "opt-pooled-one-too-large", optimized: PooledOneTooLarge.self, step: "makeReusable", expected: "RG1",
      "Ranges are pooled with those of one page more."),
    Mutant(
      "opt-pools-never-drained", optimized: PoolsNeverDrained.self, step: "drainPools", expected: "RG7",
      "Pooled ranges serve their size for ever, also when nothing else is left."),
    Mutant(
      "opt-decay-loses-ranges", optimized: DecayLosesRanges.self, step: "drainPools", expected: "RG7",
      "The decay of a pool takes everything out and gives a quarter back."),
  ]
}
