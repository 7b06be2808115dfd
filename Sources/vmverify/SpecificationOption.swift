import ArgumentParser
import Foundation
import Specification

/// Where the specification is.
struct SpecificationOption: ParsableArguments {
  @Option(
    name: .customLong("specs"), help: ArgumentHelp("The folder of the specification.", valueName: "folder"))
  var folder: String?

  /// Loads it: from the folder named, else from `Specs` in the current folder or above the program.
  func load() throws -> Specification {
    if let folder { return try Specification(folder: folder) }
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var candidates = ["Specs"]
    var parent = program.deletingLastPathComponent()
    for _ in 0..<5 {
      candidates.append(parent.appendingPathComponent("Specs").path)
      parent = parent.deletingLastPathComponent()
    }
    for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/vocabulary.smt2") {
      return try Specification(folder: candidate)
    }
    throw SpecificationError(
      file: "Specs", line: 0,
      message: "no specification found here or above the program; name its folder with --specs")
  }
}
