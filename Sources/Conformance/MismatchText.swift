/// The first mismatch of a refinement in words.
public enum MismatchText {
  /// Where it is, in the shrunk history if it was drawn.
  static func summary(_ mismatch: RefinementCampaign.Result.Mismatch) -> String {
    let shrunk = mismatch.choices == nil ? "" : ", shrunk"
    return "run \(mismatch.run)\(shrunk), step \(mismatch.step): \(mismatch.problem)"
  }

  /// Where it is, the history, and how to make it again.
  public static func lines(
    _ mismatch: RefinementCampaign.Result.Mismatch, of implementation: String
  ) -> [String] {
    let again = mismatch.choices.map {
      "again: vmverify refine --implementation \(implementation) --choices \($0)"
    }
    return [summary(mismatch)] + WorkloadText.lines(mismatch.workload).map { "  \($0)" }
      + (again.map { [$0] } ?? [])
  }
}
