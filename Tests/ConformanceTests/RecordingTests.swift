import Conformance
import Foundation
import PropertyTesting
import Testing

@Suite("Recordings of a real kernel")
struct RecordingTests {
  private func judge(_ name: String) throws -> Report.Core {
    let specification = try Repository.specification.get()
    let path = Repository.recording(name)
    return try Verification([], specification, seed: 0, runs: 0, recordings: [path]).perform().core
  }

  @Test("they conform", arguments: ["killed-creators", "map-churn", "pagemap-probe"])
  func conforming(name: String) throws {
    let core = try judge(name)
    #expect(core.verdict == "conforms" && core.status == .conforms)
    #expect(core.recordings.map(\.verdict) == ["conforms"])
    #expect(core.broken.isEmpty)
  }

  @Test("the partial failures of the killed creators, each with all its pages given back")
  func partialFailures() throws {
    let recording = try #require(try judge("killed-creators").recordings.first)
    #expect(recording.partialFailures.map(\.obtained) == [5389, 4966, 5073])
    #expect(recording.partialFailures.map(\.released) == [5389, 4966, 5073])
    #expect(recording.partialFailures.map(\.needed) == [6144, 6144, 6144])
    #expect(recording.partialFailures.map(\.line) == [1223, 12217, 22366])
  }

  @Test("each recording gives its own heart clauses something to say")
  func exercised() throws {
    let expected = [
      "killed-creators": ["E2.count", "E2.each", "E2.only", "I0", "I1", "A2.pages", "D1", "V6.each"],
      "map-churn": ["I0", "I1", "A2.pages", "RG1", "RG4", "OK.full", "V6.each"],
      "pagemap-probe": ["OK.map", "I2.seen"],
    ]
    for (name, ids) in expected {
      let core = try judge(name)
      for id in ids {
        let evidence = try #require(core.clauses.first { $0.id == id }?.recordings.first)
        #expect(evidence.verdict == .passed && evidence.exercised > 0, "\(id) on \(name)")
      }
    }
  }

  @Test("what a recording does not show is not observable, and is no failure")
  func notObservable() throws {
    let core = try judge("map-churn")
    for id in ["OK.map", "A3", "RG5", "E3.clean"] {
      let evidence = core.clauses.first { $0.id == id }?.recordings.first
      #expect(evidence?.verdict == .notObservable, "\(id)")
    }
    // Clauses of the seed alone are not asked of a kernel of today.
    #expect(core.clauses.first { $0.id == "P2" }?.recordings.isEmpty == true)
  }

  @Test("several at once are judged each for itself")
  func together() throws {
    let folder = try TemporaryFolder()
    var tampered = try TamperedRecording("pagemap-probe")
    tampered.set("pfn", to: "0x7777777", at: tampered.find("translate")[0])
    let path = try folder.write("bad.trace", Data(tampered.lines.joined(separator: "\n").utf8))
    let core = try Verification(
      [], Repository.specification.get(), seed: 0, runs: 0,
      recordings: [Repository.recording("map-churn"), path]
    ).perform().core
    #expect(core.recordings.map(\.verdict) == ["conforms", "violated"])
    #expect(core.verdict == "violated")
  }
}
