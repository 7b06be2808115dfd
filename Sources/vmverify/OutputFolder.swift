import Foundation

/// Folders to be written to. Failures say why in the operating system's words.
enum OutputFolder {
  /// Makes a folder, and those above it, where they are missing.
  static func make(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: made, isDirectory: &isFolder) {
        guard isFolder.boolValue else { throw OutputError(path: path, reason: "\(made) is not a folder") }
      } else if mkdir(made, 0o777) != 0, errno != EEXIST {
        throw OutputError(path: path, reason: reason)
      }
      made += "/"
    }
  }

  /// Makes sure that a file can be made in a folder.
  static func probe(_ path: String) throws {
    let probe = path + "/.vmverify-probe"
    let file = open(probe, O_CREAT | O_WRONLY | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw OutputError(path: path, reason: reason) }
    close(file)
    unlink(probe)
  }

  /// Why the last call of the operating system failed.
  static var reason: String { String(cString: strerror(errno)) }
}
