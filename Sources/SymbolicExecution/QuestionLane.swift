internal import Synchronization

/// Questions asked on one thread at a time: a solver is no thing to share, but what it says is.
final class QuestionLane: Sendable {
  private let questions: Mutex<QuestionCache>

  /// - Throws: `SolverError`.
  init(limit: UInt32) throws {
    questions = Mutex(try QuestionCache(limit: limit))
  }

  /// Works with the questions; others wait.
  func use(_ work: (inout QuestionCache) -> Void) {
    questions.withLock { work(&$0) }
  }

  /// Tells each lane what the others were told since the last time, in their order.
  static func share(_ lanes: [QuestionLane]) {
    let learned = lanes.map { lane in lane.questions.withLock { $0.learned } }
    for (number, lane) in lanes.enumerated() {
      lane.questions.withLock { questions in
        for (other, part) in learned.enumerated() where other != number { questions.learn(part) }
        questions.forgetLearned()
      }
    }
  }
}
