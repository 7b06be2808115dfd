/// A point of a recording to which it can be taken back.
struct RecordingMark: BitwiseCopyable, Sendable {
  let choices: Int
  let spans: Int
  let steps: Int
  let failures: Int
  let references: Int
  let objects: Int
  let openSpan: Int?
}

extension ChoiceSource {
  /// The present point of the recording.
  @inline(__always)
  func mark() -> RecordingMark {
    RecordingMark(
      choices: position, spans: recording.spans.count, steps: recording.steps.count,
      failures: recording.failures.count, references: recording.references.count,
      objects: recording.objects, openSpan: openSpan)
  }

  /// Makes the recording what it was, as if nothing had been drawn since: an attempt was in vain. The numbers that it was
  /// given to replay stay used.
  mutating func takeBack(to mark: RecordingMark) { record(.takeBack(mark)) }

  /// Forgets what was recorded since.
  mutating func forget(from mark: RecordingMark) {
    if tail == .zeros, firstInVain == nil { firstInVain = recording.choices }
    recording.choices.removeSubrange(mark.choices...)
    recording.spans.removeSubrange(mark.spans...)
    recording.steps.removeSubrange(mark.steps...)
    recording.failures.removeSubrange(mark.failures...)
    recording.references.removeSubrange(mark.references...)
    recording.objects = mark.objects
    openSpan = mark.openSpan
  }

  /// The choices that an enumeration has to vary: those recorded, or those up to the end of the first attempt in vain.
  /// Whatever comes behind that is made by other choices without the attempt.
  var choicesToVary: ContiguousArray<Choice> { firstInVain ?? recording.choices }
}
