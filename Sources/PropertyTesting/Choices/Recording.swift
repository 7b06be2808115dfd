/// What one run of a generator drew, and how the draws were grouped.
public struct Recording: Sendable {
  /// Every choice, first drawn first.
  public internal(set) var choices: ContiguousArray<Choice>
  /// Every span, in the order in which they were opened: a parent stands before its children.
  public internal(set) var spans: ContiguousArray<Span>

  /// A recording of nothing.
  public init() {
    choices = []
    spans = []
  }

  /// The numbers drawn, without their bounds. Linear in the number of choices.
  public var sequence: ChoiceSequence {
    ChoiceSequence(choices.lazy.map(\.value))
  }
}
