import Conformance
import Foundation
import PropertyTesting
import Specification
import Testing

@Suite("Campaigns")
struct CampaignTests {
  private func json(seed: Seed, runs: Int = 500, _ implementation: Implementation = .reference) throws -> Data
  {
    let specification = try Repository.specification.get()
    let verification = Verification(
      [implementation], specification, seed: seed, runs: runs, solverSamples: 50)
    let core = try verification.perform().core
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(core)
  }

  @Test("a seed gives the same result twice, byte for byte; another seed another one")
  func reproducible() throws {
    let first = try json(seed: 1)
    #expect(try json(seed: 1) == first)
    #expect(try json(seed: 2) != first)
    #expect(try json(seed: 1, runs: 501) != first)
  }

  @Test("also where there is something to shrink")
  func reproducibleFailure() throws {
    let mutant = try #require(Implementation(named: "mutant:mapped-to-first"))
    #expect(try json(seed: 1, runs: 200, mutant) == json(seed: 1, runs: 200, mutant))
  }

  @Test("the result does not depend on the processors")
  func processors() throws {
    var campaign = Campaign(.reference, try Repository.specification.get(), seed: 3, runs: 700)
    campaign.processors = 1
    let alone = try campaign.perform()
    campaign.processors = 7
    let together = try campaign.perform()
    #expect(alone.tallies == together.tallies)
    #expect(alone.coverage == together.coverage)
    #expect((alone.runs, alone.calls, alone.events) == (together.runs, together.calls, together.events))
  }

  @Test("so many runs, no more and no fewer", arguments: [1, 127, 128, 129, 300])
  func count(runs: Int) throws {
    let campaign = Campaign(.reference, try Repository.specification.get(), seed: 1, runs: runs)
    let result = try campaign.perform()
    #expect(result.runs + result.discarded == runs)
    #expect(!result.isPartial)
  }

  @Test("the first failure of a clause is that of the lowest run")
  func firstFailure() throws {
    let specification = try Repository.specification.get()
    let mutant = try #require(Implementation(named: "mutant:freed-descending"))
    let clause = try specification.index(of: "V6.order")
    var campaign = Campaign(mutant, specification, seed: 1, runs: 1000)
    let failure = try #require(try campaign.perform().firstViolations[clause])
    // As many runs as that do not show it, one more does.
    campaign.runs = failure.run
    #expect(try campaign.perform().firstViolations[clause] == nil)
    campaign.runs = failure.run + 1
    #expect(try campaign.perform().firstViolations[clause]?.choices == failure.choices)
  }

  @Test("one that stops at the first violation finds one")
  func stopping() throws {
    let mutant = try #require(Implementation(named: "mutant:freed-descending"))
    var campaign = Campaign(mutant, try Repository.specification.get(), seed: 1, runs: 100_000)
    campaign.stopsAtFirst = true
    let result = try campaign.perform()
    #expect(!result.firstViolations.isEmpty && result.runs < 10_000)
  }

  @Test("cancelled, it is partial")
  func cancelled() throws {
    let campaign = Campaign(.reference, try Repository.specification.get(), seed: 1, runs: 1000)
    let result = try campaign.perform(isCancelled: { true })
    #expect(result.isPartial && result.runs == 0)
  }
}
