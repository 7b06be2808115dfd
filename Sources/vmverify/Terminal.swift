import Foundation

/// Output to people: progress and colour only on a terminal, never into a pipe.
enum Terminal {
  /// Writes a text and a line end to standard output.
  ///
  /// Ends the program as Unix tools end, by the signal and without a word, if nobody reads it any more.
  static func out(_ text: String) throws(OutputError) {
    let failure = write(text + "\n", to: STDOUT_FILENO)
    if failure == 0 { return }
    if failure == EPIPE {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    throw OutputError(
      path: "standard output", reason: String(cString: strerror(failure)),
      advice: "direct it to where there is room")
  }

  /// Writes a text and a line end to standard error. If that cannot be written, there is nowhere to say so.
  static func error(_ text: String) {
    _ = write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes to standard error in place, without a line end.
  static func status(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  /// Whether progress can be shown.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Writes all of a text; 0, or the number of the error.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    Array(text.utf8).withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
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
    let count = total > 0 ? ": \(done) of \(total)" : done > 0 ? ": \(done)" : ""
    Terminal.status("\r\u{1B}[K\(what)\(count)")
  }

  /// Removes the line.
  func clear() {
    lock.lock()
    defer { lock.unlock() }
    if isDirty { Terminal.status("\r\u{1B}[K") }
  }
}
