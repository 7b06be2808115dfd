import Foundation
import Synchronization

/// Keeps failures of properties in a directory, a text file for each property, so that later campaigns try them first.
///
///     let store = FailureStore(directory: ".property-failures")
///     let (outcome, review) = try runner.check("reversing", keepingFailuresIn: store, generate: …, property: …)
///
/// The files are made to be read, and to be kept in version control. See `FailureFile` for what stands in them. The
/// directory is made when there is a failure to keep; a file without failures is removed. A file that cannot be read is
/// an error, and never written to. Within a process, updates of files are made one after the other; of two processes
/// that update a file at the same time, one may win.
public struct FailureStore: Hashable, Sendable {
  /// Where the files are, as an absolute path or from the working directory.
  public var directory: String
  /// The most failures that are kept of a property. The newest are.
  public var limit: Int

  /// A store.
  ///
  /// - Parameters:
  ///   - directory: where the files are; it need not exist.
  ///   - limit: the most failures that are kept of a property, at least 1.
  public init(directory: String, limit: Int = 16) {
    precondition(limit > 0, "a store keeps a failure")
    self.directory = directory
    self.limit = limit
  }

  /// The file of a property.
  ///
  /// Its name begins with what a file system takes of the property's name, and ends with a number made of all of it, so
  /// that names which look alike have different files.
  public func path(of property: String) -> String {
    var readable = ""
    for byte in property.utf8.prefix(60) {
      let character = Character(Unicode.Scalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber)
      if isPlain || character == "_" {
        readable.append(character)
      } else if readable.last != "-" {
        readable.append("-")
      }
    }
    // FNV-1a: G. Fowler, L. C. Noll, K.-P. Vo. The file holds the whole name, should two ever agree.
    let number = property.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return "\(directory)/\(readable)-\(number.hexDigits).txt"
  }

  /// The failures that are kept of a property, newest first; none if it has no file.
  ///
  /// - Throws: `FailureFileError` if the file cannot be read.
  public func failures(of property: String) throws(FailureFileError) -> [SavedFailure] {
    let path = path(of: property)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FailureFileError(path: path, expected: "a file that can be read")
    }
    let file = try FailureFile(parsing: data, path: path)
    guard file.property == property else {
      throw FailureFileError(path: path, expected: "failures of '\(property)'", found: file.property)
    }
    return file.failures
  }

  /// Keeps a failure as the newest one of a property; it takes the place of one with the same choices.
  ///
  /// - Throws: `FailureFileError` if the file cannot be read, or not be written.
  public func add(_ failure: SavedFailure, to property: String) throws(FailureFileError) {
    try update(property) { failures in
      failures.removeAll { $0.blob == failure.blob }
      failures.insert(failure, at: 0)
      failures = Array(failures.prefix(limit))
    }
  }

  /// Forgets failures of a property: those with the choices of the given ones.
  ///
  /// - Throws: `FailureFileError` if the file cannot be read, or not be written.
  public func remove(_ failures: [SavedFailure], from property: String) throws(FailureFileError) {
    if failures.isEmpty { return }
    let blobs = Set(failures.map(\.blob))
    try update(property) { $0.removeAll { blobs.contains($0.blob) } }
  }

  private static let updating = Mutex<Void>(())

  private func update(
    _ property: String, _ change: (inout [SavedFailure]) -> Void
  ) throws(FailureFileError) {
    let result = Self.updating.withLock { _ in
      // A closure does not infer that it throws errors of one type.
      Result { () throws(FailureFileError) in
        let before = try failures(of: property)
        var after = before
        change(&after)
        if after != before { try write(after, of: property) }
      }
    }
    try result.get()
  }

  private func write(_ failures: [SavedFailure], of property: String) throws(FailureFileError) {
    let path = path(of: property)
    do {
      if failures.isEmpty {
        try FileManager.default.removeItem(atPath: path)
        return
      }
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let text = FailureFile(property: property, failures: failures).description
      // Atomically: a campaign that is killed leaves the old file or the new one.
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw FailureFileError(path: path, expected: "to write the file (\(error.localizedDescription))")
    }
  }
}
