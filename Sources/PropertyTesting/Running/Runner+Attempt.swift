extension Runner {
  /// A value that failed.
  struct Counterexample<Value> {
    var value: Value
    var error: any Error
    var recording: Recording
  }

  /// How one run ended.
  enum Attempt<Value> {
    case passed
    case discarded
    case failed(Counterexample<Value>)
  }

  /// Makes one value from `source` and checks the property on it.
  ///
  /// - Throws: an error of the generator that is not a `Discard`, unless it has overrun: what it draws then
  ///   need not make sense to it.
  func attempt<Value>(
    _ source: inout ChoiceSource, _ labels: inout RunLabels,
    _ generate: (inout ChoiceSource) throws -> Value,
    _ property: (Value, inout RunLabels) throws -> Void
  ) throws -> Attempt<Value> {
    let value: Value
    do {
      value = try generate(&source)
    } catch  where error is Discard || source.hasOverrun {
      return .discarded
    }
    if source.hasOverrun { return .discarded }
    do {
      try property(value, &labels)
      return .passed
    } catch is Discard {
      return .discarded
    } catch {
      return .failed(Counterexample(value: value, error: error, recording: source.recording))
    }
  }

  /// Makes `original` as small as the shrinker can.
  func shrink<Value>(
    _ original: Counterexample<Value>,
    _ generate: (inout ChoiceSource) throws -> Value,
    _ property: (Value, inout RunLabels) throws -> Void
  ) throws -> (Counterexample<Value>, ShrinkReport) {
    var smallest = original
    var size = original.recording.sequence
    let report = try shrinker.shrink(original.recording) { source in
      var labels = RunLabels()
      switch try attempt(&source, &labels, generate, property) {
      case .passed:
        return .passed
      case .discarded:
        return .discarded
      case .failed(let counterexample):
        let sequence = counterexample.recording.sequence
        if sequence < size {
          smallest = counterexample
          size = sequence
        }
        return .failed
      }
    }
    return (smallest, report)
  }

  /// Whether the value of a sequence fails.
  func fails<Value>(
    _ sequence: ChoiceSequence, _ source: inout ChoiceSource,
    _ generate: (inout ChoiceSource) throws -> Value,
    _ property: (Value, inout RunLabels) throws -> Void
  ) throws -> Bool {
    source.restart(replaying: sequence, then: .overrun)
    var labels = RunLabels()
    if case .failed = try attempt(&source, &labels, generate, property) { return true }
    return false
  }
}
