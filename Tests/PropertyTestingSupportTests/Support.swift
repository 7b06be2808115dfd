import Foundation
import PropertyTesting
import PropertyTestingSupport
import Synchronization
import Testing

/// What a check reports, without its being reported.
struct Reported: Sendable {
  /// The texts of the issues in their order.
  var errors: [String] = []
  /// Those that are warnings only.
  var warnings: [String] = []
  /// Where the errors are reported.
  var lines: [Int] = []
}

/// Runs checks and collects their issues.
@MainActor
func reported(_ body: @MainActor @Sendable () async throws -> Void) async throws -> Reported {
  let test = try #require(Test.current)
  let reported = Mutex(Reported())
  let trait = IssueHandlingTrait.compactMapIssues { issue in
    let text = ([issue.kind.description] + issue.comments.map(\.rawValue)).joined(separator: ": ")
    reported.withLock {
      if issue.isFailure {
        $0.errors.append(text)
        $0.lines.append(issue.sourceLocation?.line ?? 0)
      } else {
        $0.warnings.append(text)
      }
    }
    return nil
  }
  try await trait.provideScope(for: test, testCase: Test.Case.current) { try await body() }
  return reported.withLock { $0 }
}

extension CheckOptions {
  /// Options that do not depend on how the tests are run.
  static func fixed(
    name: String? = nil, runs: Int = 100, failures: FailureStore? = nil, mustTryEverything: Bool = false,
    environment: [String: String] = ["PROPERTY_SEED": "1"]
  ) -> CheckOptions {
    var options = CheckOptions(
      name: name, runs: runs, failures: failures, mustTryEverything: mustTryEverything)
    options.environment = environment
    return options
  }
}
