/// The words of ftrace text that are looked for.
enum Words {
  static let entries = Array("entries-in-buffer/entries-written:".utf8)
  static let lost = Array("CPU:".utf8)
  static let lostMark = Array("[LOST ".utf8)
  static let stackEntry = Array("=> ".utf8)
  /// The third flag of a line in hard, soft or both interrupts, or in one that cannot be masked.
  static let interruptContexts = Array("hsHzZ".utf8)

  static let reserve = Array("alloc_vmap_area".utf8)
  static let release = Array("free_vmap_area_noflush".utf8)
  static let purge = Array("purge_vmap_area_lazy".utf8)
  static let allocatePage = Array("mm_page_alloc".utf8)
  static let freePage = Array("mm_page_free".utf8)
  static let marker = Array("tracing_mark_write".utf8)

  static let vaStartColon = Array("va_start:".utf8)
  static let vaStart = Array("va_start=".utf8)
  static let size = Array("size=".utf8)
  static let align = Array("align=".utf8)
  static let low = Array("vstart=".utf8)
  static let high = Array("vend=".utf8)
  static let failed = Array("failed=".utf8)
  static let start = Array("start=".utf8)
  static let end = Array("end=".utf8)
  static let frame = Array("pfn=".utf8)
  static let order = Array("order=".utf8)
  static let mask = Array("gfp_flags=".utf8)

  static let probe = Array("probe area_pages=".utf8)
  static let owner = Array("owner=".utf8)
  static let translate = Array("translate".utf8)
  static let page = Array("area_page=".utf8)
  static let present = Array("present=".utf8)
}
