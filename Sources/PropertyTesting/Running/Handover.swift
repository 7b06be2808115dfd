import Foundation
import Synchronization

/// Lets a campaign, which is synchronous, judge its values in a task.
///
/// The campaign has a thread of its own, not one of those that tasks run on: it may block. For each value it hands its
/// source over to the task, and waits. The task makes the value and judges it, hands the source back, and waits for the
/// next: so values are made and judged in the caller's task, one after the other.
///
/// It is `Sendable` unchecked: what it holds belongs to the thread between two calls of `perform`, and to the task from
/// a request until its answer. The continuation on one side and the semaphore on the other order the two.
final class Handover: @unchecked Sendable {
  /// What the thread asks of the task.
  enum Request {
    /// To make a value and judge it.
    case judge
    /// To make a value only.
    case probe
    /// Nothing any more: the campaign is over.
    case end
  }

  /// Where the task draws from. The campaign's own source is exchanged with it, not copied.
  var source = ChoiceSource(replaying: [])

  private enum State {
    case nobodyWaits
    case taskWaits(CheckedContinuation<Request, Never>)
    case requested(Request)
  }

  private let state = Mutex(State.nobodyWaits)
  private let answered = DispatchSemaphore(value: 0)
  private var answer: Result<RunEnding, any Error> = .success(.discarded)

  /// Runs a campaign on a thread of its own.
  func begin(_ campaign: @escaping @Sendable () -> Void) {
    let thread = Thread {
      campaign()
      self.send(.end)
    }
    thread.name = "property campaign"
    thread.stackSize = 4 << 20
    thread.start()
  }

  // MARK: On the thread

  /// Has the task do something with a source.
  ///
  /// - Throws: what the task throws.
  func perform(_ request: Request, _ source: inout ChoiceSource) throws -> RunEnding {
    swap(&self.source, &source)
    defer { swap(&self.source, &source) }
    send(request)
    answered.wait()
    return try answer.get()
  }

  private func send(_ request: Request) {
    let waiting = state.withLock { state -> CheckedContinuation<Request, Never>? in
      if case .taskWaits(let continuation) = state {
        state = .nobodyWaits
        return continuation
      }
      state = .requested(request)
      return nil
    }
    waiting?.resume(returning: request)
  }

  // MARK: In the task

  /// What is asked for next.
  nonisolated(nonsending) func next() async -> Request {
    await withCheckedContinuation { continuation in
      let request = state.withLock { state -> Request? in
        if case .requested(let request) = state {
          state = .nobodyWaits
          return request
        }
        state = .taskWaits(continuation)
        return nil
      }
      if let request { continuation.resume(returning: request) }
    }
  }

  /// Answers the request.
  func reply(_ answer: Result<RunEnding, any Error>) {
    self.answer = answer
    answered.signal()
  }
}
