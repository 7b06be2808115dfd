/// Whether the frees of a release that were seen are all that there were.
extension Attribution {
  /// Frees are recorded this long after a release of their task, in nanoseconds: later ones may not show.
  ///
  /// The recordings of this repository keep `mm_page_free` for 0.2 s after a release of the same task:
  /// their headers say so, in prose, and nothing in the text of a trace says it to a program. A recording
  /// that keeps all frees loses by it only where a release takes longer, which is then not judged; one
  /// that keeps them for a shorter time has to be made anew.
  private static let horizon: UInt64 = 200_000_000

  /// Whether a release is over: its task demonstrably went on with something else, in time for every
  /// free in between to have been recorded.
  ///
  /// The page array is released behind the last page, by the same task. Else there has to be a page of
  /// the area among the frees: a worker may do the freeing, and the task something else meanwhile.
  /// A trace without any free, of the page array's pages neither, may have been recorded without frees.
  func wentOn(_ release: Release) -> Bool {
    guard let closing = release.closing, lines[closing].time - lines[release.line].time < Self.horizon else {
      return false
    }
    if let nested = release.nested { return !release.frees.isEmpty || !releases[nested].frees.isEmpty }
    let pages = areas[release.area].pages
    guard !pages.isEmpty else { return !release.frees.isEmpty }
    let own = Set(pages.map { frame(at: $0) })
    return release.frees.contains { own.contains(frame(at: $0)) }
  }

  /// Whether the frees of a release are all there are, given how many there should be, and the release of
  /// the page array is seen if there is one.
  func sawAllFrees(_ release: Release, expected: Int) -> Bool {
    if areas[release.area].nested != nil, release.nested == nil, release.closing == nil { return false }
    return release.taken >= expected || wentOn(release)
  }
}
