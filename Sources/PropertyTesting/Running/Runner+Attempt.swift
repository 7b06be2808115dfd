extension Runner {
  /// Makes a value, or a machine in its initial state.
  ///
  /// - Returns: nil if the run is discarded: if the generator throws `Discard` or has overrun. What it makes or throws
  ///   after an overrun need not make sense.
  /// - Throws: other errors of the generator.
  @inlinable
  static func make<Value>(
    _ source: inout ChoiceSource, _ generate: (inout ChoiceSource) throws -> Value
  ) throws -> Value? {
    do {
      let value = try generate(&source)
      return source.hasOverrun ? nil : value
    } catch  where error is Discard || source.hasOverrun {
      return nil
    }
  }

  /// Makes one value and checks the property on it; keeps the value if it fails.
  ///
  /// - Throws: what `make` throws.
  static func attempt<Value>(
    _ source: inout ChoiceSource, _ generate: (inout ChoiceSource) throws -> Value,
    _ property: (Value, inout RunNotes) throws -> Void, _ failing: inout Value?
  ) throws -> RunEnding {
    guard let value = try make(&source, generate) else { return .discarded }
    if source.isDrawnAgain() { return .discarded }
    source.enter(.property)
    source.announce(value)
    do {
      try property(value, &source.notes)
      return .passed
    } catch is Discard {
      return .discarded
    } catch {
      failing = value
      return .failed(error)
    }
  }
}
