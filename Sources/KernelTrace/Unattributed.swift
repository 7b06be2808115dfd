/// Why a line of a trace was set aside: counted, and not judged.
public enum Unattributed: String, CaseIterable, Sendable {
  /// A page taken or freed by an interrupt: not the doing of the task it interrupted.
  case inInterrupt = "in interrupt context"
  /// A page taken with no area of the task waiting for one.
  case allocationWithoutArea = "allocation without an area"
  /// A page that cannot be an area's: by its order or its mask.
  case otherAllocation = "allocation of another class"
  /// A block of pages freed: areas are freed page by page.
  case otherFree = "free of another class"
  /// A page freed while no release was under way.
  case freeWithoutRelease = "free without a release"
  /// A page freed by a task that had freed all of its area's pages.
  case freeAfterRelease = "free after a release"
  /// An area released that was reserved before the recording began.
  case releaseOfUnknownArea = "release of an area reserved before the recording"
  /// A page freed after such a release.
  case freeOfUnknownArea = "free after such a release"
  /// A marker that names no area, or no page of it, that is live.
  case markerWithoutArea = "marker without an area"
  /// A page that the probe did not find mapped.
  case notPresent = "translation not present"
  /// A line of /proc/vmallocinfo about an area that does not own its pages, or about a freed range.
  case otherArea = "area of another kind"
}
