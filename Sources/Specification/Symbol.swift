/// The symbols of the vocabulary, under the names they have in `Specs/vocabulary.smt2`, in its order.
///
/// What each one means is said there, once; loading a specification fails if the two lists differ.
public enum Symbol: Int, CaseIterable, Sendable {
  // The machine.
  case pageSize, pointerSize, ramPages, windowStart, windowEnd, levels, uintLimit, nestingLimit

  // The call.
  case size, align, gfp, node, prot, unguarded, caller, inInterrupt, depth

  // How it ended.
  case exitPath, ret, trap, targetKind, eventCount, environmentRequests

  // The area.
  case area, n, guardSize, obtained, countWrites, countFirst, countLast, vpagesFlag, publishAt
  case nodeTotal

  // The range.
  case reserveCount, rangeBase, rangeBytes, basePage, rangeTranslated, rangeOverlap, refusedCount
  case refusedBytes, refusedGap, retireCount, retireAt, retireBytes, rangeLeft, walkTables
  case foreignCount

  // Descriptors.
  case structNew, structFreed, structFreedAt, rangeStructNew, rangeStructFreed

  // The page array.
  case arrKind, arrObtained, arrBytes, arrGfp, arrCapacity, arrReleases, arrReleaseKind
  case nestedReleases, nestedPages, nestedReturn, nestedProt, nestedCaller, depthReached, depthAllocated

  // Page requests of the call itself.
  case requestCount, requestGfp, requestNode, requestOrder, requestAt

  // Frames obtained by the call itself.
  case gotCount, gotFrame, gotNode, gotOwner, gotAt, frameAt, frameAtAt, pageOf

  // Entries of page arrays, written and read by the call itself.
  case storeCount, storeIndex, storeFrame, storeAt, loadCount, loadIndex, loadAt

  // References dropped by the call itself.
  case putCount, putFrame, putMapped, putHolder, putAt, putsOf, firstPutAt, lastPutAt

  // Page tables.
  case tableCount, tableGfp, tableAt

  // Leaf entries written by the call itself.
  case mapCount, mapPage, mapFrame, mapProt, mapOwnerArea, mapOwnerIndex, mapAt, lastMapAt

  // Translations of the area's pages when the call has ended.
  case translationCount, translationPage, translationFrame, translationAt, guardTranslation

  // What changed during the call and those within it.
  case frameCount, frameBefore, frameAfter, frameChangeAt, pageCount, changedPage, translationBefore
  case translationAfter, pageForeign, pageOwn, pageChangeAt

  // Messages.
  case warnCount, warnKind, warnPages, warnBytes, warnAt, reschedCount, reschedGap
  case deferredCount

  // Lazily freed ranges.
  case reusableCount, reusablePages, reusableLazy, reusableStale, reusableAt, lazyCount, lazyNoted
  case lazyTrue, lazyMost, lazyAt

  // The history, at its end.
  case liveData, liveBusy, liveLazy, liveSlab, tablesBefore, refusedInAll, tablesAfter
}
