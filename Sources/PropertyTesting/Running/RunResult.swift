/// What came of a run.
struct RunResult: Sendable {
  var ending: RunEnding
  var notes: RunNotes
  /// How many steps there were, if it is a history.
  var steps: Int
  /// What was drawn, if the run failed or gave scores.
  var recording: Recording
}
