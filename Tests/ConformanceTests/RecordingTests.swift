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

  @Test("two of one name are told apart, on the page, in the summary and in JSON")
  func sameName() throws {
    let folder = try TemporaryFolder()
    let sound = try TamperedRecording("pagemap-probe")
    var tampered = sound
    tampered.set("pfn", to: "0x7777777", at: tampered.find("translate")[0])
    let paths = try [("p1", sound), ("p2", tampered)].map { name, recording in
      try folder.write(name + "/t.trace", Data(recording.lines.joined(separator: "\n").utf8))
    }
    let core = try Verification(
      [], Repository.specification.get(), seed: 0, runs: 0, recordings: [paths[0], paths[1], paths[0]]
    ).perform().core
    #expect(core.recordings.map(\.name) == ["p1/t.trace", "p2/t.trace", "p1/t.trace (2)"])
    #expect(core.recordings.map(\.verdict) == ["conforms", "violated", "conforms"])
    let map = try #require(core.clauses.first { $0.id == "OK.map" })
    #expect(map.recordings.map(\.name) == core.recordings.map(\.name))
    #expect(map.recordings.map(\.verdict) == [.passed, .violated, .passed])

    let text = TextSummary(core).text
    let parts = text.components(separatedBy: ".trace")
    #expect(parts.count == 4 && text.components(separatedBy: "violated  OK.map").count == 2)
    #expect(parts[2].contains("violated  OK.map") && !parts[1].contains("violated"))
    let about = Report.About(started: "", seconds: 0, processors: 1, command: [])
    let page = HTMLReport(Report(core: core, about: about)).text
    let row = try #require(page.components(separatedBy: "<tr").first { $0.contains("<b>OK.map</b>") })
    let words = row.components(separatedBy: "<td>").compactMap { cell in
      ["passed", "violated"].first { cell.contains("<b class=\"\($0)\">\($0)</b>") }
    }
    #expect(words == ["passed", "violated", "passed"])
  }

  @Test("names that differ stay as short as they are")
  func shortNames() throws {
    let core = try Verification(
      [], Repository.specification.get(), seed: 0, runs: 0,
      recordings: [Repository.recording("map-churn"), Repository.recording("pagemap-probe")]
    ).perform().core
    #expect(
      core.recordings.map(\.name) == ["linux-6.18-map-churn.trace.gz", "linux-6.18-pagemap-probe.trace.gz"])
  }

  @Test("what was judged in full, and what was set aside, is told")
  func judgedOfSeen() throws {
    let core = try judge("map-churn")
    let entry = try #require(core.recordings.first)
    #expect(entry.areas == 34 && entry.areasInFull == 30 && entry.refused == 0 && entry.strayFrees == 0)
    let text = TextSummary(core).text
    #expect(text.contains("areas: 30 of 34 judged in full; 8 nested arrays"))
    #expect(text.contains("set aside: allocation without an area (1), free after such a release (16),"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
    // Partial failures are judged in full, too.
    #expect(try judge("killed-creators").recordings.first?.areasInFull == 10)
    var other = core
    other.recordings[0].unattributed = [:]
    #expect(!TextSummary(other).text.contains("set aside"))
    other.recordings[0].refused = 2
    other.recordings[0].strayFrees = 3
    #expect(
      TextSummary(other).text.contains("set aside: refused reservation (2), stray free of an area's page (3)")
    )
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
