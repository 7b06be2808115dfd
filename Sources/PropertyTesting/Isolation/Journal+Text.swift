extension Journal {
  /// The text of the value or the history that a worker died of.
  ///
  /// - Parameter recording: what was drawn.
  func text(_ recording: Recording) -> String {
    let texts = allTexts
    var history = History<String>()
    history.commands = texts
    history.failures = Array(recording.failures)
    var lines: [String] = []
    switch lastPhase {
    case .making: return "(no value: it fails while the value is made)"
    case .property: return texts.last ?? "(a value without a text: it fails while the value is described)"
    case .initialState: history.failingPoint = .initialState
    case .drawing: lines.append("fails while step \(texts.count + 1) is drawn")
    case .step: history.failingPoint = .lastStep
    case .invariant: history.failingPoint = .invariant
    case .tearDown: history.failingPoint = .tearDown
    }
    let text = history.description
    return (text.isEmpty ? lines : [text] + lines).joined(separator: "\n")
  }
}
