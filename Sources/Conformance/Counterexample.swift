public import Foundation
import Machine
public import Properties

/// A run that breaks a clause, as a file: readable, and replayed exactly.
public struct Counterexample: Codable, Sendable {
  /// What every such file says it is.
  public static let kind = "vmverify counterexample"
  /// The version of the format; others are refused.
  public static let formatVersion = 1

  /// `Counterexample.kind`.
  public var kind = Counterexample.kind
  /// `Counterexample.formatVersion`.
  public var version = Counterexample.formatVersion
  /// The implementation that broke the clause.
  public var implementation: String
  /// The clauses that the run breaks, the one it was shrunk for first.
  public var clauses: [String]
  /// The seed of the campaign, nil for a run written by hand.
  public var seed: String?
  /// Which run of the campaign.
  public var run: Int?
  /// The choices the workload was drawn from, shrunk.
  public var choices: String?
  /// What was run.
  public var workload: Workload

  /// A counterexample.
  public init(
    implementation: String, clauses: [String], seed: String? = nil, run: Int? = nil, choices: String? = nil,
    workload: Workload
  ) {
    self.implementation = implementation
    self.clauses = clauses
    self.seed = seed
    self.run = run
    self.choices = choices
    self.workload = workload
  }

  /// The file's bytes.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Files larger than this are no counterexamples.
  static let largestFile = 16 << 20

  /// Reads a counterexample.
  ///
  /// - Throws: `InputError` naming the file, what was expected and what to do.
  public static func load(path: String) throws(InputError) -> Counterexample {
    let data = try InputError.read(path, atMost: largestFile)
    do {
      let envelope = try JSONDecoder().decode(Envelope.self, from: data)
      guard envelope.kind == kind else {
        throw InputError(
          file: path, problem: "is no counterexample: its kind is \"\(envelope.kind)\"",
          advice: "expected \"\(kind)\"")
      }
      guard envelope.version == formatVersion else {
        throw InputError(
          file: path,
          problem:
            "is of version \(envelope.version) of the format; this program reads version \(formatVersion)",
          advice: "replay it with the vmverify that wrote it, or find it again from its seed")
      }
      let example = try JSONDecoder().decode(Counterexample.self, from: data)
      guard example.workload.shape != nil else {
        throw InputError(
          file: path, problem: "has no machine \"\(example.workload.geometry)\" with that memory",
          advice: "check geometry and ramPages of the workload")
      }
      try example.workload.check(file: path)
      return example
    } catch let error as InputError {
      throw error
    } catch {
      throw InputError(file: path, decoding: error, of: data)
    }
  }

  private struct Envelope: Decodable {
    var kind: String
    var version: Int
  }
}

extension Workload {
  /// Refuses values that no machine takes.
  func check(file: String) throws(InputError) {
    guard let shape else { return }
    let largest: UInt64 = shape.wordBits == 64 ? .max : (1 << UInt64(shape.wordBits)) - 1
    guard (0..<shape.nodes).contains(localNode), scatter < 8, commands.count <= 100_000,
      failures.refusals.count <= 64
    else {
      throw InputError(
        file: file, problem: "has a workload out of bounds",
        advice:
          "localNode is below \(shape.nodes), scatter below 8, commands at most 100000, refusals at most 64")
    }
    for (index, command) in commands.enumerated() {
      let fits: Bool
      switch command {
      case .vmalloc(let arguments):
        fits =
          arguments.size <= largest && arguments.align <= largest && arguments.align.nonzeroBitCount == 1
          && arguments.node ?? 0 < UInt64(shape.nodes)
      case .vfree(let arguments): fits = arguments.allocation ?? 0 >= 0
      case .purge, .deferredWork, .plant: fits = true
      }
      guard fits else {
        throw InputError(
          file: file, problem: "step \(index + 1) has arguments that do not fit the machine \(geometry)",
          advice: "size and align fit a word, align is a power of two, node is below \(shape.nodes), "
            + "allocation is not negative")
      }
    }
  }
}
