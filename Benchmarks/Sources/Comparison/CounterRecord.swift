import Foundation

/// The counters of a fixed set of workloads, by workload, implementation and name of the counter. They are the same
/// on every machine, so that they are compared with a file where times could not be.
struct CounterRecord: Equatable {
  private var counters: [String: [String: [String: Int]]] = [:]

  /// No counters.
  init() {}

  /// Adds what a workload costs an implementation.
  mutating func add(_ workload: String, _ implementation: String, _ costs: [String: Int]) {
    counters[workload, default: [:]][implementation] = costs
  }

  /// One line for each counter that differs, or that only one of the two has, in order of their names.
  func differences(from expected: CounterRecord) -> [String] {
    Self.keys(counters, expected.counters).flatMap { workload in
      let (found, wanted) = (counters[workload] ?? [:], expected.counters[workload] ?? [:])
      return Self.keys(found, wanted).flatMap { implementation in
        let (found, wanted) = (found[implementation] ?? [:], wanted[implementation] ?? [:])
        return Self.keys(found, wanted).filter { found[$0] != wanted[$0] }.map { counter in
          let values = [wanted[counter], found[counter]].map { $0.map { "\($0)" } ?? "none" }
          return "\(workload), \(implementation), \(counter): expected \(values[0]), found \(values[1])"
        }
      }
    }
  }

  /// The names in either of two dictionaries, in order.
  private static func keys<Value>(_ one: [String: Value], _ other: [String: Value]) -> [String] {
    Set(one.keys).union(other.keys).sorted()
  }
}

// MARK: The file

extension CounterRecord {
  /// Reads what `write` wrote.
  init(contentsOf file: String) throws {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: file))
      counters = try JSONDecoder().decode([String: [String: [String: Int]]].self, from: data)
    } catch {
      throw CounterError.unreadable(file, error)
    }
  }

  /// Writes them as JSON, in order, a line for each counter.
  func write(to file: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(counters) + Data("\n".utf8)).write(to: URL(fileURLWithPath: file))
  }
}

/// Counters that are not as the file says.
enum CounterError: Error, CustomStringConvertible {
  /// The file is not there, or not what `write` writes.
  case unreadable(String, any Error)
  /// Lines that say what differs.
  case different(String, [String])

  var description: String {
    switch self {
    case .unreadable(let file, let error):
      "\(file): no counters can be read: \(error.localizedDescription)\n" + Self.advice("To make it", file)
    case .different(let file, let lines):
      "\(file): \(lines.count) \(lines.count == 1 ? "counter differs" : "counters differ")\n"
        + lines.joined(separator: "\n") + "\n" + Self.advice("If the change is meant", file)
    }
  }

  private static func advice(_ reason: String, _ file: String) -> String {
    "\(reason), type in Benchmarks/: swift run -c release Comparison --record \(file)"
  }
}
