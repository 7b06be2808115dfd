internal import Synchronization

/// Paths that are proved: no inputs that go them break a clause, but where findings say so. What was proved before, by the
/// same program and by the same specification, the solver is not asked again.
///
/// A path is known by its history and its comparisons, in words.
package final class PathCache: Sendable {
  /// A proved path.
  package struct Entry: Hashable, Codable, Sendable {
    /// The implementation.
    package var implementation: String
    /// The history and the comparisons.
    package var path: String
  }

  private struct Changes {
    var used: Set<Entry> = []
    var added: Set<Entry> = []
  }

  /// What is known from the start: what a run takes from it does not depend on what the others have added.
  private let known: Set<Entry>
  private let changes = Mutex(Changes())

  /// A cache of paths that are known to be proved.
  package init(_ entries: [Entry] = []) { known = Set(entries) }

  /// All of them, in an order that depends on them alone.
  package var entries: [Entry] {
    known.union(changes.withLock { $0.added }).sorted {
      ($0.implementation, $0.path) < ($1.implementation, $1.path)
    }
  }

  /// How many paths of those that were known were met, and how many are added.
  package var counts: (used: Int, added: Int) { changes.withLock { ($0.used.count, $0.added.count) } }

  /// Whether a path was known to be proved at the start.
  func isProved(_ path: String, of implementation: String) -> Bool {
    let entry = Entry(implementation: implementation, path: path)
    guard known.contains(entry) else { return false }
    changes.withLock { _ = $0.used.insert(entry) }
    return true
  }

  /// Notes a path that is proved.
  func add(_ path: String, of implementation: String) {
    let entry = Entry(implementation: implementation, path: path)
    guard !known.contains(entry) else { return }
    changes.withLock { _ = $0.added.insert(entry) }
  }
}
