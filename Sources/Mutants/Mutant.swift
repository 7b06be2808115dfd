public import OptimizedVmalloc
public import ReferenceVmalloc

/// A seeded bug: a type that overrides one step of an implementation, and the clause that should catch it.
public struct Mutant: Sendable {
  /// Its name, as the command line takes it.
  public var name: String
  /// What it does wrong, in one sentence.
  public var summary: String
  /// The step it overrides.
  public var step: String
  /// The clause expected to catch it; others may, too.
  public var expected: String
  /// The type.
  public var steps: Steps

  /// The steps of an implementation, one of them at fault.
  public enum Steps: Sendable {
    /// Of the reference.
    case reference(any ReferenceSteps.Type)
    /// Of the optimised implementation.
    case optimized(any OptimizedSteps.Type)
  }

  /// The mutant of a name.
  public init?(named name: String) {
    guard let match = Mutant.all.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  init(
    _ name: String, optimized steps: any OptimizedSteps.Type, step: String, expected: String,
    _ summary: String
  ) {
    self.name = name
    self.steps = .optimized(steps)
    self.step = step
    self.expected = expected
    self.summary = summary
  }

  private init(
    _ name: String, _ steps: any ReferenceSteps.Type, step: String, expected: String, _ summary: String
  ) {
    self.name = name
    self.steps = .reference(steps)
    self.step = step
    self.expected = expected
    self.summary = summary
  }

  /// Every mutant.
  public static let all = ofReference + ofOptimized

  /// Those of the reference, in the order of the seed's statements.
  public static let ofReference: [Mutant] = [
    Mutant(
      "shortfall-not-noted", ShortfallNotNoted.self, step: "noteShortfall", expected: "A8",
      "The shortfall is not noted in the descriptor, so that pages are given back that were never obtained."),
    Mutant(
      "shortfall-one-too-many", ShortfallOneTooMany.self, step: "noteShortfall", expected: "A8",
      "The shortfall is noted as one page too many."),
    Mutant(
      "shortfall-one-too-few", ShortfallOneTooFew.self, step: "noteShortfall", expected: "E2.count",
      "The shortfall is noted as one page too few, so that one page is leaked."),
    Mutant(
      "failure-returns-address", FailureReturnsAddress.self, step: "releaseFailed", expected: "OK.full",
      "After a failure everything is given back, and the address is returned all the same."),
    Mutant(
      "page-stored-twice", PageStoredTwice.self, step: "storePage", expected: "I1",
      "Each page is stored twice: the page before it is forgotten."),
    Mutant(
      "nested-mask-not-reduced", NestedMaskNotReduced.self, step: "nestedMask", expected: "P2",
      "The mask of the page array keeps the caller's zone bits and does not ask for zeroed memory."),
    Mutant(
      "node-ignored", NodeIgnored.self, step: "requestPage", expected: "P3",
      "The node asked for is ignored."),
    Mutant(
      "sleeps-in-atomic", SleepsInAtomic.self, step: "reschedule", expected: "P6.atomic",
      "There is a point of preemption for every page, also for callers that may not sleep."),
    Mutant(
      "range-leaked-without-array", RangeLeakedWithoutArray.self, step: "abandon", expected: "E1.range",
      "Without a page array the range stays busy."),
    Mutant(
      "array-never-shrinks", ArrayNeverShrinks.self, step: "arrayBytes", expected: "D1",
      "The bytes of the page array are a page's for each page, so that nesting never ends."),
    Mutant(
      "nowarn-omitted", NowarnOmitted.self, step: "dataMask", expected: "P1",
      "The page allocator is not told to be silent about single pages."),
    Mutant(
      "zero-dropped", ZeroDropped.self, step: "dataMask", expected: "OK.zero",
      "Zeroed pages are not asked for, even if the caller wants them."),
    Mutant(
      "pages-may-sleep", PagesMaySleep.self, step: "dataMask", expected: "P1.weaker",
      "Pages are asked for as if every caller could sleep."),
    Mutant(
      "block-tried-first", BlockTriedFirst.self, step: "requestPage", expected: "P1.order",
      "A block of two pages is tried for before every single page."),
    Mutant(
      "page-retried", PageRetried.self, step: "requestPage", expected: "T1",
      "A page that is refused is asked for again, up to a hundred times."),
    Mutant(
      "nested-array-executable", NestedArrayExecutable.self, step: "nestedRequest", expected: "P5.nested",
      "A nested page array is mapped executable."),
    Mutant(
      "nested-caller-forgotten", NestedCallerForgotten.self, step: "nestedRequest", expected: "P7",
      "A nested page array notes no caller."),
    Mutant(
      "abandoned-area-returned", AbandonedAreaReturned.self, step: "abandon", expected: "D5",
      "Without a page array everything is given back, and the address is returned all the same."),
    Mutant(
      "abandoned-loudly", AbandonedLoudly.self, step: "abandon", expected: "E1.silent",
      "A message says that there is no page array."),
    Mutant(
      "mapped-off-by-one", MappedOffByOne.self, step: "pageToMap", expected: "OK.map",
      "Virtual page k is mapped to the page after the k-th; the last one to itself."),
    Mutant(
      "mapped-to-first", MappedToFirst.self, step: "pageToMap", expected: "I2",
      "Every virtual page is mapped to the first page."),
    Mutant(
      "mapping-error-ignored", MappingErrorIgnored.self, step: "mapArea", expected: "OK.map",
      "An error of the mapping is ignored: the address is returned half mapped."),
    Mutant(
      "last-page-not-mapped", LastPageNotMapped.self, step: "mappedLength", expected: "OK.map",
      "The last page of an area is not mapped."),
    Mutant(
      "protection-ignored", ProtectionIgnored.self, step: "mapArea", expected: "P5",
      "Every area is mapped as data of the kernel, whatever protection is asked for."),
    Mutant(
      "tables-from-reserves", TablesFromReserves.self, step: "tableMask", expected: "P4",
      "Page tables are asked for with access to the emergency reserve."),
    Mutant(
      "table-made-eight-times", TableMadeEightTimes.self, step: "tableBelow", expected: "E3.walk",
      "A page table that is missing is made eight times: its success does not end the retries."),
    Mutant(
      "guard-omitted", GuardOmitted.self, step: "withGuard", expected: "RG4",
      "No guard page is reserved."),
    Mutant(
      "gap-one-page-too-small", GapOnePageTooSmall.self, step: "collides", expected: "RG1",
      "The search takes a gap that is one page too small."),
    Mutant(
      "aligned-down", AlignedDown.self, step: "alignUp", expected: "RG1",
      "Addresses are rounded down to the alignment."),
    Mutant(
      "huge-size-accepted", HugeSizeAccepted.self, step: "refusesSize", expected: "A9",
      "Sizes beyond memory are not refused."),
    Mutant(
      "not-flushed", NotFlushed.self, step: "flushForPurge", expected: "RG5",
      "Ranges become reusable without a flush: the TLB may still translate them."),
    Mutant(
      "stale-search-cache", StaleSearchCache.self, step: "dropsCache", expected: "RG7",
      "The search cache stays where it was when ranges below it are freed."),
    Mutant(
      "alignment-ignored", AlignmentIgnored.self, step: "alignUp", expected: "RG2",
      "Addresses are not rounded up to the alignment."),
    Mutant(
      "window-begins-early", WindowBeginsEarly.self, step: "window", expected: "RG3",
      "The window is taken to begin a page before it does."),
    Mutant(
      "guard-not-counted", GuardNotCounted.self, step: "retireRange", expected: "RG9",
      "The count of lazily freed pages leaves the guard page out."),
    Mutant(
      "first-page-put-twice", FirstPagePutTwice.self, step: "freePages", expected: "V6",
      "The first page is given back twice."),
    Mutant(
      "array-leaked", ArrayLeaked.self, step: "freeArray", expected: "A6",
      "The page array is not given back after a failure or release."),
    Mutant(
      "array-freed-as-slab", ArrayFreedAsSlab.self, step: "freeArray", expected: "A6",
      "The page array goes back to the slab even if it is an area."),
    Mutant(
      "descriptor-leaked", DescriptorLeaked.self, step: "freeDescriptor", expected: "V6.range",
      "The area's descriptor is leaked."),
    Mutant(
      "freed-before-unmapped", FreedBeforeUnmapped.self, step: "dismantle", expected: "I4",
      "Pages are given back while they are still mapped."),
    Mutant(
      "freed-descending", FreedDescending.self, step: "freePages", expected: "V6.order",
      "Pages are given back last first."),
    Mutant(
      "first-page-stays-mapped", FirstPageStaysMapped.self, step: "unmapRange", expected: "I4",
      "The first page of a range is not unmapped."),
    Mutant(
      "first-page-mapped-again", FirstPageMappedAgain.self, step: "unmapRange", expected: "V6.clean",
      "The first page of a range is unmapped, and mapped again from a copy of the page tables that is out of date."
    ),
    Mutant(
      "last-page-put-as-block", LastPagePutAsBlock.self, step: "freePages", expected: "E3.tables",
      "The last page is given back together with the frame after it, as a block of two."),
    Mutant(
      "array-flag-forgotten", ArrayFlagForgotten.self, step: "allocateArray", expected: "A5",
      "The descriptor does not say that the page array is an area."),
    Mutant(
      "failure-reported-anyway", FailureReportedAnyway.self, step: "reportFailure", expected: "E3.quiet",
      "A failure is reported also to callers that want no message."),
    Mutant(
      "page-before-mapped", PageBeforeMapped.self, step: "mapArea", expected: "OK.frame",
      "The first page is mapped in front of the area as well."),
    Mutant(
      "null-not-ignored", NullNotIgnored.self, step: "isNothing", expected: "V1",
      "The NULL pointer is released like any other address."),
    Mutant(
      "interrupt-not-put-off", InterruptNotPutOff.self, step: "putsOff", expected: "V7",
      "A release in interrupt context is carried out at once."),
    Mutant(
      "unaligned-accepted", UnalignedAccepted.self, step: "dismantle", expected: "V2",
      "An address inside a page is taken for the start of that page."),
    Mutant(
      "unaligned-silent", UnalignedSilent.self, step: "dismantle", expected: "V2.warn",
      "An address inside a page is ignored without a message."),
    Mutant(
      "next-area-released", NextAreaReleased.self, step: "removeArea", expected: "V3",
      "The look-up finds the first range that ends above the address, whether it contains it or not."),
    Mutant(
      "unknown-silent", UnknownSilent.self, step: "dismantle", expected: "V3.warn",
      "An address without an area is ignored without a message."),
    Mutant(
      "area-not-detached", AreaNotDetached.self, step: "removeArea", expected: "V4",
      "A range that is lazily freed keeps its area, to be released again."),
  ]
}
