import Glibc

/// Memory that this process shares with its workers, for the journal of one of them at a time. It is taken from the system
/// page by page, as it is written.
final class SharedMemory {
  /// The journal.
  let journal: Journal
  private let size: Int

  /// Memory for a run of so many choices.
  init(choiceLimit: Int) throws {
    // Choices that are taken back, and spans without a choice, take room as well.
    let entries = 1 << 14 + 8 * min(choiceLimit, 1 << 20)
    let texts = 1 << 20
    size = Journal.entriesOffset + entries * MemoryLayout<Journal.Entry>.stride + texts
    let base = mmap(
      nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let base, base != MAP_FAILED else { throw SystemCallFailed(call: "mmap") }
    precondition(MemoryLayout<Journal.Header>.size <= Journal.entriesOffset, "the header has room")
    base.bindMemory(to: Journal.Header.self, capacity: 1)
      .initialize(to: Journal.Header(entryLimit: entries, textLimit: texts))
    journal = Journal(base: base)
  }

  deinit { munmap(journal.base, size) }
}
