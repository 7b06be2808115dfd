/// Which requests the environment refuses: pages, objects of the slab, page tables and ranges are counted together.
public enum Refusals: String, CaseIterable, Sendable {
  /// None.
  case none
  /// One, if any: that with the number of the input `refused`.
  case one
  /// Two, if any: those with the numbers of `refused` and of `refusedThen`, which is larger.
  case two
  /// All from that one on.
  case onward
}
