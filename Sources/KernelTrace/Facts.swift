import Machine

/// Which facts a recording shows of a call: every rule about that is here.
///
/// No recording shows the caller's arguments, the page array as memory, page tables, leaf entries,
/// messages, descriptors or nodes, and none shows when a lazily freed range becomes reusable.
///
/// | Call | Shown |
/// | --- | --- |
/// | any reservation | `extent`, `address`; `occupancy` unless its order is in doubt (`Occupancy`) |
/// | allocation, every page seen | also `outcome`, `retirement`, `frames`, `releases`, `nesting`, `count`, `owners`; `translation` if the probe read some |
/// | partial failure | the same, `releases` only if every free was seen |
/// | page array of such an area | `outcome`, `retirement`, `nesting`, `count`: its pages are handed out in bulk |
/// | allocation with no or only its last pages seen | nothing more: its kind or its first pages are unknown |
/// | area whose release, or the recording, ends before that tells what it was | nothing more |
/// | refused reservation | nothing: it may be tried again |
/// | release of an area all of whose pages were seen | `retirement`, `extent`, `address`, `frames`, `count`, `owners`; with every free seen `releases`, `nesting`, `outcome` |
/// | release of a page array | the same without `frames` and `owners` |
/// | release of any other area | `retirement` |
/// | free, by nobody's release, of a page that a live area holds | `releases`, `owners`, `extent` |
/// | purge | nothing |
///
/// The outcome is inferred: an area with all its pages was mapped and returned, because its pages
/// would have been given back at once if not. `count` is inferred from the size, once it is known that
/// there is a guard. `owners` is not shown where a page comes from an area that was released without
/// its free having been seen. `requests` are not shown at all: pages are told by their order and mask, so
/// that a request of another order would not be noticed.
enum Facts {
  private static let range: Sight = [.extent, .address]
  private static let settled: Sight = [.outcome, .retirement, .nesting, .count]

  /// What is shown of the free, by nobody's release, of a page that a live area holds.
  static let strayFree: Sight = [.releases, .owners, .extent]

  /// What is shown of the allocation of an area.
  static func allocation(of area: Area, release: Release?, occupancyIsKnown: Bool, ownersAreKnown: Bool)
    -> Sight
  {
    if area.range.refused { return [] }
    var facts = range
    if occupancyIsKnown { facts.insert(.occupancy) }
    switch area.verdict {
    case .unknown: return facts
    case .array: return facts.union(settled)
    case .complete, .partial: break
    }
    facts.formUnion(settled)
    facts.insert(.frames)
    if ownersAreKnown { facts.insert(.owners) }
    if area.verdict == .complete || release?.isComplete == true { facts.insert(.releases) }
    if !area.translations.isEmpty { facts.insert(.translation) }
    return facts
  }

  /// What is shown of the release of an area by a call of its own.
  static func release(_ release: Release, of area: Area, ownersAreKnown: Bool) -> Sight {
    guard area.verdict != .unknown else { return .retirement }
    var facts: Sight = [.retirement, .count]
    facts.formUnion(range)
    if area.verdict == .complete {
      facts.insert(.frames)
      if ownersAreKnown { facts.insert(.owners) }
    }
    if release.isComplete { facts.formUnion([.releases, .nesting, .outcome]) }
    return facts
  }
}
