/// Who makes a promise, and who is judged by it.
public enum Profile: String, CaseIterable, Comparable, Sendable {
  /// Every allocator.
  case contract
  /// Linux 4.3 as written.
  case seed
  /// What can be said of a current kernel, from 6.12 on.
  case linux

  /// By name.
  public static func < (one: Profile, other: Profile) -> Bool { one.rawValue < other.rawValue }
}
