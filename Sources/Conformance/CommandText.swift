import Machine
import Properties

/// Commands in words. Releases name allocations relative to the last one: told the results of a pass one by
/// one, it says which step's result is meant.
struct CommandText {
  private var results: [(step: Int, address: UInt64?)] = []
  private let shape: Geometry

  /// Nothing allocated yet.
  init(_ shape: Geometry) { self.shape = shape }

  /// Takes in what an allocation returned: 0 for NULL, nil if it never did.
  mutating func note(step: Int, address: UInt64?) { results.append((step, address)) }

  /// A command, before it is carried out.
  func describe(_ command: Command) -> String {
    switch command {
    case .vmalloc(let arguments):
      var text = "vmalloc(\(arguments.size) bytes"
      if arguments.align != 1 { text += ", align \(arguments.align)" }
      text += ", \(MaskText.gfp(arguments.gfp))"
      if let node = arguments.node { text += ", node \(node)" }
      if arguments.executable { text += ", executable" }
      if arguments.unguarded { text += ", no guard" }
      if arguments.allowsHuge == true { text += ", huge leaves allowed" }
      return text + ")"
    case .vfree(let arguments):
      return "vfree(\(target(arguments)))\(arguments.inInterrupt ? " in interrupt context" : "")"
    case .purge: return "purge of lazily freed ranges"
    case .deferredWork: return "releases that were put off are carried out"
    case .plant(let page): return "somebody else maps page \(page) of the window"
    }
  }

  private func target(_ release: Command.Release) -> String {
    let offset = release.offset == 0 ? "" : " + \(release.offset)"
    guard let back = release.allocation else {
      let below = shape.windowStart &- shape.pageSize &+ release.offset
      return "an address below the window\(offset) = \(hex(below))"
    }
    guard results.indices.contains(results.count &- 1 &- back) else {
      return "the result of an allocation that was never made\(offset)"
    }
    let result = results[results.count - 1 - back]
    let name = "result of step \(result.step)\(offset)"
    guard let address = result.address else { return name }
    if address == 0, release.offset == 0 { return "\(name) = NULL" }
    let largest: UInt64 = shape.wordBits == 64 ? .max : (1 << UInt64(shape.wordBits)) - 1
    return "\(name) = \(hex((address &+ release.offset) & largest))"
  }
}
