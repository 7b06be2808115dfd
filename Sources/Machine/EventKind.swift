/// What happened, in the kernel's vocabulary.
///
/// A request and its answer are two events: an implementation promises what it *asks for*, the
/// environment decides what it *gets*.
public enum EventKind: UInt8, CaseIterable, Sendable {
  /// A call enters an entry point of the allocator. `x`: the size in bytes, or the address to release.
  case call
  /// The call returns. `x`: the address, or 0 for NULL.
  case ret
  /// A range of addresses becomes busy. `x`: its start address, `y`: its length in bytes, guard included.
  case reserve
  /// No range was given. `y`: the length asked for in bytes; `order` 1 if the failure plan refused it.
  case reserveFail
  /// A descriptor was asked of the slab. `x`: 0 for an area's descriptor, 1 for a range's; `ok`.
  case structNew
  /// A descriptor went back to the slab. `x` as for `structNew`.
  case structFree
  /// A page array was asked of the slab. `x`: bytes, `y`: the pointer (0 if refused); `gfp`, `ok`.
  case arrKmalloc
  /// A page array went back to the slab. `y`: the pointer.
  case arrKfree
  /// A page is asked for. `x`: the node (`UInt64.max` for NUMA_NO_NODE); `gfp`, `order`; `y`: the most pages
  /// wanted if it asks for many at once, else 0.
  case pageReq
  /// The answer to the last request. `x`: the first frame (0 if refused), `y`: its node; `order`, `ok`.
  case pageGot
  /// A reference to a frame is dropped. `x`: the frame.
  case pagePut
  /// An entry of a page array is written. `x`: its index, `y`: the frame.
  case store
  /// An entry of a page array is read. `x`: its index, `y`: the value found.
  case load
  /// A page table was asked for. `x`: its frame (0 if refused), `y`: the first page it serves;
  /// `order`: the level whose entry will point at it (0 is the leaf level), `gfp`, `ok`.
  case ptNew
  /// A leaf entry is written. `x`: the virtual page, `y`: the frame, `gfp`: the protection; `order`: the
  /// level of the entry (0 is the leaf level, above it a huge leaf).
  case map
  /// A leaf entry is cleared. `x`: the virtual page, `y`: the frame it held; `order`: the level of the entry.
  case unmap
  /// A range goes from busy to lazily freed. `x`: start address, `y`: length in bytes.
  case retire
  /// The count of lazily freed pages after a range joined them. `x`: the count as the allocator keeps it.
  case lazyCount
  /// Stale translations are dropped from the TLB. `x`: first address, `y`: end address.
  case flush
  /// A lazily freed range may be reserved again. `x`: start address, `y`: length in bytes.
  case reusable
  /// A message is printed. `order`: a `Warning`, `x`: pages obtained, `y`: bytes wanted; `gfp`.
  case warn
  /// A voluntary point of preemption.
  case resched
  /// The run ended in a halt, always the last event. `order`: a `Halt`, `x`: the address or value at fault.
  case trap
  /// A foreign step wrote a leaf entry. `x`: the virtual page, `y`: the frame.
  case env
  /// The page count in an area's descriptor is written. `x`: the count.
  case areaCount
  /// The flags in an area's descriptor are written. `x`: the flags.
  case areaFlags
  /// A release asked for in interrupt context is put off: the area's first word is overwritten. `x`: address.
  case deferred
  /// A translation was read back from the page tables. `x`: the virtual page, `y`: the frame.
  case xlate
  /// An area's frames on one node were counted. `x`: the node, `y`: the count.
  case nodeCount
  /// The next event stands for many, one for each frame of a list (`EventLog+Runs`). `x`: where the list
  /// begins in `EventLog.runs`.
  case run
}
