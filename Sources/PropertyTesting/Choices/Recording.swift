/// What one run drew, and how the draws were grouped.
public struct Recording: Sendable {
  /// Every choice, first drawn first.
  public internal(set) var choices: ContiguousArray<Choice>
  /// Every span, in the order in which they were opened: a parent stands before its children.
  public internal(set) var spans: ContiguousArray<Span>
  /// The steps of a state machine's history, in order.
  public internal(set) var steps: ContiguousArray<Step>
  /// The failures that were injected, in order.
  public internal(set) var failures: ContiguousArray<InjectedFailure>
  /// The choices that chose one of the objects there were, in order.
  var references: ContiguousArray<Reference>
  /// How many objects were numbered.
  var objects = 0

  /// A step of a history: one command.
  public struct Step: Sendable {
    /// Its choices, the one that says that there is one more included.
    public var range: Range<Int>
    /// How many objects had been numbered before it.
    var firstObject: Int
  }

  /// A failure of the environment that a choice decided on.
  public struct InjectedFailure: Sendable, BitwiseCopyable {
    /// What failed.
    public var what: StaticString
    /// In which step, from 0; nil if in none.
    public var step: Int?
  }

  /// A choice of one object of several.
  struct Reference: BitwiseCopyable {
    /// The index of the choice.
    var choice: Int
    /// The object, from 0.
    var object: Int
  }

  /// A recording of nothing.
  public init() {
    choices = []
    spans = []
    steps = []
    failures = []
    references = []
  }

  /// Whether a choice belongs to a step of a history. O(log steps).
  func isInStep(_ index: Int) -> Bool {
    let next = steps.partitioningIndex { $0.range.lowerBound > index }
    return next > 0 && steps[next - 1].range.contains(index)
  }

  /// The numbers drawn, without their bounds. Linear in the number of choices.
  public var sequence: ChoiceSequence {
    ChoiceSequence(choices.lazy.map(\.value))
  }

  /// Forgets everything, keeping the storage.
  mutating func removeAll() {
    choices.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    failures.removeAll(keepingCapacity: true)
    references.removeAll(keepingCapacity: true)
    objects = 0
  }
}
