internal import CZ3

/// What the C library does with memory that was freed.
public enum FreedMemory {
  /// Keeps it for what is allocated next, as far as glibc can: blocks below 32 MB, 256 MB in all. Concerns the whole
  /// process; for a tool that makes thousands of contexts.
  ///
  /// Z3 4.8.12 has two tables of 8 MB for each context. Given back to the kernel and asked for again, with all pages to be
  /// found anew, they take a tenth of the time of such a tool.
  public static func keep() {
    _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
    _ = mallopt(M_TRIM_THRESHOLD, 256 << 20)
  }
}
