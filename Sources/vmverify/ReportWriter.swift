import Conformance
import Foundation

/// Writes a report's files into a folder.
struct ReportWriter {
  let folder: String

  /// Makes the folder and makes sure, before any long work, that it can be written to.
  init(folder: String) throws {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let probe = folder + "/.vmverify-probe"
      try Data().write(to: URL(fileURLWithPath: probe))
      try FileManager.default.removeItem(atPath: probe)
    } catch {
      throw OutputError(path: folder, reason: ReportWriter.reason(error))
    }
  }

  /// Writes `report.json`, `index.html` and the counterexamples.
  func write(_ result: Verification.Result, _ about: Report.About) throws {
    let report = Report(core: result.core, about: about)
    try write("report.json", ReportWriter.encode(report))
    try write("index.html", Data(HTMLReport(report).text.utf8))
    for (path, example) in result.counterexamples { try write(path, example.encoded()) }
  }

  /// JSON with sorted keys, so that equal values are equal bytes.
  static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  private func write(_ name: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: folder + "/" + name)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url, options: .atomic)
    } catch {
      throw OutputError(path: url.path, reason: ReportWriter.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error as NSError).localizedDescription
  }
}
