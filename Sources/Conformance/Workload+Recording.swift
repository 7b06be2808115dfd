public import KernelTrace
import Machine
public import Properties

extension Workload {
  /// The requests and releases of users in a recording, in its order, as a history for an x86-64 machine.
  ///
  /// Page arrays are left out: an implementation asks for its own. An allocation that stopped early there is made
  /// in full and released at once, where the kernel released what it had. What the mask was is not shown of most
  /// areas; plain requests are made. Linear in the recording.
  public init(requestsOf recording: Recording) {
    self.init(geometry: Geometry.x86_64.name)
    var allocations: [UInt64: Int] = [:]
    var count = 0
    for event in recording.log.events where event.depth == 0 {
      switch event.kind {
      case .reserve:
        let record = recording.log.calls[Int(event.call)]
        allocations[event.x] = count
        count += 1
        commands.append(
          .vmalloc(
            Command.Allocation(
              size: record.size, align: max(1, record.align), gfp: UInt32(GFP.kernel | GFP.highmem))))
      case .retire:
        guard let allocation = allocations.removeValue(forKey: event.x) else { continue }
        commands.append(.vfree(Command.Release(allocation: count - 1 - allocation)))
      default: break
      }
    }
  }
}
