import Foundation

/// What workers could leave behind in the process that makes them.
struct Leftovers: Equatable {
  /// Workers of the process, dead or alive.
  var workers = 0
  /// Files of workers that are open.
  var files: Int
  /// Stretches of memory shared with workers.
  var memories: Int

  init(of process: pid_t = getpid()) {
    // Other tests have children as well.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] where Int(name) != nil {
      let status = (try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8)) ?? ""
      if status.hasPrefix("Name:\tisolated runs\n"), status.contains("\nPPid:\t\(process)\n") {
        workers += 1
      }
    }
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")) ?? []
    files =
      descriptors.filter {
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\($0)")
        return target?.contains("isolated runs") == true
      }.count
    let maps = (try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)) ?? ""
    memories = maps.split(separator: "\n").filter { $0.contains("/dev/zero") }.count
  }
}
