import Conformance
import Foundation
import Machine
import Properties
import PropertyTesting
import Testing

@Suite("Counterexample files")
struct CounterexampleTests {
  private static let witnesses = Result {
    let folder = Repository.folder.appendingPathComponent("Specs/findings")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
      .sorted().map { folder.appendingPathComponent($0).path }
  }

  /// What loading bytes comes to; anything but a value or an `InputError` is an issue.
  private func load(_ data: Data, _ folder: TemporaryFolder) throws -> Counterexample? {
    let path = try folder.write("example.json", data)
    do {
      return try Counterexample.load(path: path)
    } catch {
      #expect(error.file == path && !error.problem.isEmpty && !error.advice.isEmpty)
      return nil
    }
  }

  @Test("what is written is read back the same, byte for byte")
  func roundTrip() throws {
    var workload = Workload(geometry: "tiny8")
    workload.ramPages = 30
    workload.localNode = 1
    workload.scatter = 7
    workload.isRepeated = true
    workload.failures = FailurePlan([
      .init(resource: .page, ordinal: 3, andLater: true),
      .init(resource: nil, ordinal: .max, andLater: false),
    ])
    workload.commands = [
      .vmalloc(.init(size: 8, align: 4, gfp: .max, node: 1, executable: true, unguarded: true)),
      .vmalloc(.init(size: 8, gfp: 0)), .purge, .deferredWork, .plant(page: 3),
      .vfree(.init(allocation: 1, offset: 4, inInterrupt: true)), .vfree(.init(allocation: nil)),
    ]
    let example = Counterexample(
      implementation: "reference", clauses: ["V5", "T0"], seed: "0x1", run: 7, choices: "x",
      workload: workload)
    let folder = try TemporaryFolder()
    let data = try example.encoded()
    let again = try #require(try load(data, folder))
    #expect(again.workload == workload)
    #expect(try again.encoded() == data)
  }

  @Test("the witnesses of findings are such files")
  func witnessFiles() throws {
    let paths = try Self.witnesses.get()
    #expect(paths.count >= 10)
    for path in paths { #expect(try Counterexample.load(path: path).implementation == "reference") }
  }

  @Test("bytes changed, lost or added: read or refused, never worse")
  func fuzz() throws {
    let folder = try TemporaryFolder()
    var random = Xoshiro256(seed: 1)
    var accepted = 0
    for path in try Self.witnesses.get() {
      let original = try Data(contentsOf: URL(fileURLWithPath: path))
      for _ in 0..<250 {
        var data = original
        for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&data, &random) }
        if try load(data, folder) != nil { accepted += 1 }
      }
      for length in stride(from: 0, to: original.count - 2, by: 7) {
        #expect(try load(original.prefix(length), folder) == nil)
      }
    }
    // Many changes are harmless: of white space, of names, of numbers within bounds.
    #expect(accepted > 100)
  }

  private func mutate(_ data: inout Data, _ random: inout Xoshiro256) {
    let place = data.startIndex + Int.random(in: 0..<data.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: data[place] = .random(in: 0...255, using: &random)
    case 1: data[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: data.remove(at: place)
    case 3:
      data.insert(contentsOf: Data("\"[{}],:-0.9e\\u".utf8.shuffled(using: &random).prefix(2)), at: place)
    default:
      let digits = data.indices.filter { (48...57).contains(data[$0]) }
      guard let digit = digits.randomElement(using: &random) else { return }
      let numbers = ["-1", "18446744073709551615", "18446744073709551616", "1e99", "9223372036854775808"]
      data.replaceSubrange(digit...digit, with: Data((numbers.randomElement(using: &random) ?? "").utf8))
    }
  }
}
