/// Which frees belong to a release, and what the release tells about its area.
///
/// - A releasing task frees at most as many pages as the area has and goes on to other things; a dying
///   process to freeing its own pages. So the count of pages ends the release, or the next other thing
///   that the task does. A free right behind the last one that gives back a page of this area once
///   more is still the release's.
/// - An area that is released from within its own window, with fewer pages than its size promises, has
///   failed partially: it gives back the pages that were seen. If it gives back the full number, and
///   ends rather than begins with those that were seen, its first pages were handed out in bulk.
/// - Bulk comes first. An area whose first page was seen, because it is given back first, has all its
///   pages seen, even if that are not as many as its size promises.
/// - A page of the right time and task but another mask is the area's if the release gives it back.
extension Attribution {
  /// Frees were recorded this long after a release, in nanoseconds: what comes later may not show.
  private static let horizon: UInt64 = 200_000_000

  /// Decides for every release which frees are its own.
  mutating func applyReleaseRules() {
    for number in releases.indices {
      takeFrees(number)
      setAside(.freeAfterRelease, count: releases[number].frees.count - releases[number].taken)
    }
  }

  private mutating func takeFrees(_ number: Int) {
    let release = releases[number]
    let area = areas[release.area]
    let freed = release.frees.map { frame(at: $0) }
    guard area.visible > 0 else {
      releases[number].taken = min(area.count, freed.count)
      return
    }
    reclaimPassedOver(release.area, freed: freed.prefix(area.count))
    let pages = areas[release.area].pages.map { frame(at: $0) }.filter { $0 != 0 }
    let own = Set(pages)
    let isPartial =
      release.fromWithin && pages.count < area.count
      && !isMixed(freed, pages: pages, own: own, count: area.count)
      && 2 * freed.prefix(pages.count).count(where: own.contains) >= pages.count
    var taken = min(isPartial ? pages.count : max(area.count, pages.count), freed.count)
    while taken < freed.count, own.contains(freed[taken]) { taken += 1 }
    releases[number].taken = taken
    if isPartial {
      areas[release.area].verdict = .partial
    } else if let first = pages.first, first == freed.first {
      areas[release.area].verdict = .complete
    }
  }

  /// The frame of an allocation or a free.
  func frame(at index: Int) -> UInt64 {
    switch lines[index].event {
    case .allocate(let frame, _, _), .free(let frame, _): frame
    default: 0
    }
  }

  /// Whether the full number of pages is given back and those that were seen are the last of them.
  private func isMixed(_ freed: [UInt64], pages: [UInt64], own: Set<UInt64>, count: Int) -> Bool {
    guard freed.count >= count, count > pages.count, let first = freed.first, !own.contains(first) else {
      return false
    }
    let bulk = count - pages.count
    let asFirst = pages.indices.count { freed[$0] == pages[$0] }
    let asLast = pages.indices.count { freed[bulk + $0] == pages[$0] }
    return asLast > asFirst
  }

  /// Counts single pages of another mask among the area's if its release gives them back.
  private mutating func reclaimPassedOver(_ area: Int, freed: ArraySlice<UInt64>) {
    guard areas[area].visible < areas[area].count, !areas[area].passedOver.isEmpty else { return }
    let freed = Set(freed)
    let found = areas[area].passedOver.filter { freed.contains(frame(at: $0)) }
    guard !found.isEmpty else { return }
    areas[area].pages = (areas[area].pages + found).sorted()
    areas[area].visible += found.count
    unattributed[.otherAllocation, default: 0] -= found.count
  }

  /// Whether the frees of a release are all there are, given how many there should be.
  func sawAllFrees(_ release: Release, expected: Int) -> Bool {
    guard release.taken < expected else { return true }
    // Nothing at all may mean that a worker frees, nothing more that the recording ended or that the
    // task was held up for longer than frees were recorded.
    guard release.taken > 0, let closing = release.closing else { return false }
    let pages = areas[release.area].pages.map { frame(at: $0) }.filter { $0 != 0 }
    let freed = release.frees.prefix(release.taken).map { frame(at: $0) }
    let isBeginning = pages.isEmpty || pages.starts(with: freed)
    return !isBeginning || lines[closing].time - lines[release.line].time < Self.horizon
  }
}
