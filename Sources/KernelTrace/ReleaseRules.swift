/// Which frees belong to a release, and what the release tells about its area.
///
/// - A releasing task frees at most as many pages as the area has and goes on to other things; a dying
///   process to freeing its own pages. So the count of pages ends the release, or the next other thing
///   that the task does. A free right behind the last one that gives back a page of this area once
///   more is still the release's, and so is one that repeats a free of this release.
/// - An area that is released from within its own window, with fewer pages than its size promises, has
///   failed partially: it gives back the pages that were seen. If the first of these is given back only
///   after pages that were not seen, the first pages were handed out in bulk: how many it had is unknown.
/// - Too few pages given back are a fault only if the task went on (`wentOn`). Fewer than were seen are
///   too few for an area that failed and for one with pages in bulk alike: it is judged as the former.
///   If the recording ends before, nothing is known.
/// - Bulk comes first. An area whose first page was seen, because it is given back first, has all its
///   pages seen, even if that are not as many as its size promises. That is concluded only if another
///   task gives back the full number: fewer may be a failure that a worker cleans up.
/// - A page of the right time and task but another mask, or one more than the size promises, is the
///   area's if the release gives it back.
extension Attribution {
  /// Decides for every release which frees are its own.
  mutating func applyReleaseRules() {
    for number in releases.indices {
      takeFrees(number)
      setAside(.freeAfterRelease, count: releases[number].frees.count - releases[number].taken)
    }
  }

  private mutating func takeFrees(_ number: Int) {
    let release = releases[number]
    let freed = release.frees.map { frame(at: $0) }
    reclaimSurplus(release, freed: freed)
    reclaimPassedOver(release.area, freed: freed.prefix(areas[release.area].count))
    let area = areas[release.area]
    let pages = frames(of: area)
    let own = Set(pages)
    let isKnown = !pages.isEmpty && !isMixed(freed, pages: pages, own: own, count: area.count)
    let isShort = isKnown && pages.count < area.count
    let isPartial = isShort && release.fromWithin && hasFailed(release, freed: freed, pages: pages, own: own)
    if isPartial {
      areas[release.area].verdict = .partial
    } else if isShort, !release.fromWithin, pages.first == freed.first, freed.count >= area.count {
      areas[release.area].verdict = .complete
    }
    var taken = min(isPartial ? pages.count : max(area.count, pages.count), freed.count)
    var again = Set(freed.prefix(taken)).union(own)
    while taken < freed.count, !again.insert(freed[taken]).inserted { taken += 1 }
    releases[number].taken = taken
  }

  /// The frame of an allocation or a free.
  func frame(at index: Int) -> UInt64 {
    switch lines[index].event {
    case .allocate(let frame, _, _), .free(let frame, _): frame
    default: 0
    }
  }

  /// The frames of the pages of an area that were seen, refused ones left out.
  func frames(of area: Area) -> [UInt64] {
    area.pages.map { frame(at: $0) }.filter { $0 != 0 }
  }

  /// Whether other pages are given back before the first that was seen, and no more than there can be.
  private func isMixed(_ freed: [UInt64], pages: [UInt64], own: Set<UInt64>, count: Int) -> Bool {
    guard let first = pages.first, let bulk = freed.firstIndex(of: first), bulk > 0 else { return false }
    return bulk + pages.count <= count && !freed[..<bulk].contains(where: own.contains)
  }

  /// Whether an area released from within its window, with fewer pages than its size promises, is one
  /// that failed: as many pages were given back as were seen, most of them its own, or the task went on
  /// with fewer. The release of the page array shows whose pages these were, whichever they are.
  private func hasFailed(_ release: Release, freed: [UInt64], pages: [UInt64], own: Set<UInt64>) -> Bool {
    let isOwn = 2 * freed.prefix(pages.count).count(where: own.contains) >= min(freed.count, pages.count)
    if freed.count >= pages.count { return isOwn }
    return wentOn(release) && (isOwn || release.nested != nil)
  }

  /// Counts single pages of another mask among the area's if its release gives them back.
  private mutating func reclaimPassedOver(_ area: Int, freed: ArraySlice<UInt64>) {
    guard areas[area].visible > 0, areas[area].visible < areas[area].count else { return }
    reclaim(areas[area].passedOver, for: area, freed: freed)
  }

  /// Counts pages beyond those that the size promises among the area's if its release gives them back.
  ///
  /// A task that releases an area of its own may go on to free such a page on another account; only the
  /// release of the page array behind it tells the two apart.
  private mutating func reclaimSurplus(_ release: Release, freed: [UInt64]) {
    let area = areas[release.area]
    guard release.nested != nil || release.task != area.task else { return }
    reclaim(area.surplus, for: release.area, freed: freed.prefix(area.count + area.surplus.count))
  }

  private mutating func reclaim(_ candidates: [Int], for area: Int, freed: ArraySlice<UInt64>) {
    guard !candidates.isEmpty else { return }
    let freed = Set(freed)
    let found = candidates.filter { freed.contains(frame(at: $0)) }
    guard !found.isEmpty else { return }
    areas[area].pages = (areas[area].pages + found).sorted()
    areas[area].visible += found.count
    unattributed[.otherAllocation, default: 0] -= found.count
  }
}
