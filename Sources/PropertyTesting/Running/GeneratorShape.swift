/// What is known of a generator before the first run, from drawing values alone.
enum GeneratorShape {
  /// All that it can draw.
  case everything([ChoiceSequence])
  /// That it can draw much; and numbers to begin with that combine boundary values.
  case large(rows: [ChoiceSequence])

  /// Draws values.
  ///
  /// - Parameter probe: draws one; throws if that cannot be done apart from judging it.
  init(_ runner: Runner, _ probe: (inout ChoiceSource) throws -> Void) {
    let most = min(runner.runs, Enumeration.most)
    if let all = Enumeration.everything(upTo: most, choiceLimit: runner.choiceLimit, probe) {
      self = .everything(all)
    } else {
      self = .large(rows: BoundaryRows(runner, probe).rows)
    }
  }
}
