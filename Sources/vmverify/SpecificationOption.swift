import ArgumentParser
import Foundation
import Specification

/// Where the specification is.
struct SpecificationOption: ParsableArguments {
  @Option(
    name: .customLong("specs"), help: ArgumentHelp("The folder of the specification.", valueName: "folder"))
  var folder: String?

  /// Loads it.
  func load() throws -> Specification { try Specification(folder: path()) }

  /// Its folder: the one named, else `Specs` in the current folder or above the program.
  func path() throws -> String {
    if let folder {
      guard !folder.isEmpty else { throw UsageError(description: "--specs is empty; expected a folder") }
      return folder
    }
    var candidates = ["Specs"]
    var parent = SpecificationOption.program.deletingLastPathComponent()
    for _ in 0..<5 {
      candidates.append(parent.appendingPathComponent("Specs").path)
      parent = parent.deletingLastPathComponent()
    }
    for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/vocabulary.smt2") {
      return candidate
    }
    throw SpecificationError(
      file: "Specs", line: 0,
      message: "no specification found here or above the program; name its folder with --specs")
  }

  /// The running executable, however it was found.
  private static var program: URL {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: own ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
  }
}
