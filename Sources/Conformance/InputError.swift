import Foundation

/// What is wrong with an input file, and what to do.
public struct InputError: Error, CustomStringConvertible, Sendable {
  /// The file, as given.
  public var file: String
  /// What is wrong.
  public var problem: String
  /// What was expected, or what to do.
  public var advice: String

  /// Makes an error.
  public init(file: String, problem: String, advice: String) {
    self.file = file
    self.problem = problem
    self.advice = advice
  }

  /// `file: problem; advice`.
  public var description: String { "\(file): \(problem); \(advice)" }

  /// The bytes of a file of bounded size.
  static func read(_ path: String, atMost limit: Int) throws(InputError) -> Data {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw InputError(
        file: path, problem: isFolder.boolValue ? "is a folder" : "does not exist", advice: "expected a file")
    }
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: limit + 1)
    else {
      throw InputError(
        file: path, problem: "cannot be read, or is empty", advice: "check its permissions and size")
    }
    guard data.count <= limit else {
      throw InputError(
        file: path, problem: "is larger than \(limit) bytes", advice: "expected a smaller file")
    }
    return data
  }

  /// A decoding error in words.
  static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "cannot be read: \(error)" }
    func path(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return keys.isEmpty ? "the file" : keys.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context)) has no \"\(key.stringValue)\""
    case .typeMismatch(let type, let context): return "\(path(context)) is no \(type)"
    case .valueNotFound(let type, let context): return "\(path(context)) has no \(type)"
    case .dataCorrupted(let context):
      return "is no JSON that can be read (\(path(context)): \(context.debugDescription))"
    @unknown default: return "cannot be read"
    }
  }
}
