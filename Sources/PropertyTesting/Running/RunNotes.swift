/// What a run says of itself: labels, what it covers, and how near it came to a target.
public struct RunNotes: Sendable {
  /// A requirement that a share of all runs is of some kind, and whether this run is.
  public struct Cover: Hashable, Sendable {
    /// The share required, above 0 and below 1.
    public var share: Double
    /// Whether this run is of the kind.
    public var isMet: Bool
  }

  /// The labels; a label given twice counts once.
  public internal(set) var labels: Set<String> = []
  /// What the runs have to cover, by name.
  public internal(set) var covers: [String: Cover] = [:]
  /// What the search for a failure is to make large, by name.
  public internal(set) var scores: [String: Double] = [:]

  /// No notes.
  public init() {}

  /// Gives the run a label, if `condition` holds.
  public mutating func label(_ text: @autoclosure () -> String, if condition: Bool = true) {
    if condition { labels.insert(text()) }
  }

  /// Requires that a share of all runs is of some kind: see ``CoverTally``.
  ///
  /// Every run has to say so, whether it is of the kind or not. If it is said more than once in a run, it is of the
  /// kind if one of them says so.
  ///
  /// - Parameters:
  ///   - name: the kind.
  ///   - share: the least share of runs that are to be of it.
  ///   - condition: whether this run is.
  /// - Precondition: `share` is above 0 and below 1.
  public mutating func cover(_ name: String, atLeast share: Double, if condition: Bool) {
    precondition(share > 0 && share < 1, "a share to cover is above 0 and below 1")
    let isMet = condition || covers[name]?.isMet == true
    covers[name] = Cover(share: share, isMet: isMet)
  }

  /// Gives the run a score: how near it came to where a failure is expected. Later runs try to score higher.
  ///
  /// - Parameters:
  ///   - score: how near; larger is nearer. Of two scores of one name the larger counts; what is no number is ignored.
  ///   - name: of what, where there are several targets.
  public mutating func target(_ score: Double, _ name: String = "target") {
    if score.isNaN { return }
    scores[name] = max(score, scores[name] ?? -.infinity)
  }

  /// Whether nothing was said.
  public var isEmpty: Bool { labels.isEmpty && covers.isEmpty && scores.isEmpty }

  /// Forgets everything.
  mutating func removeAll() {
    if isEmpty { return }
    labels = []
    covers = [:]
    scores = [:]
  }
}
