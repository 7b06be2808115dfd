import Machine
public import Properties

/// A history in words.
public enum WorkloadText {
  /// A line for the machine, one for each injected failure, and one for each command. Constant text for a workload
  /// without a shape.
  public static func lines(_ workload: Workload) -> [String] {
    guard let shape = workload.shape else { return ["no machine \(workload.geometry) with that memory"] }
    var text = CommandText(shape)
    return head(workload, shape)
      + workload.commands.enumerated().map { index, command in
        defer { if case .vmalloc = command { text.note(step: index + 1, address: nil) } }
        return "step \(index + 1): \(text.describe(command))"
      }
  }

  /// The machine, and the failures that are injected.
  static func head(_ workload: Workload, _ shape: Geometry) -> [String] {
    [
      "\(shape.name): pages of \(shape.pageSize) bytes, \(shape.pointersPerPage) pointers a page, "
        + "\(shape.ramPages) frames, window \(hex(shape.windowStart))-\(hex(shape.windowEnd))"
    ] + workload.failures.refusals.map { "injected failure: \(describe($0))" }
  }

  /// A refusal in words, counted from 1.
  private static func describe(_ refusal: FailurePlan.Refusal) -> String {
    let number = UInt64(refusal.ordinal) + 1
    let request =
      switch refusal.resource {
      case .page: "page request \(number)"
      case .slab: "slab request \(number)"
      case .table: "page table request \(number)"
      case .range: "range request \(number)"
      case nil: "request \(number) of any kind"
      }
    return "\(request) \(refusal.andLater ? "and all later ones are refused" : "is refused")"
  }
}
