internal import Dispatch
internal import Synchronization

/// Questions asked on one thread at a time: a solver is no thing to share, but what it says is.
final class QuestionLane: Sendable {
  private let questions: Mutex<QuestionCache>

  init(limit: UInt32) { questions = Mutex(QuestionCache(limit: limit)) }

  /// As many as there are threads to ask on.
  static func all(limit: UInt32) -> [QuestionLane] { (0..<2).map { _ in QuestionLane(limit: limit) } }

  /// Works on items, each lane on every second one; the results, in order.
  static func work<Item: Sendable, Result: Sendable>(
    _ lanes: [QuestionLane], _ items: [Item], _ work: @Sendable (Item, inout QuestionCache) throws -> Result
  ) throws -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: min(lanes.count, items.count)) { lane in
      lanes[lane].use { questions in
        for number in stride(from: lane, to: items.count, by: lanes.count) {
          let result = Swift.Result { try work(items[number], &questions) }
          results.withLock { $0[number] = result }
        }
      }
    }
    share(lanes)
    return try results.withLock { $0 }.sorted { $0.key < $1.key }.map { try $0.value.get() }
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
