package import Foundation

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
  package static func read(_ path: String, atMost limit: Int) throws(InputError) -> Data {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw InputError(
        file: path, problem: isFolder.boolValue ? "is a folder" : "does not exist", advice: "expected a file")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError(
        file: path, problem: "cannot be opened: \(InputError.reason)", advice: "check its permissions")
    }
    let data: Data
    do {
      data = try handle.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw InputError(
        file: path, problem: "cannot be read: \(InputError.reason)", advice: "check its permissions")
    }
    guard !data.isEmpty else {
      throw InputError(file: path, problem: "is empty", advice: "expected a file with content")
    }
    guard data.count <= limit else {
      throw InputError(
        file: path, problem: "is larger than \(limit) bytes", advice: "expected a smaller file")
    }
    return data
  }

  /// Why the last call of the operating system failed.
  private static var reason: String { String(cString: strerror(errno)) }
}
