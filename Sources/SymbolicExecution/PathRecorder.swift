import Synchronization

/// Notes the comparisons of one run.
///
/// Words find their recorder in the task that they are used in (`recording`): a protocol of words that are values has no
/// place for one.
public final class PathRecorder: Sendable {
  private let noted = Mutex<[Branch]>([])
  /// How many comparisons are noted; a run that makes more is to be stopped by whoever drives it.
  let most: Int

  /// The recorder of the run that is being carried out.
  @TaskLocal static var current: PathRecorder?

  /// A recorder of so many comparisons at most.
  public init(most: Int = 100_000) { self.most = most }

  /// The comparisons so far, in order.
  public var branches: [Branch] { noted.withLock { $0 } }

  /// Whether there were more than are noted.
  public var isFull: Bool { noted.withLock { $0.count } >= most }

  /// Carries out a run whose comparisons are noted.
  public func recording<Result, Failure: Error>(_ run: () throws(Failure) -> Result) throws(Failure) -> Result
  {
    var outcome: Swift.Result<Result, Failure>?
    Self.$current.withValue(self) {
      do throws(Failure) { outcome = .success(try run()) } catch { outcome = .failure(error) }
    }
    guard let outcome else { preconditionFailure("withValue calls its closure") }
    return try outcome.get()
  }

  func note(_ branch: Branch) {
    noted.withLock { if $0.count < most { $0.append(branch) } }
  }
}
