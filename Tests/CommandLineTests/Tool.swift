import Foundation
import Testing

/// The program, as somebody runs it.
enum Tool {
  /// What a run of it came to.
  struct Result {
    var status: Int32
    /// How it ended: by itself or by a signal.
    var reason: Process.TerminationReason
    var output: String
    var errors: String
  }

  /// This repository.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../..").standardizedFileURL

  /// The executable: it lies where the tests were linked.
  static let executable: URL? = {
    let name = "vmverify"
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var places = [tests.deletingLastPathComponent()]
    for _ in 0..<4 { places.append(places[places.count - 1].deletingLastPathComponent()) }
    places += ["release", "debug"].map { repository.appendingPathComponent(".build/" + $0) }
    return places.map { $0.appendingPathComponent(name) }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }()

  /// Runs it to its end.
  static func run(_ arguments: String...) throws -> Result {
    try Running(arguments).finish()
  }

  /// A file of this repository.
  static func path(_ name: String) -> String { repository.appendingPathComponent(name).path }
}

/// A run of the program that may still go on. Its output goes to files, so that it never has to wait.
final class Running {
  let process = Process()
  private let folder: TemporaryFolder

  /// Starts it. `output` is where its standard output goes, if that is not to be looked at; `path` is where it finds
  /// other programs, if not where this process does.
  init(_ arguments: [String], output: FileHandle? = nil, path: String? = nil) throws {
    folder = try TemporaryFolder()
    let executable: URL = try #require(Tool.executable, "vmverify was not built")
    process.executableURL = executable
    process.currentDirectoryURL = Tool.repository
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    if let path { process.environment = ProcessInfo.processInfo.environment.merging(["PATH": path]) { $1 } }
    let file = try folder.create("out")
    process.standardOutput = output ?? file
    process.standardError = try folder.create("err")
    try process.run()
  }

  func finish() throws -> Tool.Result {
    process.waitUntilExit()
    return Tool.Result(
      status: process.terminationStatus, reason: process.terminationReason,
      output: try folder.text("out"), errors: try folder.text("err"))
  }
}

/// A folder of its own for a test, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "vmverify-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and answers its path.
  func write(_ name: String, _ data: Data) throws -> String {
    try data.write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  func create(_ name: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(fileURLWithPath: try write(name, Data())))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  /// A copy of the specification to be altered; its path.
  func copySpecs() throws -> String {
    try FileManager.default.copyItem(atPath: Tool.path("Specs"), toPath: path + "/Specs")
    return path + "/Specs"
  }
}

extension Tool.Result {
  /// Whether it ended by itself with an exit code, told what is wrong on standard error only, in one
  /// line that contains all of `words`.
  func refuses(_ status: Int32, _ words: String...) -> Bool {
    self.status == status && reason == .exit && output.isEmpty
      && errors.split(separator: "\n").count == 1 && words.allSatisfy { errors.contains($0) }
  }
}
