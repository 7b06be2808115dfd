internal import SymbolicExecution

/// What a path says of all clauses.
package struct PathClaims {
  /// What it says of a clause that a call, or the history, is judged by.
  struct Claim {
    var clause: Int
    /// The clause.
    var holds: PathFormula
    /// The regions of the findings that explain a violation.
    var excuses: [(finding: String, region: PathFormula)]
    /// What the compiled clause says of this run, by what the first observer saw.
    var holdsHere: Bool
    /// What gives it something to say.
    var exercise: PathFormula

    /// What breaks it where no finding explains that.
    var unexplained: PathFormula { .conjunction([holds.negated] + excuses.map(\.region.negated)) }
  }

  var all: [Claim] = []
  var unsupported: [(clause: Int, reason: String)] = []

  /// Nothing yet.
  package init() {}
}
