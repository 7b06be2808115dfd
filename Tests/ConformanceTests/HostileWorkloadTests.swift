import Conformance
import Foundation
import Machine
import Properties
import PropertyTesting
import Specification
import Testing

/// Workloads that no generator draws: they are refused, or run and judged to their end.
@Suite("Hostile workloads")
struct HostileWorkloadTests {
  private static let implementations = Implementation.all.map(\.name)

  /// Whether a workload is refused; if not, it is run, judged and told.
  private func isRefused(
    _ workload: Workload, on name: String, _ folder: TemporaryFolder, isBroken: Bool = false
  ) throws -> Bool {
    let written = Counterexample(implementation: name, clauses: [], workload: workload)
    let path = try folder.write("hostile.json", try written.encoded())
    guard let example = try? Counterexample.load(path: path) else { return true }
    let implementation = try #require(Implementation(named: name))
    let listing = ReplayListing(example, on: implementation, by: try Repository.specification.get())
    let text = listing.text(mostEvents: 50)
    #expect(!text.isEmpty && listing.isBroken == isBroken, "\(text)")
    return false
  }

  private func workload(_ commands: [Command], on geometry: String = "tiny8") -> Workload {
    var workload = Workload(geometry: geometry)
    workload.commands = commands
    return workload
  }

  @Test("values out of bounds are refused", arguments: implementations)
  func refused(name: String) throws {
    let folder = try TemporaryFolder()
    let one = Command.vmalloc(.init(size: 4, gfp: 210))
    var wrong: [Workload] = [
      workload([.vmalloc(.init(size: 256, gfp: 210))]),
      workload([.vmalloc(.init(size: 4, align: 0, gfp: 210))]),
      workload([.vmalloc(.init(size: 4, align: 3, gfp: 210))]),
      workload([.vmalloc(.init(size: 4, align: 256, gfp: 210))]),
      workload([.vmalloc(.init(size: 4, gfp: 210, node: 2))]),
      workload([.vmalloc(.init(size: 4, gfp: 210, node: .max))]),
      workload([one, .vfree(.init(allocation: -1))]),
      workload([one, .vfree(.init(allocation: .min))]),
      workload([one], on: "z80"), workload([one], on: ""),
      workload(Array(repeating: one, count: 100_001)),
    ]
    for change in [
      { $0.localNode = -1 }, { $0.localNode = 2 }, { $0.localNode = .max }, { $0.scatter = 8 },
      { $0.ramPages = 0 }, { $0.ramPages = 1 }, { $0.ramPages = 61 }, { $0.ramPages = .max },
      { workload in
        let refusal = FailurePlan.Refusal(resource: nil, ordinal: 0, andLater: false)
        workload.failures = FailurePlan(Array(repeating: refusal, count: 65))
      },
    ] as [(inout Workload) -> Void] {
      var workload = workload([one])
      change(&workload)
      wrong.append(workload)
    }
    for workload in wrong {
      #expect(
        try isRefused(workload, on: name, folder), "\(workload.geometry) \(workload.commands.prefix(3))")
    }
    #expect(try !isRefused(workload([one]), on: name, folder))
  }

  @Test("releases of what never was, and of addresses far away, are run", arguments: implementations)
  func wildReleases(name: String) throws {
    let folder = try TemporaryFolder()
    let one = Command.vmalloc(.init(size: 8, gfp: 210))
    for geometry in Geometry.all {
      for allocation in [nil, 0, 1, 5, .max] as [Int?] {
        for offset in [0, 1, geometry.pageSize, geometry.pageSize * 1000, 1 << 63, .max] {
          for inInterrupt in [false, true] {
            let release = Command.vfree(
              .init(allocation: allocation, offset: offset, inInterrupt: inInterrupt))
            let workload = workload(
              [release, one, one, release, .purge, release, .deferredWork], on: geometry.name)
            #expect(try !isRefused(workload, on: name, folder))
          }
        }
      }
    }
  }

  @Test("sizes, alignments and pages at the ends of the word are run", arguments: implementations)
  func extremes(name: String) throws {
    let folder = try TemporaryFolder()
    for geometry in Geometry.all where geometry.wordBits < 64 {
      let largest = (UInt64(1) << UInt64(geometry.wordBits)) - 1
      for size in [0, 1, largest, largest - geometry.pageSize + 1, largest / 2 + 1] {
        for align in [1, geometry.pageSize, largest / 2 + 1] {
          for page in [0, 1, 1 << 52, .max] as [UInt64] {
            let allocation = Command.vmalloc(
              .init(size: size, align: align, gfp: .max, unguarded: page == 1, allowsHuge: page == 0))
            let workload = workload([.plant(page: page), allocation, allocation], on: geometry.name)
            #expect(try !isRefused(workload, on: name, folder))
          }
        }
      }
    }
  }

  @Test("more than all of memory, on words of 64 bits", arguments: implementations)
  func huge(name: String) throws {
    let folder = try TemporaryFolder()
    let commands = [UInt64.max, .max - 4095, 1 << 63, 1 << 45, 1 << 41].map {
      Command.vmalloc(.init(size: $0, gfp: 210, allowsHuge: true))
    }
    #expect(try !isRefused(workload(commands, on: "x86_64"), on: name, folder))
  }

  @Test("drawn without any sense: read and run, or refused", arguments: implementations)
  func random(name: String) throws {
    let folder = try TemporaryFolder()
    var random = Xoshiro256(seed: 5)
    var runs = 0
    for _ in 0..<1500 {
      let names = Geometry.all.filter { $0.wordBits < 32 }.map(\.name)
      var workload = Workload(geometry: names.randomElement(using: &random) ?? "")
      workload.localNode = Int.random(in: -1...2, using: &random)
      workload.scatter = .random(in: 0...8, using: &random)
      workload.isRepeated = .random(using: &random)
      if Bool.random(using: &random) { workload.ramPages = .random(in: 0...100, using: &random) }
      workload.failures = FailurePlan([
        .init(
          resource: FailurePlan.Resource.allCases.randomElement(using: &random),
          ordinal: .random(in: 0...20, using: &random), andLater: .random(using: &random))
      ])
      workload.commands = (0..<Int.random(in: 0...8, using: &random)).map { _ in command(&random) }
      if try !isRefused(workload, on: name, folder) { runs += 1 }
    }
    #expect(runs > 150)
  }

  @Test("what is run is judged", arguments: ["mutant:mapped-to-first", "mutant:opt-last-page-kept"])
  func judged(name: String) throws {
    let workload = workload([.vmalloc(.init(size: 8, gfp: 210)), .vfree(.init(allocation: 0))])
    #expect(try !isRefused(workload, on: name, try TemporaryFolder(), isBroken: true))
  }

  private func number(_ random: inout Xoshiro256) -> UInt64 {
    let bits = UInt64.random(in: 0...16, using: &random)
    return (1 << bits) &+ UInt64.random(in: 0...2, using: &random) &- 1
  }

  private func command(_ random: inout Xoshiro256) -> Command {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .purge
    case 1: return .deferredWork
    case 2: return .plant(page: number(&random))
    case 3, 4:
      return .vfree(
        .init(
          allocation: .random(in: 0...9, using: &random), offset: number(&random),
          inInterrupt: .random(using: &random)))
    default:
      return .vmalloc(
        .init(
          size: number(&random) % 256, align: 1 << UInt64.random(in: 0..<8, using: &random),
          gfp: .random(in: 0 ... .max, using: &random), unguarded: .random(using: &random),
          allowsHuge: .random(using: &random)))
    }
  }
}
