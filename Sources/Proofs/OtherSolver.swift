internal import Foundation

/// A solver that is a program of its own, as a second opinion: cvc5.
package struct OtherSolver: Sendable {
  /// Its name.
  package var name: String
  /// Its version, as it says itself.
  package var version: String
  private var path: String

  /// How a question ended.
  package enum Answer: Hashable, Sendable {
    case sat
    case unsat
    case unknown(String)
    /// It said something else, or nothing, or did not end well.
    case error(String)
  }

  /// Looks for a program in folders, those of `PATH` unless others are given; nil if it is not there, or does
  /// not say what it is.
  package init?(named name: String, in folders: [String]? = nil) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let places = (folders ?? path.split(separator: ":").map(String.init)).map { $0 + "/" + name }
    guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      return nil
    }
    self.name = name
    self.path = path
    version = ""
    guard case .ended(let text, 0) = run(["--version"], input: ""),
      let found = text.firstMatch(of: /version (\d+(\.\d+)+)/)
    else { return nil }
    version = String(found.1)
  }

  /// What it answers about some texts, each on its own.
  ///
  /// One process is asked about all, the solver being reset in between. If that does not end well, each text has
  /// a process of its own, so that only the one at fault is an error.
  ///
  /// - Parameter steps: the work it may do for each, in its own units.
  package func check(_ texts: [String], steps: Int = 2_000_000) -> [Answer] {
    let arguments = ["--lang=smt2", "--rlimit-per=\(steps)", "-"]
    let run = run(arguments, input: texts.joined(separator: "\n(reset)\n"))
    if case .ended(let text, 0) = run {
      let lines = text.split(separator: "\n")
      let answers = lines.compactMap(Answer.init)
      if answers.count == texts.count, lines.count == texts.count { return answers }
    }
    if texts.count > 1 { return texts.flatMap { check([$0], steps: steps) } }
    switch run {
    case .failed(let reason): return [.error(reason)]
    case .ended(let text, let status):
      let said = text.split(separator: "\n").first.map { String($0.prefix(120)) } ?? "nothing"
      return [.error("\(name) ended with \(status) and said: \(said)")]
    }
  }

  private enum Run {
    case ended(String, Int32)
    case failed(String)
  }

  /// Runs the program on arguments, without a shell.
  ///
  /// Its input is a file: writing to a pipe whose reader has died would end this process.
  private func run(_ arguments: [String], input: String) -> Run {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("vmverify-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    do {
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
      try process.run()
    } catch {
      return .failed("\(path) cannot be run: \(error.localizedDescription)")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationReason == .exit else {
      return .failed("\(name) was killed by signal \(process.terminationStatus)")
    }
    return .ended(String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}

extension OtherSolver.Answer {
  /// The answer that a line is.
  init?(_ line: Substring) {
    switch line {
    case "sat": self = .sat
    case "unsat": self = .unsat
    case "unknown": self = .unknown("it gave up")
    default: return nil
    }
  }
}
