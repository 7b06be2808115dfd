import PropertyTesting
import Synchronization
import Testing

/// Takes note of the issues that a property records, and keeps them from being reported while a failure is looked for.
///
/// It works where a test is running, in its task and the children of that. Issues of other tasks, detached ones, are
/// reported as they come, and fail no run.
final class IssueWatch: Sendable {
  private let issues = Mutex<[String]>([])

  /// Forgets what was recorded.
  func reset() {
    issues.withLock { if !$0.isEmpty { $0.removeAll() } }
  }

  /// Whether an issue was recorded.
  var isEmpty: Bool { issues.withLock(\.isEmpty) }

  /// Throws if issues were recorded.
  ///
  /// - Throws: `IssuesRecorded`.
  func check() throws(IssuesRecorded) {
    let issues = issues.withLock { $0 }
    if !issues.isEmpty { throw IssuesRecorded(issues: issues) }
  }

  /// Runs a property: it fails if it throws or records an issue.
  ///
  /// - Throws: what the property throws, or else `IssuesRecorded`.
  func judge(_ property: () throws -> Void) throws {
    reset()
    do {
      try property()
    } catch is ExpectationFailedError {
      // `#require` says what is wrong with its issue.
      try check()
      throw IssuesRecorded(issues: ["a requirement failed"])
    } catch is Discard where !isEmpty {
      // What is wrong already does not become right by what comes after it.
    }
    try check()
  }

  /// Runs an asynchronous property as `judge` does a synchronous one.
  nonisolated(nonsending) func judge(
    _ property: nonisolated(nonsending) () async throws -> Void
  ) async throws {
    reset()
    do {
      try await property()
    } catch is ExpectationFailedError {
      try check()
      throw IssuesRecorded(issues: ["a requirement failed"])
    } catch is Discard where !isEmpty {
    }
    try check()
  }

  /// Runs a body whose issues are noted.
  ///
  /// - Parameter isSilent: whether they are not reported.
  nonisolated(nonsending) func during<Result>(
    isSilent: Bool, _ body: nonisolated(nonsending) @escaping () async throws -> Result
  ) async throws -> Result {
    guard let test = Test.current else { return try await body() }
    let trait = IssueHandlingTrait.compactMapIssues { issue in
      if issue.isFailure {
        let text = ([issue.kind.description] + issue.comments.map(\.rawValue)).joined(separator: ": ")
        self.issues.withLock { $0.append(text) }
      }
      return isSilent ? nil : issue
    }
    // The scope's function leaves the caller's actor, and comes back to it at once: so there is no second task that
    // could see the body, or what it results in, at the same time.
    let scope = Scope(body: body)
    let isolation = #isolation
    try await trait.provideScope(for: test, testCase: Test.Case.current) {
      try await scope.run(isolation: isolation)
    }
    guard let result = scope.result else { preconditionFailure("a scope runs what it is given") }
    return result
  }

  private final class Scope<Result>: @unchecked Sendable {
    let body: nonisolated(nonsending) () async throws -> Result
    var result: Result?

    init(body: nonisolated(nonsending) @escaping () async throws -> Result) { self.body = body }

    func run(isolation: isolated (any Actor)?) async throws {
      result = try await body()
    }
  }
}

/// What a run fails with that threw nothing and recorded issues.
struct IssuesRecorded: Error, CustomStringConvertible {
  /// The issues as text, at least one.
  var issues: [String]

  /// The first of them, and how many there are.
  var description: String {
    let first = issues.first ?? ""
    return issues.count > 1 ? "\(first) (and \(issues.count - 1) more issues)" : first
  }
}
