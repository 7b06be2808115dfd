extension ChoiceSource {
  /// Runs `body` and records the choices it draws as one span.
  ///
  /// - Parameters:
  ///   - label: what is built. Spans with the same label are taken to be exchangeable by the shrinker.
  ///   - body: draws the choices.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws; the span is closed then, too.
  @inlinable
  public mutating func span<R>(
    _ label: StaticString, _ body: (inout ChoiceSource) throws -> R
  ) rethrows -> R {
    let outer = beginSpan(label)
    defer { endSpan(reopening: outer) }
    return try body(&self)
  }

  /// Opens a span, and returns the index of the one that was open.
  @usableFromInline
  mutating func beginSpan(_ label: StaticString) -> Int? {
    beginSpan(label, from: position)
  }

  /// Opens a span that began at `start`, and returns the index of the one that was open. The choices since
  /// then belong to the place of the span: see `Span.body`.
  @usableFromInline
  mutating func beginSpan(_ label: StaticString, from start: Int) -> Int? {
    let outer = openSpan
    record(.beginSpan(label, start: start))
    return outer
  }

  /// Closes the innermost open span, so that `outer` is the innermost one again.
  @usableFromInline
  mutating func endSpan(reopening outer: Int?) {
    record(.endSpan(outer: outer))
  }
}
