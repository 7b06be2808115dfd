import Conformance
import Foundation
import PropertyTesting
import Testing

@Suite("Reports")
struct ReportTests {
  private static let hostile = "<script>alert('1')</script>&\"<img src=x onerror=alert(2)>"
  private static let escaped =
    "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;&lt;img src=x onerror=alert(2)&gt;"

  private func report(_ core: Report.Core) -> Report {
    let about = Report.About(
      started: Self.hostile, seconds: 1.5, processors: 2, command: ["vmverify", Self.hostile])
    return Report(core: core, about: about)
  }

  private func smallCore() throws -> Report.Core {
    try Verification(
      [.reference], Repository.specification.get(), seed: 1, runs: 100,
      recordings: [Repository.recording("killed-creators")]
    ).perform().core
  }

  private func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return try encoder.encode(value)
  }

  @Test("What the solver finds on the path of a run is in the report, with a run that shows it")
  func paths() throws {
    let mutant = try #require(Implementation(named: "mutant:failure-reported-anyway"))
    let verification = Verification(
      [mutant], try Repository.specification.get(), seed: 3, runs: 40, generalized: 40)
    let result = try verification.perform()
    let paths = try #require(result.core.implementations[0].paths)
    #expect(paths.cases == 40 && paths.proved < paths.paths && paths.casesOnProved < 40)
    let clause = try #require(result.core.clauses.first { $0.id == "E2.warn" })
    let evidence = clause.implementations[0]
    #expect(evidence.verdict == .violated && evidence.reason?.contains("the solver found") == true)
    let name = try #require(evidence.counterexample)
    let example = try #require(result.counterexamples[name])
    #expect(example.clauses == ["E2.warn"] && example.run != nil)
    #expect(TextSummary(result.core).text.contains("not proved: 1 of"))
    // The same seed without paths: no run breaks it.
    let without = try Verification([mutant], Repository.specification.get(), seed: 3, runs: 40).perform()
    #expect(without.core.clauses.allSatisfy { $0.implementations.allSatisfy { $0.verdict != .violated } })
    #expect(without.core.implementations[0].paths == nil)
  }

  @Test("JSON read back is the same report")
  func roundTrip() throws {
    let data = try encode(report(smallCore()))
    let again = try JSONDecoder().decode(Report.self, from: data)
    #expect(try encode(again) == data)
    #expect(again.core.schema == 1 && again.core.clauses.count > 80)
  }

  @Test("the fields of the core stand at the top of the report, `about` beside them")
  func topLevel() throws {
    func object(_ value: some Encodable) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: encode(value)) as? [String: Any])
    }
    let core = try smallCore()
    let alone = try object(core)
    let whole = try object(report(core))
    #expect(alone["schema"] as? Int == 1 && alone["about"] == nil)
    #expect(Set(whole.keys) == Set(alone.keys).union(["about"]))
    #expect(Set(["verdict", "seed", "solver", "findings", "clauses"]).isSubset(of: whole.keys))
    let clauses = try #require(whole["clauses"] as? [[String: Any]])
    let evidence = try #require((clauses.first?["implementations"] as? [[String: Any]])?.first)
    #expect(evidence["name"] as? String == "reference" && evidence["runs"] as? Int == 100)
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(Report.self, from: encode(core))
    }
  }

  @Test("promises of the environment are counted apart: they hold, they do not pass")
  func assumptions() throws {
    let core = try smallCore()
    let claimed = core.clauses.filter { !$0.implementations.isEmpty }
    let assumptions = claimed.filter(\.isAssumption)
    #expect(assumptions.map(\.id) == ["I0"] && assumptions.first?.implementations.first?.verdict == .passed)
    let passed = claimed.filter { !$0.isAssumption && $0.implementations.first?.verdict == .passed }.count
    let text = TextSummary(core).text
    let page = HTMLReport(report(core)).text
    #expect(text.contains("clauses: \(passed) passed") && text.contains("; assumptions: 1 held\n"))
    #expect(page.contains("clauses: \(passed) passed") && page.contains("; assumptions: 1 held."))
    #expect(page.contains("<b class=\"passed\">held</b>"))
  }

  @Test("the page shows hostile names as text, wherever they come from")
  func hostileNames() throws {
    // A file name cannot have a slash.
    let name = Self.hostile.replacing("/", with: "\\") + ".trace.gz"
    let specs = try SpecsCopy()
    let title = Self.hostile.replacing("\"", with: "\"\"")
    try specs.addClause("X1", title: title, "(=> (= exitPath EXIT_OK) (= ret w0))")
    let folder = try TemporaryFolder()
    let data = try Data(contentsOf: URL(fileURLWithPath: Repository.recording("map-churn")))
    let verification = Verification(
      [.reference], try specs.load(), seed: 1, runs: 20, recordings: [try folder.write(name, data)])
    var core = try verification.perform().core
    core.implementations[0].name = Self.hostile
    core.findings[0].domain = Self.hostile
    for index in core.clauses.indices {
      for place in core.clauses[index].implementations.indices {
        core.clauses[index].implementations[place].name = Self.hostile
        core.clauses[index].implementations[place].reason = Self.hostile
        core.clauses[index].implementations[place].counterexample = Self.hostile
      }
    }
    let page = HTMLReport(report(core)).text
    #expect(page.components(separatedBy: Self.escaped).count > 150)
    #expect(tags(page).isSubset(of: Self.harmless))
    #expect(!page.contains("onerror=alert(2)>"))
    #expect(page.contains("href=\"\(Self.escaped)\""))
    #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;\\script"))
  }

  @Test("the page stands alone: no scripts, nothing fetched")
  func selfContained() throws {
    let page = HTMLReport(report(try smallCore())).text
    #expect(tags(page).isSubset(of: Self.harmless))
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
    #expect(page.contains("i = 5389 of 6144"))
  }

  @Test("what is interrupted is marked on the page and in the summary")
  func interrupted() throws {
    var core = try smallCore()
    #expect(!HTMLReport(report(core)).text.contains("Interrupted"))
    core.isComplete = false
    #expect(HTMLReport(report(core)).text.contains("Interrupted"))
    #expect(TextSummary(core).text.contains("interrupted"))
  }

  @Test("what fails is listed at the top of the page, and nothing else is")
  func failuresFirst() throws {
    var core = try smallCore()
    for index in core.clauses.indices {
      for place in core.clauses[index].implementations.indices {
        core.clauses[index].implementations[place].verdict = .passed
      }
    }
    #expect(!HTMLReport(report(core)).text.contains("<li>"))
    let index = try #require(core.clauses.firstIndex { !$0.implementations.isEmpty })
    core.clauses[index].implementations[0].verdict = .violated
    core.clauses[index].implementations[0].counterexample = "counterexamples/it.json"
    core.findings[0].state = .stale
    core.findings[0].clausesAtFault = ["A3"]
    let page = HTMLReport(report(core)).text
    let list = try #require(page.range(of: "<ul>"))
    #expect(list.lowerBound < page.range(of: "<h2>")!.lowerBound)
    #expect(page.components(separatedBy: "<li>").count == 3)
    let id = core.clauses[index].id
    #expect(page.contains("<a href=\"#\(id)\">\(id)</a>") && page.contains("<tr id=\"\(id)\">"))
    #expect(page.contains("<a href=\"counterexamples/it.json\">") && page.contains("no longer breaks A3"))
  }

  @Test("the summary names the clauses that did not pass, and the partial failures")
  func summary() throws {
    let text = TextSummary(try smallCore()).text
    #expect(text.contains("line 1223: partial failure at i = 5389 of 6144 pages, 5389 released"))
    #expect(text.contains("verdict: "))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 200 })
  }

  private static let harmless: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "span", "table", "thead",
    "tbody", "tr", "th", "td", "b", "br", "small", "code", "a", "details", "summary", "div", "ul", "li",
  ]

  /// The names of the tags of a page.
  private func tags(_ page: String) -> Set<String> {
    Set(
      page.split(separator: "<").dropFirst(page.hasPrefix("<") ? 0 : 1).map { piece in
        String(piece.drop { $0 == "/" }.prefix { !" >\n".contains($0) })
      })
  }
}
