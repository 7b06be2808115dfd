/// The spans of a recording by parent and label.
struct SpanForest {
  /// The non-empty spans with the same parent and label, in the order of their choices. Never empty.
  struct Siblings {
    var spans: [Span]

    /// How many choices they hold together.
    var size: Int { spans.reduce(0) { $0 + $1.range.count } }

    /// Whether each of them says before itself that it is there: such a span can be deleted by itself.
    func areMarked(in choices: ContiguousArray<Choice>) -> Bool {
      spans.allSatisfy { $0.start < $0.body && choices[$0.start].kind == .more }
    }
  }

  /// The groups of siblings, those with the most choices first and the earlier of two with as many.
  var groups: [Siblings] = []

  /// O(spans log spans) if siblings have few labels.
  init(_ recording: Recording) {
    // The groups of each parent, 0 standing for none.
    var groupsOf: [[Int]] = Array(repeating: [], count: recording.spans.count + 1)
    for span in recording.spans where !span.range.isEmpty {
      let parent = span.parent.map { $0 + 1 } ?? 0
      let known = groupsOf[parent].first { groups[$0].spans[0].label.isSame(as: span.label) }
      if let known {
        groups[known].spans.append(span)
      } else {
        groupsOf[parent].append(groups.count)
        groups.append(Siblings(spans: [span]))
      }
    }
    groups = groups.enumerated()
      .map { (size: $1.size, order: $0, group: $1) }
      .sorted { ($1.size, $0.order) < ($0.size, $1.order) }
      .map(\.group)
  }
}

extension StaticString {
  /// Whether two labels have the same text. Constant time for the same literal.
  func isSame(as other: StaticString) -> Bool {
    guard hasPointerRepresentation, other.hasPointerRepresentation else {
      return description == other.description
    }
    return utf8CodeUnitCount == other.utf8CodeUnitCount
      && (utf8Start == other.utf8Start || description == other.description)
  }
}
