internal import Dispatch
internal import Foundation

/// A program on this machine that is asked something: a solver, mostly.
package struct ExternalProgram: Sendable {
  /// Its name.
  package var name: String
  /// What it says of its version.
  package var version: String
  private var path: String

  /// How a run ended.
  package enum Run {
    /// What it said, and its exit status.
    case ended(String, Int32)
    case failed(String)
  }

  /// Looks for a program in folders, those of `PATH` if none are given; nil if it is not there, or does not end well
  /// when it is asked for its version.
  package init?(named name: String, in folders: [String]?) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let places = (folders ?? path.split(separator: ":").map(String.init)).map { $0 + "/" + name }
    guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      return nil
    }
    self.name = name
    self.path = path
    version = ""
    guard case .ended(let text, 0) = run(["--version"], input: "") else { return nil }
    version = text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Runs the program on arguments, without a shell.
  ///
  /// Its input is a file: writing to a pipe whose reader has died would end this process.
  package func run(_ arguments: [String], input: String) -> Run {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("vmverify-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    // `waitUntilExit` looks every 50 ms only; asked afterwards, it gives back what the process has of this one.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
      try process.run()
    } catch {
      return .failed("\(path) cannot be run: \(error.localizedDescription)")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    ended.wait()
    process.waitUntilExit()
    guard process.terminationReason == .exit else {
      return .failed("\(name) was killed by signal \(process.terminationStatus)")
    }
    return .ended(String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
