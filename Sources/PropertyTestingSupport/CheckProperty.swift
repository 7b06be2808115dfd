public import PropertyTesting
public import Testing

// Synchronous and asynchronous properties, with and without notes, of functions and of generators.

/// Checks a property in a test: many values are made, and the first that fails is made as small as possible.
///
///     @Test func reversing() async throws {
///       try await checkProperty(of: { $0.list(maximum: 20) { $0.integer(0...9) } }) { list in
///         #expect(Array(list.reversed().reversed()) == list)
///       }
///     }
///
/// A value fails if the property throws an error other than `Discard`, or records an issue, as `#expect` and
/// `#require` do; warnings and known issues do not count. What happens while a failure is looked for and made smaller
/// is not reported. Then the property runs once more on the smallest value, so that its own issues are reported where
/// they occur; and an issue at the line of this call says what the value is, how small it is known to be, and how to see
/// it again. The same is attached to the test as `counterexample.txt` and `replay.txt`, and each step down as
/// `shrink.txt` if the shrinker of the options keeps a log.
///
/// It is no pass either if too many runs were discarded, or too few are of a kind that is required.
///
/// Seeds are random, unless they are given, and printed with every failure: see `CheckEnvironment`.
///
/// - Parameters:
///   - generate: makes a value from choices; depends on nothing else.
///   - options: how many runs, which seed, where failures are kept.
///   - function: names the property where no test is running.
///   - sourceLocation: where a failure is reported.
///   - property: what has to hold of every value; depends on nothing else.
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
public nonisolated(nonsending) func checkProperty<Value>(
  of generate: @escaping (inout ChoiceSource) throws -> Value, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping (Value, inout RunNotes) throws -> Void
) async throws {
  let watch = IssueWatch()
  let judged = { (value: Value, notes: inout RunNotes) throws in
    try watch.judge { try property(value, &notes) }
  }
  let generate = cancellable(generate)
  let check = Check(options, watch, function, sourceLocation, Value.self)
  if let timeout = options.timeout {
    try await check.perform(
      check: { try $0.checkIsolated(timeout: timeout, generate: generate, property: judged) },
      replay: { try $0.replayIsolated($1, timeout: timeout, generate: generate, property: judged) },
      aloud: { try $0.replay($1, generate: generate, property: judged).error != nil })
  } else {
    try await check.perform(
      check: { try $0.check(generate: generate, property: judged) },
      replay: { try $0.replay($1, generate: generate, property: judged) })
  }
}

/// Checks a property that says nothing of its runs, as the function of this name does for one that takes notes.
///
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
public nonisolated(nonsending) func checkProperty<Value>(
  of generate: @escaping (inout ChoiceSource) throws -> Value, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping (Value) throws -> Void
) async throws {
  try await checkProperty(
    of: generate, with: options, function: function, sourceLocation: sourceLocation,
    property: { value, _ in try property(value) })
}

/// Checks an asynchronous property in a test, in the test's task and with its isolation, one value after the other.
///
/// - Parameters:
///   - generate: makes a value from choices; depends on nothing else.
///   - options: how many runs, which seed, where failures are kept.
///   - function: names the property where no test is running.
///   - sourceLocation: where a failure is reported.
///   - property: what has to hold of every value; depends on nothing else.
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
@_disfavoredOverload
public nonisolated(nonsending) func checkProperty<Value>(
  of generate: @escaping (inout ChoiceSource) throws -> Value, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: nonisolated(nonsending) @escaping (Value, inout RunNotes) async throws -> Void
) async throws {
  if options.timeout != nil { throw CannotBeIsolated() }
  let watch = IssueWatch()
  let judged: nonisolated(nonsending) (Value, inout RunNotes) async throws -> Void = { value, notes in
    var said = notes
    defer { notes = said }
    try await watch.judge { try await property(value, &said) }
  }
  try await Check(options, watch, function, sourceLocation, Value.self).perform(
    check: { try await $0.check(generate: cancellable(generate), property: judged) },
    replay: { try await $0.replay($1, generate: cancellable(generate), property: judged) })
}

/// Checks an asynchronous property that says nothing of its runs, as the function of this name does for one that takes
/// notes.
///
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
@_disfavoredOverload
public nonisolated(nonsending) func checkProperty<Value>(
  of generate: @escaping (inout ChoiceSource) throws -> Value, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: nonisolated(nonsending) @escaping (Value) async throws -> Void
) async throws {
  try await checkProperty(
    of: generate, with: options, function: function, sourceLocation: sourceLocation,
    property: { value, _ in try await property(value) })
}

/// Checks a property of what a generator makes: see the function of this name for a function of choices.
///
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
public nonisolated(nonsending) func checkProperty<Value>(
  of generator: Generator<Value>, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping (Value, inout RunNotes) throws -> Void
) async throws {
  try await checkProperty(
    of: generator.draw, with: options, function: function, sourceLocation: sourceLocation,
    property: property)
}

/// Checks a property of what a generator makes: see the function of this name for a function of choices.
///
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
public nonisolated(nonsending) func checkProperty<Value>(
  of generator: Generator<Value>, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping (Value) throws -> Void
) async throws {
  try await checkProperty(
    of: generator.draw, with: options, function: function, sourceLocation: sourceLocation,
    property: property)
}

/// Checks an asynchronous property of what a generator makes: see the function of this name for a function of choices.
///
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
@_disfavoredOverload
public nonisolated(nonsending) func checkProperty<Value>(
  of generator: Generator<Value>, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: nonisolated(nonsending) @escaping (Value, inout RunNotes) async throws -> Void
) async throws {
  try await checkProperty(
    of: generator.draw, with: options, function: function, sourceLocation: sourceLocation,
    property: property)
}

/// Checks an asynchronous property of what a generator makes: see the function of this name for a function of choices.
///
/// - Throws: an error of the generator that is not a `Discard`; `CancellationError` if the task is cancelled.
@_disfavoredOverload
public nonisolated(nonsending) func checkProperty<Value>(
  of generator: Generator<Value>, with options: CheckOptions = CheckOptions(),
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: nonisolated(nonsending) @escaping (Value) async throws -> Void
) async throws {
  try await checkProperty(
    of: generator.draw, with: options, function: function, sourceLocation: sourceLocation,
    property: property)
}

/// An asynchronous property was to be checked in worker processes, where nothing that it waits for would go on.
struct CannotBeIsolated: Error, CustomStringConvertible {
  var description: String {
    "an asynchronous property cannot be checked in worker processes: leave out the timeout, or make it synchronous"
  }
}

/// A generator that fails once the task is cancelled, which ends a campaign.
private func cancellable<Value>(
  _ generate: @escaping (inout ChoiceSource) throws -> Value
) -> (inout ChoiceSource) throws -> Value {
  { source in
    try Task.checkCancellation()
    return try generate(&source)
  }
}
