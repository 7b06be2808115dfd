extension Runner {
  /// What came of a replay.
  public struct Replayed<Value> {
    /// The value that the choices make now.
    public var value: Value
    /// What the property threw; nil if it passed.
    public var error: (any Error)?
    /// How the choices differ from what the generator draws now; nil if they do not. Then the value is not the one that
    /// the blob was made of.
    public var difference: Difference?

    @usableFromInline
    init(value: Value, error: (any Error)?, difference: Difference?) {
      self.value = value
      self.error = error
      self.difference = difference
    }
  }

  /// How choices do not fit a generator: it draws other ones than when they were recorded.
  public enum Difference: Hashable, Sendable, CustomStringConvertible {
    /// Choices were left over.
    case unused(Int)
    /// A choice, counted from 0, is not possible any more.
    case outOfRange(choice: Int, recorded: UInt64, limit: UInt64)
    /// A choice, counted from 0, is another one: some before it were left out, as attempts in vain or steps that are
    /// not possible.
    case leftOut(before: Int)

    /// That, in words.
    public var description: String {
      switch self {
      case .unused(let count):
        "the generator draws \(count) choices less than when this was recorded"
      case .outOfRange(let choice, let recorded, let limit):
        "choice \(choice + 1) was \(recorded), and the generator allows only 0 to \(limit) there now"
      case .leftOut(let choice):
        "choices before choice \(choice + 1) were in vain, and left out"
      }
    }
  }

  /// Builds the value of a blob and checks the property on it, once and without making it smaller.
  ///
  /// - Parameters:
  ///   - blob: the choices.
  ///   - generate: makes a value from choices.
  ///   - property: throws if the value fails.
  /// - Throws: ``Discard`` if the choices make no value for this generator and property, and any error of the
  ///   generator.
  public func replay<Value>(
    _ blob: ReplayBlob,
    generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunNotes) throws -> Void
  ) throws -> Replayed<Value> {
    var source = ChoiceSource(replaying: blob.sequence, choiceLimit: choiceLimit)
    let value = try generate(&source)
    try source.checkpoint()
    let difference = Difference(blob.sequence, source.recording)
    do {
      try property(value, &source.notes)
      return Replayed(value: value, error: nil, difference: difference)
    } catch let discard as Discard {
      throw discard
    } catch {
      return Replayed(value: value, error: error, difference: difference)
    }
  }

  /// Runs the history of a blob, once and without making it smaller.
  ///
  /// - Parameters:
  ///   - blob: the choices.
  ///   - steps: the most steps of a history, as when the blob was made.
  ///   - start: makes a machine in its initial state.
  /// - Throws: ``Discard`` if the choices make no history, and errors of `start`.
  @inlinable
  public func replay<Machine: StateMachine>(
    _ blob: ReplayBlob, steps: Int = 50, start: (inout ChoiceSource) throws -> Machine
  ) throws -> Replayed<History<Machine.Command>> {
    var runner = HistoryRunner<Machine>(maximum: steps)
    var source = ChoiceSource(replaying: blob.sequence, choiceLimit: choiceLimit)
    let ending = try runner.run(&source, start)
    let history = runner.history(source.recording)
    let difference = Difference(blob.sequence, source.recording)
    switch ending {
    case .passed: return Replayed(value: history, error: nil, difference: difference)
    case .discarded: throw Discard()
    case .failed(let error): return Replayed(value: history, error: error, difference: difference)
    }
  }
}

extension Runner.Replayed: Sendable where Value: Sendable {}

extension Runner.Difference {
  /// nil if a replay recorded just what it was given.
  @usableFromInline
  init?(_ sequence: ChoiceSequence, _ recording: Recording) {
    for (index, pair) in zip(sequence.values, recording.choices).enumerated() where pair.0 != pair.1.value {
      self =
        pair.0 > pair.1.limit
        ? .outOfRange(choice: index, recorded: pair.0, limit: pair.1.limit) : .leftOut(before: index)
      return
    }
    guard recording.choices.count < sequence.count else { return nil }
    self = .unused(sequence.count - recording.choices.count)
  }
}
