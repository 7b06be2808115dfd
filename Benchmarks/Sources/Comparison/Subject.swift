import Machine
import OptimizedVmalloc
import ReferenceVmalloc
import Vmalloc

/// The machine that everything is measured on.
typealias Host = ConcreteMachine<UInt64>
/// The seed of Linux 4.3, as written.
typealias Reference = ReferenceVmalloc<SeedSteps, Host>
/// The optimised allocator.
typealias Optimized = OptimizedVmalloc<ModernSteps, Host>

/// An allocator that is measured.
protocol Subject: VmallocAllocator where M == Host {
  /// Nodes of its trees that it went through so far; nil if it has none.
  var treeSteps: UInt64? { get }
}

extension ReferenceVmalloc: Subject where Steps == SeedSteps, M == Host {
  var treeSteps: UInt64? { nil }
}

extension OptimizedVmalloc: Subject where Steps == ModernSteps, M == Host {
  var treeSteps: UInt64? { state.free.steps &+ state.busy.steps }
}
