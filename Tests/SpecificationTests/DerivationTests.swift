import KernelTrace
import Machine
import Mutants
import OptimizedVmalloc
import Properties
import PropertyTesting
import ReferenceVmalloc
import Specification
import Testing
import Vmalloc

@Suite("Two derivations of every observation")
struct DerivationTests {
  /// Runs longer than this are left out: the naive derivation is quadratic.
  static let longest = 6000

  /// What a comparison of many runs came to.
  struct Result {
    var runs = 0
    var calls = 0
    var widths: Set<Int> = []
    var differences: [Derivations.Difference] = []
  }

  /// Compares both derivations on runs of a family.
  static func compare<Family: VmallocFamily>(
    _ family: Family.Type, _ seeds: Range<Int>, sample: Int
  ) throws -> Result {
    let vocabulary = try loadVocabulary()
    var result = Result()
    for (seed, workload) in workloads(seeds) {
      guard let shape = workload.shape else { continue }
      let record = Family.run(workload)
      guard record.log.events.count <= longest else { continue }
      let comparison = Derivations(geometry: shape, vocabulary: vocabulary, sample: sample)
        .compare(record.log, repeatedAt: record.repeatedAt)
      result.runs += 1
      result.calls += comparison.calls
      result.widths.insert(shape.wordBits)
      result.differences += comparison.differences(at: "seed \(seed) on \(shape.name)")
    }
    return result
  }

  @Test("agree on random runs of the reference")
  func reference() throws {
    let result = try DerivationTests.compare(ReferenceFamily<SeedSteps>.self, 0..<400, sample: 40)
    #expect(result.differences.count == 0, "\(summary(result.differences))")
    #expect(result.runs > 300)
    #expect(result.calls > 3000)
    #expect(result.widths == [8, 16, 32, 64])
  }

  @Test("agree on random runs of the optimised implementation")
  func optimized() throws {
    let result = try DerivationTests.compare(OptimizedFamily<ModernSteps>.self, 0..<400, sample: 40)
    #expect(result.differences.count == 0, "\(summary(result.differences))")
    #expect(result.runs > 300)
    #expect(result.calls > 2000)
    #expect(result.widths == [8, 16, 32, 64])
  }

  @Test("agree on random runs of every mutant")
  func mutants() throws {
    for mutant in Mutant.all {
      func opened<Steps: ReferenceSteps>(reference steps: Steps.Type) throws -> Result {
        try DerivationTests.compare(ReferenceFamily<Steps>.self, 1000..<1030, sample: 20)
      }
      func opened<Steps: OptimizedSteps>(optimized steps: Steps.Type) throws -> Result {
        try DerivationTests.compare(OptimizedFamily<Steps>.self, 1000..<1030, sample: 20)
      }
      let result =
        switch mutant.steps {
        case .reference(let steps): try opened(reference: steps)
        case .optimized(let steps): try opened(optimized: steps)
        }
      #expect(result.differences.count == 0, "\(mutant.name):\n\(summary(result.differences))")
      #expect(result.runs > 15)
    }
  }

  @Test("agree on logs that no allocator could have made")
  func corrupted() throws {
    let vocabulary = try loadVocabulary()
    var source = ChoiceSource(seed: 7)
    var differences: [Derivations.Difference] = []
    var logs = 0
    for (seed, workload) in workloads(2000..<2300) {
      guard let shape = workload.shape else { continue }
      let log = ReferenceFamily<SeedSteps>.run(workload).log
      guard log.events.count < 800 else { continue }
      for corruption in Corruption.allCases {
        guard let corrupted = corruption.apply(to: log, &source) else { continue }
        let comparison = Derivations(geometry: shape, vocabulary: vocabulary).compare(corrupted)
        differences += comparison.differences(at: "seed \(seed) on \(shape.name) with an event \(corruption)")
        logs += 1
      }
    }
    #expect(differences.count == 0, "\(summary(differences))")
    #expect(logs > 500)
  }

  @Test(
    "agree on recordings of a kernel and on pieces of them",
    arguments: [
      "churn.trace.gz", "partial-failure.trace.gz", "probe.trace.gz", "vmallocinfo-hashed",
      "vmallocinfo-real",
    ])
  func recordings(file: String) throws {
    let derivations = Derivations(geometry: .x86_64, vocabulary: try loadVocabulary())
    let log = try recording(file).log
    let whole = derivations.compare(log)
    #expect(whole.calls == log.calls.count)
    #expect(whole.differences.count == 0, "\(summary(whole.differences))")
    var source = ChoiceSource(seed: 11)
    for _ in 0..<8 {
      let start = Int(source.draw(upTo: UInt64(log.events.count / 2)))
      let end = start + Int(source.draw(upTo: UInt64(log.events.count - start)))
      let piece = derivations.compare(log.piece(start..<end))
      #expect(piece.differences.count == 0, "events \(start)..<\(end):\n\(summary(piece.differences))")
    }
  }
}
