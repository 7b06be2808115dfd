internal import Synchronization

/// Paths that are proved: what was proved before, by the same program and by the same specification, is not proved again.
///
/// A path is known by its history and its comparisons, in words. Only paths on which every clause is decided, and none broken
/// but where findings say so, are kept.
package final class PathCache: Sendable {
  /// A proved path.
  package struct Entry: Hashable, Codable, Sendable {
    /// The implementation.
    package var implementation: String
    /// The history and the comparisons.
    package var path: String
    /// The clauses that its inputs give something to say.
    package var exercised: [String]
  }

  private struct Key: Hashable {
    var implementation: String
    var path: String
  }

  private struct Content {
    var entries: [Key: Set<String>]
    var used = 0
    var added = 0
  }

  private let content: Mutex<Content>

  /// A cache of paths that are known to be proved.
  package init(_ entries: [Entry] = []) {
    content = Mutex(
      Content(
        entries: Dictionary(
          entries.map { (Key(implementation: $0.implementation, path: $0.path), Set($0.exercised)) },
          uniquingKeysWith: { first, _ in first })))
  }

  /// All of them, in an order that depends on them alone.
  package var entries: [Entry] {
    content.withLock { content in
      content.entries.map { key, exercised in
        Entry(implementation: key.implementation, path: key.path, exercised: exercised.sorted())
      }.sorted { ($0.implementation, $0.path) < ($1.implementation, $1.path) }
    }
  }

  /// How many paths were not proved again, and how many became known.
  package var counts: (used: Int, added: Int) { content.withLock { ($0.used, $0.added) } }

  /// The clauses that a path gives something to say; nil if the path is not known.
  func exercised(on path: String, of implementation: String) -> Set<String>? {
    content.withLock { content in
      let known = content.entries[Key(implementation: implementation, path: path)]
      if known != nil { content.used += 1 }
      return known
    }
  }

  /// Notes a path that is proved.
  func add(_ path: String, of implementation: String, exercised: Set<String>) {
    content.withLock { content in
      let known = content.entries.updateValue(
        exercised, forKey: Key(implementation: implementation, path: path))
      if known == nil { content.added += 1 }
    }
  }
}
