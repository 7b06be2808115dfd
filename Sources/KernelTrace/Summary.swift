/// What a recording holds, in numbers.
public struct Summary: Equatable, Sendable {
  /// An allocation that stopped before it had all its pages.
  public struct PartialFailure: Equatable, Sendable {
    /// The pages it had obtained: i.
    public var obtained: Int
    /// The pages it would have needed, by its size: n.
    public var needed: Int
    /// The pages it gave back.
    public var released: Int
    /// The line of its reservation.
    public var line: Int

    /// A partial failure by its numbers.
    public init(obtained: Int, needed: Int, released: Int, line: Int) {
      self.obtained = obtained
      self.needed = needed
      self.released = released
      self.line = line
    }
  }

  /// Areas reserved, page arrays apart.
  public var areas = 0
  /// Areas all of whose pages were seen.
  public var completeAreas = 0
  /// Areas that hold the page array of another.
  public var nestedArrays = 0
  /// Reservations that found no room.
  public var refused = 0
  /// Pages obtained for areas.
  public var pages = 0
  /// Translations read back.
  public var translations = 0
  /// Allocations that stopped before they had all their pages.
  public var partialFailures: [PartialFailure] = []
  /// Areas released by a call of their own, page arrays apart.
  public var releases = 0
  /// Page arrays released.
  public var nestedReleases = 0
  /// Pages given back by releases and partial failures.
  public var pagesReleased = 0
  /// Purges of lazily freed ranges.
  public var purges = 0
  /// Frees, outside of any release, of pages that an area held.
  public var strayFrees = 0
  /// Lines that were set aside, by reason; what is not here did not happen.
  public var unattributed: [Unattributed: Int] = [:]
  /// Lines with events that say nothing about areas or pages.
  public var ignored = 0

  /// A summary of nothing.
  public init() {}
}
