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
      "reference on ", "step 1: vmalloc(", "pages = kmalloc_node(", "alloc_page(gfp 0x2d2)",
      "pages[0] = frame", "memory map:", "vfree(", "broken: V5", "(finding F7): ",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("what the environment refuses is told before anything happens")
  func refusals() throws {
    let text = try listing("F10")
    let example = try Counterexample.load(
      path: Repository.folder.appendingPathComponent("Specs/findings/F10.json").path)
    #expect(text.contains("the environment refuses") == !example.workload.failures.refusals.isEmpty)
  }

  @Test("long runs are cut where asked, and say how to see the rest")
  func cut() throws {
    let text = try listing("F1-area", mostEvents: 10)
    #expect(text.contains(" more events; list them with --events "))
    #expect(text.contains("broken: A2"))
    #expect(text.split(separator: "\n").count < 60)
    for count in [0, -1, .max] { #expect(try !listing("F4", mostEvents: count).isEmpty) }
  }
}
