/// What is known of each area once its pages and its release are.
extension Attribution {
  /// Decides for every area what is known of it, and for every release whether it is seen in full.
  mutating func applyAreaRules() {
    for number in areas.indices {
      separateFromArray(number)
      if areas[number].verdict != .partial, areas[number].visible > 0,
        areas[number].visible >= areas[number].count
      {
        areas[number].verdict = .complete
      }
    }
    // Outer areas come first, so a chain of arrays is settled from the outside.
    for number in areas.indices {
      guard let parent = areas[number].parent, areas[parent].verdict != .unknown,
        areas[number].verdict == .unknown, !areas[number].range.refused
      else { continue }
      areas[number].verdict = .array
    }
    for number in releases.indices {
      let area = areas[releases[number].area]
      let expected = area.verdict == .partial ? area.visible : max(area.visible, area.count)
      releases[number].isComplete =
        area.verdict != .unknown && sawAllFrees(releases[number], expected: expected)
    }
  }

  /// Undoes a page array that only nearly fitted, if nothing shows that the outer area has pages.
  private mutating func separateFromArray(_ outer: Int) {
    guard let inner = areas[outer].nested, areas[outer].fitsArray(areas[inner].range) == .near else { return }
    let isInnersOwn = areas[outer].visible == areas[inner].count && areas[outer].verdict == .unknown
    guard areas[outer].visible == 0 || isInnersOwn else { return }
    areas[outer].nested = nil
    areas[inner].parent = nil
    if isInnersOwn {
      areas[inner].pages = areas[outer].pages
      areas[inner].visible = areas[outer].visible
      areas[outer].pages = []
      areas[outer].visible = 0
    }
    guard let release = areas[inner].release, let outerRelease = releases[release].parent else { return }
    releases[release].parent = nil
    releases[outerRelease].nested = nil
  }
}
