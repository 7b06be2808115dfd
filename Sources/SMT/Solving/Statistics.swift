internal import CZ3

/// Z3's counters after a check. Which there are depends on the version and on what was used.
public struct Statistics: Hashable, Sendable {
  /// The counters by Z3's names.
  public let counters: [String: Double]

  /// One counter, or nil where Z3 did not count it.
  public subscript(_ name: String) -> Double? { counters[name] }

  /// Steps done in the solver's context since it was made, in the unit of ``ResourceLimit``.
  public var resourceCount: UInt64? { counters["rlimit count"].map { UInt64($0) } }

  /// Copies the counters of a statistics object.
  @unsafe init(_ raw: Z3_stats?, in context: Context) throws {
    unsafe Z3_stats_inc_ref(context.raw, raw)
    defer { unsafe Z3_stats_dec_ref(context.raw, raw) }
    var counters: [String: Double] = [:]
    for index in 0..<(try context.call("Z3_stats_size") { unsafe Z3_stats_size($0, raw) }) {
      let name = try context.text("Z3_stats_get_key") { unsafe Z3_stats_get_key($0, raw, index) }
      let isCount = try context.call("Z3_stats_is_uint") { unsafe Z3_stats_is_uint($0, raw, index) }
      counters[name] =
        try isCount
        ? Double(context.call("Z3_stats_get_uint_value") { unsafe Z3_stats_get_uint_value($0, raw, index) })
        : context.call("Z3_stats_get_double_value") { unsafe Z3_stats_get_double_value($0, raw, index) }
    }
    self.counters = counters
  }
}
