extension Report.Core {
  /// The exit status that it stands for: the worst of what happened.
  public var status: ExitStatus {
    if verdict == "violated" { return .violated }
    return verdict == "conforms" ? .conforms : .unknown
  }

  /// Sets the verdict from the clauses, findings and recordings.
  mutating func conclude() {
    let evidence = clauses.flatMap { $0.implementations + $0.recordings }.map(\.verdict)
    if evidence.contains(where: { $0 == .violated || $0 == .vacuous || $0 == .error })
      || findings.contains(where: \.state.isFailure)
      || implementations.contains(where: { $0.observationsDiffering > 0 })
      || implementations.contains(where: { ($0.refinement?.mismatches ?? 0) > 0 })
      || (model?.isProved == false && model?.isUndecided == false)
    {
      verdict = "violated"
    } else if evidence.contains(.unknown) || !isComplete || model?.isProved == false {
      verdict = "unknown"
    } else {
      verdict = "conforms"
    }
  }
}
