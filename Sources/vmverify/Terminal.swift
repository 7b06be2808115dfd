import Foundation

/// Output to people: progress and colour only on a terminal, never into a pipe.
enum Terminal {
  static func out(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Whether progress can be shown.
  static let isInteractive = isatty(STDERR_FILENO) == 1
}

/// One line of progress, rewritten in place.
final class ProgressLine: @unchecked Sendable {
  private let lock = NSLock()
  private let isShown: Bool
  private var last = ContinuousClock.now
  private var isDirty = false

  init(isQuiet: Bool) {
    isShown = Terminal.isInteractive && !isQuiet
  }

  /// Shows how much is done, at most ten times a second.
  func update(_ what: String, _ done: Int, _ total: Int) {
    guard isShown else { return }
    lock.lock()
    defer { lock.unlock() }
    guard ContinuousClock.now - last > .milliseconds(100) else { return }
    last = .now
    isDirty = true
    FileHandle.standardError.write(Data("\r\u{1B}[K\(what): \(done) of \(total)".utf8))
  }

  /// Removes the line.
  func clear() {
    lock.lock()
    defer { lock.unlock() }
    if isDirty { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
