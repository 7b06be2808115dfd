import Conformance
import Foundation
import Machine
import Properties
import Testing

@Suite("Replay listings")
struct ReplayListingTests {
  private func listing(_ witness: String, on name: String = "reference", mostEvents: Int = 400) throws
    -> String
  {
    let path = Repository.folder.appendingPathComponent("Specs/findings/\(witness).json").path
    let implementation = try #require(Implementation(named: name))
    let listing = ReplayListing(
      try Counterexample.load(path: path), on: implementation, by: try Repository.specification.get())
    #expect(!listing.isBroken)
    return listing.text(mostEvents: mostEvents)
  }

  @Test("steps, events in the seed's words, the clause where it is broken, the memory map")
  func content() throws {
    let text = try listing("F7")
    for part in [
      "reference on ", "step 1: vmalloc(", "pages = kmalloc_node(",
      "alloc_page(gfp 0x2d2 KERNEL|HIGHMEM|NOWARN) = frame ",
      "area 1: pages[0] = frame", "memory map:", "vfree(result of step 1 + 4096 = 0x", "broken: V5",
      "(finding F7): ",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("what the environment refuses is told before anything happens")
  func refusals() throws {
    let text = try listing("F10")
    let example = try Counterexample.load(
      path: Repository.folder.appendingPathComponent("Specs/findings/F10.json").path)
    #expect(text.contains("injected failure: ") == !example.workload.failures.refusals.isEmpty)
  }

  @Test("long runs are cut where asked, around what is broken, and say how to see the rest")
  func cut() throws {
    let text = try listing("F1-area", mostEvents: 10)
    #expect(text.contains("10 of ") && text.contains(" events are listed; list all with --events "))
    #expect(text.contains(" left out"))
    #expect(text.contains("broken: A2"))
    #expect(text.split(separator: "\n").count < 80)
    // A mark stands below an event, and the event named is among those that are listed.
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    let marks = lines.indices.filter { lines[$0].hasPrefix("^ breaks") }
    #expect(!marks.isEmpty && marks.count <= 10 * 6)
    for mark in marks { #expect(lines[mark - 1].first?.isNumber == true || lines[mark - 1].first == "^") }
    let none = try listing("F1-area", mostEvents: 0)
    #expect(none.contains("broken among them") && !none.contains("^ breaks"))
    for count in [0, -1, .max] { #expect(try !listing("F4", mostEvents: count).isEmpty) }
  }

  /// The listing of a workload made by hand.
  private func listing(
    _ commands: [Command], on name: String = "reference", clauses: [String] = [],
    _ change: (inout Workload) -> Void = { _ in }
  ) throws -> String {
    var workload = Workload(geometry: "tiny8")
    workload.commands = commands
    change(&workload)
    let example = Counterexample(implementation: "reference", clauses: clauses, workload: workload)
    let implementation = try #require(Implementation(named: name))
    return ReplayListing(example, on: implementation, by: try Repository.specification.get())
      .text(mostEvents: 10_000)
  }

  /// The lines of a listing from one that begins with some words to the next blank one.
  private func part(_ heading: String, of text: String, skipping: Int = 0) throws -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let starts = lines.indices.filter { lines[$0].hasPrefix(heading) }
    #expect(starts.count > skipping, "\(heading)")
    let start = try #require(starts.dropFirst(skipping).first)
    return Array(lines[start...].prefix { !$0.isEmpty })
  }

  private let page = Command.vmalloc(.init(size: 4, gfp: 210))

  @Test("a step without events is told as such, and keeps its place")
  func emptySteps() throws {
    let none = Command.vfree(.init(allocation: 5))
    let text = try listing([none, page, none, .deferredWork, page, none])
    for (number, isEmpty) in [(1, true), (2, false), (3, true), (4, true), (5, false), (6, true)] {
      let step = try part("step \(number):", of: text)
      #expect(step.contains("  (no events)") == isEmpty, "\(step)")
      #expect(step.contains { $0.contains("return 0x") } != isEmpty, "\(step)")
    }
    #expect(text.contains("step 1: vfree(the result of an allocation that was never made)"))
  }

  @Test("what follows the last command is told apart, and the map before and after it")
  func cleanUp() throws {
    let text = try listing([page])
    let step = try part("step 1:", of: text)
    #expect(step.contains("    0x58-0x60  area 1: frame 1, guard"))
    #expect(!step.contains { $0.contains("vfree") })
    let cleanUp = try part("clean-up:", of: text)
    #expect(cleanUp.contains { $0.contains("vfree(0x58)") } && cleanUp.last == "  memory map: empty")
    // A release that is the last command belongs to it; the purge does not.
    let released = try listing([page, .vfree(.init(allocation: 0))])
    #expect(
      try part("step 2: vfree(result of step 1 = 0x58)", of: released).contains { $0.contains("put frame") })
    #expect(try !part("clean-up:", of: released).contains { $0.contains("vfree") })
  }

  @Test("a second pass has a heading of its own")
  func secondPass() throws {
    let text = try listing([page]) { $0.isRepeated = true }
    #expect(text.contains("\nsecond pass: "))
    #expect(try part("step 1:", of: text, skipping: 1).contains { $0.contains("return 0x58") })
    #expect(try part("clean-up:", of: text, skipping: 1).last == "  memory map: empty")
    #expect(try !listing([page]).contains("second pass"))
  }

  @Test("the map shows what is left where no range is, and what is still held")
  func leftovers() throws {
    let refused: (inout Workload) -> Void = {
      $0.failures = FailurePlan([.init(resource: .page, ordinal: 1, andLater: false)])
    }
    let two = Command.vmalloc(.init(size: 8, gfp: 210))
    let leaking = try listing([two], on: "mutant:shortfall-one-too-few", refused)
    #expect(leaking.contains("injected failure: page request 2 is refused"))
    #expect(leaking.contains("    still held: frame 1 (area 1)"))
    #expect(try !listing([two], refused).contains("still held"))
    let descriptor = try listing([two], on: "mutant:descriptor-leaked", refused)
    #expect(descriptor.contains("    still held: descriptor of area 1"))

    let planted = try listing([.plant(page: 3)])
    #expect(planted.contains("    somebody else's page: 0x64 -> frame 1"))
    let naked = try listing([page], on: "mutant:guard-omitted")
    #expect(naked.contains("    0x58-0x5c  area 1: unmapped"))
    #expect(naked.contains("\nthe run ends here, because it was halted\n") && !planted.contains("halted"))
  }

  @Test("a clause that is broken is placed: step, call, events, event")
  func places() throws {
    let text = try listing([page, page], on: "mutant:node-ignored") {
      $0.commands[1] = .vmalloc(.init(size: 4, gfp: 210, node: 1))
    }
    let broken = try part("broken: P3", of: text)
    let place = try #require(broken.first { $0.contains("step 2, vmalloc(4 bytes), events ") })
    let number = try #require(place.split(separator: " ").last)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    let event = try #require(lines.firstIndex { $0.hasPrefix("\(number)  alloc_page(") })
    #expect(lines[event + 1] == "^ breaks P3")
    #expect(lines[event].contains(" = frame "))
  }

  @Test("clauses that the file names and the run does not break are told")
  func expectations() throws {
    #expect(try listing([page], clauses: ["V5"]).contains("expected V5: no longer broken"))
    let other = try listing([page], on: "mutant:node-ignored", clauses: ["V5"])
    #expect(other.contains("expected V5: not broken by mutant:node-ignored; the file is of reference"))
    #expect(try !listing("F7").contains("expected V5"))
  }

  @Test("masks have the names of their bits; a failed allocation returns NULL")
  func wording() throws {
    let text = try listing([.vmalloc(.init(size: 0, gfp: 0x20)), .vfree(.init(allocation: 0))])
    #expect(text.contains("step 1: vmalloc(0 bytes, gfp 0x20 HIGH)"))
    #expect(text.contains("return NULL") && text.contains("step 2: vfree(result of step 1 = NULL)"))
    let masks = try listing([.vmalloc(.init(size: 4, gfp: 0)), .vmalloc(.init(size: 4, gfp: 0x4000_0051))])
    #expect(masks.contains("vmalloc(4 bytes, gfp 0x0)"))
    #expect(masks.contains("gfp 0x40000051 NOFS|DMA|0x40000000"))
  }
}
