internal import Dispatch
internal import Foundation
internal import Synchronization

/// Work on many items, on all processors.
package enum Workers {
  /// What the work makes of each item, in their order, or the first error in that order.
  ///
  /// - Parameter progress: told how many of how many are done; called from any thread.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], progress: @Sendable (Int, Int) -> Void = { _, _ in },
    _ work: @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let processors = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: max(1, min(items.count, processors))) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < items.count else { return }
        let result = Swift.Result { try work(items[index]) }
        results.withLock { $0[index] = result }
        progress(done.add(1, ordering: .relaxed).newValue, items.count)
      }
    }
    let found = results.withLock { $0 }
    return try items.indices.compactMap { try found[$0]?.get() }
  }
}
