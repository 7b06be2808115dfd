/// Which requests the environment refuses.
///
/// Failure injection is data: a plan is drawn, shrunk and replayed like any other input.
public struct FailurePlan: Hashable, Codable, Sendable {
  /// What is asked of the environment.
  public enum Resource: String, CaseIterable, Codable, Sendable {
    /// A page frame for data or for a page array.
    case page
    /// An object of the slab: a descriptor or a page array.
    case slab
    /// A page table.
    case table
    /// A range of addresses.
    case range

    /// Its place in the counters.
    @usableFromInline var index: Int {
      switch self {
      case .page: 0
      case .slab: 1
      case .table: 2
      case .range: 3
      }
    }
  }

  /// One refusal.
  public struct Refusal: Hashable, Codable, Sendable {
    /// Which requests are counted; nil counts all of them together.
    public var resource: Resource?
    /// The request refused, counted from 0.
    public var ordinal: UInt32
    /// Whether every later one is refused too.
    public var andLater: Bool

    /// Makes a refusal of the `ordinal`-th request.
    public init(resource: Resource?, ordinal: UInt32, andLater: Bool) {
      self.resource = resource
      self.ordinal = ordinal
      self.andLater = andLater
    }

    @usableFromInline
    func hits(_ count: UInt32) -> Bool {
      andLater ? count >= ordinal : count == ordinal
    }
  }

  /// The refusals; a request is refused if any of them hits it.
  public var refusals: [Refusal]

  /// A plan; an empty one refuses nothing.
  public init(_ refusals: [Refusal] = []) {
    self.refusals = refusals
  }
}

/// How many requests were made so far, and whether the plan refuses the next.
@usableFromInline
struct FailureCounter: Sendable {
  @usableFromInline let plan: FailurePlan
  @usableFromInline let active: Bool
  @usableFromInline var total: UInt32 = 0
  @usableFromInline var counts: SIMD4<UInt32> = .zero

  @usableFromInline
  init(_ plan: FailurePlan) {
    self.plan = plan
    active = !plan.refusals.isEmpty
  }

  /// Counts a request; true if it is refused. O(refusals).
  @inlinable
  mutating func refuses(_ resource: FailurePlan.Resource) -> Bool {
    guard active else { return false }
    return countAndMatch(resource)
  }

  /// Counts requests of one kind until one is refused; how many of them are granted. O(count) if there is a plan.
  @inlinable
  mutating func granted(_ resource: FailurePlan.Resource, of count: Int) -> Int {
    guard active else { return count }
    var granted = 0
    while granted < count, !countAndMatch(resource) { granted &+= 1 }
    return granted
  }

  @usableFromInline
  mutating func countAndMatch(_ resource: FailurePlan.Resource) -> Bool {
    let index = resource.index
    let (all, own) = (total, counts[index])
    total &+= 1
    counts[index] = own &+ 1
    return plan.refusals.contains {
      $0.hits($0.resource == nil ? all : own) && ($0.resource ?? resource) == resource
    }
  }
}
