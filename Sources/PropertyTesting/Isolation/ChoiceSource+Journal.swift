extension ChoiceSource {
  /// Does to the recording what an entry of a journal says, and writes it down if there is a journal.
  ///
  /// A run for which the journal has no room is an overrun.
  @inline(__always)
  mutating func record(_ entry: Journal.Entry) {
    if let journal, !journal.append(entry) { hasOverrun = true }
    apply(entry)
  }

  /// Does to the recording what an entry says.
  @inline(__always)
  mutating func apply(_ entry: Journal.Entry) {
    switch entry {
    case .choice(let choice): recording.choices.append(choice)
    case .overrun: hasOverrun = true
    case .beginSpan(let label, let start): open(label, from: start)
    case .endSpan(let outer): close(reopening: outer)
    case .beginStep(let start):
      open(Self.stepLabel, from: start)
      recording.steps.append(Recording.Step(range: start..<start, firstObject: recording.objects))
    case .endStep:
      close(reopening: openSpan.flatMap { recording.spans[$0].parent })
      let last = recording.steps.count - 1
      recording.steps[last].range = recording.steps[last].range.lowerBound..<position
    case .takeBack(let mark): forget(from: mark)
    case .nameObject: recording.objects += 1
    case .reference(let object):
      recording.references.append(Recording.Reference(choice: position - 1, object: object))
    case .failure(let what):
      let step = recording.steps.isEmpty ? nil : recording.steps.count - 1
      recording.failures.append(Recording.InjectedFailure(what: what, step: step))
    case .phase, .text: break
    }
  }

  /// Makes the recording what a worker wrote down of it. What was open when it ended ends there.
  ///
  /// - Precondition: nothing was drawn since `restart`.
  mutating func record(from journal: Journal) {
    for entry in journal.all { apply(entry) }
    let isInStep = recording.steps.last?.range.isEmpty ?? false
    while let open = openSpan {
      let isStep = isInStep && recording.spans[open].label.isSame(as: Self.stepLabel)
      apply(isStep ? .endStep : .endSpan(outer: recording.spans[open].parent))
    }
  }

  @inline(__always)
  private mutating func open(_ label: StaticString, from start: Int) {
    let outer = openSpan
    openSpan = recording.spans.count
    recording.spans.append(Span(label: label, start: start, body: position, end: position, parent: outer))
  }

  @inline(__always)
  private mutating func close(reopening outer: Int?) {
    if let openSpan { recording.spans[openSpan].end = position }
    openSpan = outer
  }

  /// Writes down what is done from here on, if there is a journal.
  @inlinable
  mutating func enter(_ phase: RunPhase) {
    if journal != nil { write(phase) }
  }

  /// Writes down the text of a value or a command that is about to be tried, if there is a journal.
  @inlinable
  mutating func announce<Value>(_ value: @autoclosure () -> Value) {
    if journal != nil { write(String(describing: value())) }
  }

  @usableFromInline
  mutating func write(_ phase: RunPhase) {
    if journal?.append(.phase(phase)) == false { hasOverrun = true }
  }

  @usableFromInline
  mutating func write(_ text: String) {
    if journal?.append(text: text) == false { hasOverrun = true }
  }
}
