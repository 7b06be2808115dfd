import Machine
public import Mutants
import OptimizedVmalloc
public import Properties
import ReferenceVmalloc
public import Specification
public import Vmalloc

/// Something that can be judged: an allocator, by name, and what it claims.
public struct Implementation: Sendable {
  /// Its name, as the command line and reports use it.
  public var name: String
  /// The name under which findings are declared for it.
  public var family: String
  /// The profiles that it claims.
  public var profiles: Set<Profile>
  /// Runs a workload on it.
  public var run: @Sendable (Workload) -> RunRecord
  /// Steps it and the reference through a workload and compares their states; nil if it does not say what its
  /// state means, or is the reference.
  public var refine: (@Sendable (Workload) -> Refinement)?

  /// An implementation of your own.
  ///
  /// - Parameters:
  ///   - name: how reports call it.
  ///   - profiles: what it claims, not nothing; every allocator claims `contract`.
  ///   - family: its instances on each width of word.
  ///
  /// Inlinable, so that a family of another module is specialised there.
  @inlinable
  public init<Family: VmallocFamily>(name: String, profiles: Set<Profile> = [.contract], family: Family.Type)
  {
    self.init(name: name, family: name, profiles: profiles) { Family.run($0) }
  }

  @usableFromInline
  init(name: String, family: String, profiles: Set<Profile>, run: @escaping @Sendable (Workload) -> RunRecord)
  {
    precondition(!profiles.isEmpty, "\(name) claims nothing: there is nothing to judge it by")
    self.name = name
    self.family = family
    self.profiles = profiles
    self.run = run
  }

  /// The seed's allocator at Linux 4.3.
  public static let reference = Implementation(
    name: "reference", profiles: [.contract, .seed], family: ReferenceFamily<SeedSteps>.self)

  /// As a modern kernel does it, and better.
  public static let optimized: Implementation = {
    var optimized = Implementation(
      name: "optimized", profiles: [.contract], family: OptimizedFamily<ModernSteps>.self)
    optimized.refine = { OptimizedFamily<ModernSteps>.refine($0, by: ReferenceFamily<SeedSteps>.self) }
    return optimized
  }()

  /// The implementations that are right as far as is known.
  public static let all = [reference, optimized]

  /// An implementation with a seeded bug.
  public static func mutant(_ mutant: Mutant) -> Implementation {
    func opened<Steps: ReferenceSteps>(reference steps: Steps.Type) -> Implementation {
      Implementation(
        name: "mutant:\(mutant.name)", family: reference.family, profiles: reference.profiles
      ) { ReferenceFamily<Steps>.run($0) }
    }
    func opened<Steps: OptimizedSteps>(optimized steps: Steps.Type) -> Implementation {
      var implementation = Implementation(
        name: "mutant:\(mutant.name)", family: optimized.family, profiles: optimized.profiles
      ) { OptimizedFamily<Steps>.run($0) }
      implementation.refine = { OptimizedFamily<Steps>.refine($0, by: ReferenceFamily<SeedSteps>.self) }
      return implementation
    }
    switch mutant.steps {
    case .reference(let steps): return opened(reference: steps)
    case .optimized(let steps): return opened(optimized: steps)
    }
  }

  /// The implementation of a name: `reference`, `optimized`, or `mutant:NAME`.
  public init?(named name: String) {
    if let known = Implementation.all.first(where: { $0.name == name }) {
      self = known
    } else if name.hasPrefix("mutant:"), let mutant = Mutant(named: String(name.dropFirst("mutant:".count))) {
      self = .mutant(mutant)
    } else {
      return nil
    }
  }

  /// Every name that `init(named:)` knows.
  public static let names = all.map(\.name) + Mutant.all.map { "mutant:\($0.name)" }
}
