/// The clauses of the three heart invariants, which the solver judges too.
public enum HeartClauses {
  /// Mappings are injective.
  public static let injective = ["I1", "I2", "I2.seen", "I3", "OK.map"]
  /// A partial failure frees exactly the pages that were obtained, and leaves no trace but page tables.
  public static let exactFree = ["E2.count", "E2.each", "E2.only", "E2.net"]
  /// The recursion for the page array is bounded.
  public static let bounded = ["D1", "D2", "D2.bound"]
  /// All of them.
  public static let all = injective + exactFree + bounded
}
