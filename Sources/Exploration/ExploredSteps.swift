package import OptimizedVmalloc
package import ReferenceVmalloc

/// What is explored: an implementation, by its steps.
package enum ExploredSteps: Sendable {
  /// The reference, or a variant of it.
  case reference(any ReferenceSteps.Type)
  /// The optimised implementation, or a variant of it.
  case optimized(any OptimizedSteps.Type)
}
