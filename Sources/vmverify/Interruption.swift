import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: the first one asks the work to stop and leave a partial report, the second one kills.
final class Interruption: Sendable {
  private let isRequested = Atomic<Bool>(false)

  /// Begins to listen.
  static func listen() -> Interruption {
    let interruption = Interruption()
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      if interruption.isRequested.exchange(true, ordering: .relaxed) { exit(130) }
      Terminal.error("\nvmverify: stopping; the report will say that it is partial (Ctrl-C again to give up)")
    }
    source.resume()
    // The source listens until the process ends.
    _ = Unmanaged.passRetained(source as AnyObject)
    return interruption
  }

  /// Whether to stop.
  var isCancelled: Bool { isRequested.load(ordering: .relaxed) }
}
