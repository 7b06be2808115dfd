import Foundation
import Plotting

/// What `bench.json` holds. Times are in nanoseconds.
struct Results: Codable {
  /// Where it was measured.
  var machine = MachineFacts()
  /// With which command.
  var command = CommandLine.arguments.enumerated()
    .map { $0 == 0 ? URL(fileURLWithPath: $1).lastPathComponent : $1 }.joined(separator: " ")
  /// Samples taken of each side.
  var samples: Int
  /// The optimised allocator, and what it was measured beside.
  var ratios: [Ratio] = []
  /// What does not depend on the machine.
  var counters: [Counters] = []
  /// How costs grow.
  var growth: [Growth] = []

  /// Two sides of one workload.
  struct Ratio: Codable {
    /// The workload.
    var workload: String
    /// What the times are in.
    var unit: String
    /// What the optimised allocator is compared with.
    var baseline: String
    /// The baseline's times.
    var reference: Spread
    /// The optimised allocator's times.
    var optimized: Spread
    /// The baseline's median divided by the optimised allocator's.
    var ratio: Double
    /// The least and the most that this ratio was in a round of samples.
    var spread: [Double]
    /// What the ratio is meant to be at least.
    var target: Double?
    /// Whether it is; nil without a target.
    var met: Bool?

    /// Compares samples that were taken in the same rounds.
    init(
      _ workload: String, _ unit: String, baseline: String, _ reference: [Double], _ optimized: [Double],
      target: Double?
    ) {
      self.workload = workload
      self.unit = unit
      self.baseline = baseline
      self.reference = Spread(reference)
      self.optimized = Spread(optimized)
      ratio = (self.reference.median / self.optimized.median).rounded(digits: 3)
      let paired = Spread(zip(reference, optimized).map { $0 / $1 })
      spread = [paired.least.rounded(digits: 3), paired.most.rounded(digits: 3)]
      self.target = target?.rounded(digits: 3)
      met = target.map { self.reference.median / self.optimized.median >= $0 }
    }
  }

  /// The cost of one pass through a workload.
  struct Counters: Codable {
    /// The workload.
    var workload: String
    /// The allocator.
    var implementation: String
    /// What is counted in `units`.
    var unit: String
    /// Pages or areas of the pass.
    var units: Int
    /// Entries of page tables written or cleared.
    var pageTableWrites: Int
    /// Flushes of the TLB.
    var flushes: Int
    /// Requests to the page allocator and the slab.
    var allocatorCalls: Int
    /// Calls that give something back to them.
    var releaseCalls: Int
    /// Nodes of trees that were gone through; absent if there are none.
    var treeSteps: UInt64?
    /// Events as recorded.
    var events: Int
    /// Events if each stood for one page.
    var singleEvents: Int

    /// Names a tally.
    init(_ workload: Workload, _ implementation: String, _ tally: Tally) {
      self.workload = workload.name
      self.implementation = implementation
      unit = workload.unit == .page ? "page" : "area"
      units = workload.units
      pageTableWrites = tally.pageTableWrites
      flushes = tally.flushes
      allocatorCalls = tally.allocatorCalls
      releaseCalls = tally.releaseCalls
      treeSteps = tally.treeSteps
      events = tally.events
      singleEvents = tally.singleEvents
    }
  }

  /// One curve.
  struct Growth: Codable {
    /// What is done.
    var curve: String
    /// The allocator.
    var implementation: String
    /// What grows: areas or pages.
    var x: String
    /// What the times are in.
    var unit: String
    /// The points, by ascending `x`.
    var points: [Point]
    /// What is promised about it.
    var bounds: [Bound] = []

    /// One point.
    struct Point: Codable {
      /// How many areas or pages.
      var x: Int
      /// The time of one unit.
      var nanoseconds: Spread
      /// Nodes of trees gone through for one unit; absent if there are none.
      var treeSteps: Double?
    }

    /// How much more the last point may cost than the first.
    struct Bound: Codable {
      /// `nanoseconds` or `treeSteps`.
      var measure: String
      /// The last point's cost divided by the first's.
      var ratio: Double
      /// What it is meant to be at most.
      var atMost: Double
      /// Whether it is.
      var met: Bool
    }
  }

  /// Writes them as JSON, keys in order.
  func write(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(self) + Data("\n".utf8)).write(to: file)
  }
}
