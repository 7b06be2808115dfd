import Conformance
import Foundation

/// Writes a report's files into a folder.
struct ReportWriter {
  let folder: String

  /// Makes the folder and makes sure, before any long work, that it can be written to.
  init(folder: String) throws {
    guard !folder.isEmpty else { throw UsageError(description: "--report is empty; expected a folder") }
    self.folder = folder
    try OutputFolder.make(folder)
    try OutputFolder.probe(folder)
  }

  /// Writes `report.json`, `index.html` and the counterexamples, in place of those of an earlier report.
  func write(_ result: Verification.Result, _ about: Report.About) throws {
    let report = Report(core: result.core, about: about)
    try write("report.json", ReportWriter.encode(report))
    try write("index.html", Data(HTMLReport(report).text.utf8))
    try removeCounterexamples()
    for (path, example) in result.counterexamples { try write(path, example.encoded()) }
  }

  /// JSON with sorted keys, so that equal values are equal bytes.
  static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  /// Removes what an earlier report left in the folder of counterexamples, and nothing else.
  private func removeCounterexamples() throws {
    let place = folder + "/counterexamples"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    for name in names.sorted() where name.hasSuffix(".json") {
      let path = place + "/" + name
      guard Counterexample.isCounterexample(path: path) else { continue }
      guard unlink(path) == 0 else { throw OutputError(path: path, reason: OutputFolder.reason) }
    }
  }

  private func write(_ name: String, _ data: Data) throws {
    let path = folder + "/" + name
    let parent = (path as NSString).deletingLastPathComponent
    try OutputFolder.make(parent)
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      // Why, in the system's words if the folder tells.
      try OutputFolder.probe(parent)
      throw OutputError(path: path, reason: error.localizedDescription)
    }
  }
}
