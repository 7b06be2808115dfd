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

  /// A file with one step; parts of it are replaced.
  private func text(_ old: String = "", _ new: String = "") -> Data {
    let text = """
      {"kind": "vmverify counterexample", "version": 1, "implementation": "reference", "clauses": ["V5"],
       "workload": {"geometry": "tiny8", "localNode": 0, "scatter": 0, "isRepeated": false,
        "failures": {"refusals": [{"ordinal": 0, "andLater": false, "resource": "page"}]},
        "commands": [{"purge": {}}, {"vmalloc": {"_0": {"size": 4, "align": 1, "gfp": 210,
         "executable": false, "unguarded": false}}}]}}
      """
    return Data((old.isEmpty ? text : text.replacing(old, with: new)).utf8)
  }

  @Test("errors name the place, in words of the file and with steps counted from 1")
  func places() throws {
    let folder = try TemporaryFolder()
    #expect(try load(text(), folder) != nil)
    let cases: [(old: String, new: String, words: [String])] = [
      ("\"size\": 4", "\"size\": -5", ["step 2: vmalloc.size is -5,", "from 0 to 18446744073709551615"]),
      ("\"size\": 4", "\"size\": 4.5", ["step 2: vmalloc.size is 4.5,"]),
      ("\"size\": 4", "\"size\": 1e999", ["step 2: vmalloc.size is too large,"]),
      ("\"size\": 4", "\"size\": \"4\"", ["step 2: vmalloc.size is not a whole number"]),
      ("\"size\": 4", "\"size\": 256", ["step 2 has arguments that do not fit"]),
      ("\"size\": 4, ", "", ["step 2: vmalloc has no \"size\""]),
      ("210", "4294967296", ["step 2: vmalloc.gfp is 4294967296,", "from 0 to 4294967295"]),
      ("\"ordinal\": 0", "\"ordinal\": -1", ["refusal 1: ordinal is -1,"]),
      ("\"page\"", "\"wine\"", ["refusal 1: resource has a value that is not known"]),
      ("purge", "hug", ["step 1 is not one of the commands"]),
      ("[\"V5\"]", "{}", ["clauses is not a list"]),
      ("\"version\": 1", "\"version\": \"1\"", ["version is not a whole number"]),
      ("\"scatter\": 0,", "\"scatter\": 0,,", ["is not JSON: invalid value at line 2"]),
      ("}}}]}}", "}}}]}", ["is not JSON: it ends too early"]),
    ]
    for (old, new, words) in cases {
      let path = try folder.write("example.json", text(old, new))
      let error = #expect(throws: InputError.self) { try Counterexample.load(path: path) }
      for word in words {
        #expect(error?.description.contains(word) == true, "\(new): \(String(describing: error))")
      }
    }
    let list = try folder.write("list.json", Data("[]".utf8))
    let error = #expect(throws: InputError.self) { try Counterexample.load(path: list) }
    #expect(error?.problem == "the file is not an object")
  }

  @Test("a clause that there is not, or choices that are not the workload's, are refused")
  func agreement() throws {
    let specification = try Repository.specification.get()
    var source = ChoiceSource(seed: 4)
    let workload = Workload.generate(&source)
    let choices = "\(ReplayBlob(source.recording.sequence))"
    var example = Counterexample(
      implementation: "reference", clauses: ["V5"], choices: choices, workload: workload)
    try example.checkAgreement(with: specification, file: "x.json")
    example.choices = nil
    try example.checkAgreement(with: specification, file: "x.json")

    func problem(_ change: (inout Counterexample) -> Void) -> String? {
      var changed = example
      changed.choices = choices
      change(&changed)
      return #expect(throws: InputError.self) {
        try changed.checkAgreement(with: specification, file: "x.json")
      }?.problem
    }
    #expect(problem { $0.clauses = ["V5", "V55"] }?.contains("\"V55\"") == true)
    #expect(problem { $0.choices = "x" }?.contains("cannot be read: not a replay blob") == true)
    #expect(problem { $0.choices = String(choices.dropLast()) }?.contains("truncated") == true)
    #expect(problem { $0.workload.scatter ^= 1 }?.contains("draw another workload") == true)
    #expect(problem { $0.choices = "\(ReplayBlob(ChoiceSequence([])))" }?.contains("another") == true)
  }

  @Test("files of this tool, of any version, and no others, are told from their kind")
  func kinds() throws {
    let folder = try TemporaryFolder()
    func isOne(_ data: Data) throws -> Bool {
      Counterexample.isCounterexample(path: try folder.write("file.json", data))
    }
    #expect(try isOne(text()))
    #expect(try isOne(text("\"version\": 1", "\"version\": 7")))
    #expect(try !isOne(text("vmverify counterexample", "shopping list")))
    #expect(try !isOne(Data("[]".utf8)) && !isOne(Data()))
    #expect(!Counterexample.isCounterexample(path: folder.path))
  }
}
