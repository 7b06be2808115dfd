import Dispatch
import Synchronization

/// Runs divided into blocks of fixed size, worked off on all processors and merged in their order: what comes of
/// them depends on their number only.
struct RunBlocks {
  /// How many runs.
  var runs: Int
  /// Runs of a block.
  var size = 128
  /// How many processors to work on.
  var processors = ProcessorCount.active

  /// The results of the blocks, in order; those of blocks that were never begun are missing.
  ///
  /// - Parameters:
  ///   - isCancelled: asked before every block; once it says so, no other is begun.
  ///   - progress: told how many runs are done; called from any thread.
  ///   - endsWith: whether a result makes the rest superfluous.
  ///   - work: makes the runs of a block; called from any thread.
  func results<Result: Sendable>(
    isCancelled: @Sendable () -> Bool, progress: @Sendable (Int) -> Void,
    endsWith: @Sendable (Result) -> Bool = { _ in false }, _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let blocks = (runs + size - 1) / size
    let results = Mutex<[Int: Result]>([:])
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let isStopped = Atomic<Bool>(false)
    DispatchQueue.concurrentPerform(iterations: max(1, min(blocks, processors))) { _ in
      while !isCancelled(), !isStopped.load(ordering: .relaxed) {
        let block = next.add(1, ordering: .relaxed).oldValue
        guard block < blocks else { return }
        let start = block * size
        let range = start..<start + min(size, runs - start)
        let result = work(range)
        if endsWith(result) { isStopped.store(true, ordering: .relaxed) }
        results.withLock { $0[block] = result }
        progress(done.add(range.count, ordering: .relaxed).newValue)
      }
    }
    return results.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
  }
}
