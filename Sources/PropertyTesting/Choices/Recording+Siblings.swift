/// Spans with the same parent, in the order of their choices. Never empty.
struct SiblingGroup {
  var spans: [Span]

  /// How many choices the spans hold together.
  var size: Int {
    spans.reduce(0) { $0 + $1.range.count }
  }
}

extension Recording {
  /// The non-empty spans grouped by parent, the groups with the most choices first.
  ///
  /// Complexity: O(*s* log *s*) in the number of spans.
  var siblings: [SiblingGroup] {
    grouped { Place(parent: $0.parent, label: nil) }
  }

  /// The non-empty spans grouped by parent and label, the groups with the most choices first.
  ///
  /// Complexity: O(*s* log *s*) in the number of spans.
  var likeSiblings: [SiblingGroup] {
    grouped { Place(parent: $0.parent, label: $0.label.description) }
  }

  /// The non-empty spans, those with the most choices first and the earlier of two with as many.
  var spansBySize: [Span] {
    spans.filter { !$0.range.isEmpty }.sorted {
      ($1.range.count, $0.start) < ($0.range.count, $1.start)
    }
  }

  private struct Place: Hashable {
    var parent: Int?
    var label: String?
  }

  private func grouped(by place: (Span) -> Place) -> [SiblingGroup] {
    var groups: [SiblingGroup] = []
    var indexOf: [Place: Int] = [:]
    for span in spans where !span.range.isEmpty {
      let key = place(span)
      if let index = indexOf[key] {
        groups[index].spans.append(span)
      } else {
        indexOf[key] = groups.count
        groups.append(SiblingGroup(spans: [span]))
      }
    }
    return groups.enumerated()
      .map { (size: $1.size, order: $0, group: $1) }
      .sorted { ($1.size, $0.order) < ($0.size, $1.order) }
      .map(\.group)
  }
}
