import Machine
import Testing

/// The halt that `body` ends in, nil if it goes through.
func halt(of body: () throws -> Void) -> Halt? {
  do {
    try body()
  } catch let halt as Halt {
    return halt
  } catch {
    Issue.record(error)
  }
  return nil
}

/// A machine small enough to be used up, two pointers a page, four levels of tables.
///
/// Frames 1...8 are node 0's: 1 and 2 for 24-bit devices, 3 to 5 for 32-bit ones, 6 to 8 normal. Frames
/// 9...16 are node 1's and have no permanent mapping.
func smallShape(nodes: Int = 2) -> Geometry {
  Geometry(
    name: "small", wordBits: 16, pageShift: 4, pointerSize: 8, uintBits: 16, levelBits: [2, 3, 3, 4],
    window: 0x4000..<0x8000, ramPages: 16, nodes: nodes, dmaEnd: 3, dma32End: 6, highStart: 9,
    lazyMaxPages: 8, slab: 0x100..<0x140, slabStep: 8)
}

/// The usual mask: may sleep, any zone.
let anyZone = UInt32(GFP.kernel | GFP.highmem)

extension ConcreteMachine {
  /// A page, on no node in particular.
  mutating func takePage(_ gfp: UInt64 = GFP.kernel | GFP.highmem) throws(Halt) -> Word {
    try allocatePage(gfp: UInt32(gfp), node: .max)
  }

  /// Every page that can be had with a mask and node.
  mutating func takeAll(_ gfp: UInt64, node: Word = .max) throws(Halt) -> [UInt64] {
    var frames: [UInt64] = []
    while true {
      let frame = try allocatePage(gfp: UInt32(gfp), node: node)
      if frame == 0 { return frames }
      frames.append(UInt64(frame))
    }
  }

  /// Maps one page by the walk an allocator does; false if a table was refused.
  mutating func mapPage(at address: Word, to frame: Word) throws(Halt) -> Bool {
    var table = rootTable
    for level in stride(from: geometry.levels - 1, to: 0, by: -1) {
      var next = self.table(below: table, level: level, at: address)
      if next == 0 {
        next = try makeTable(below: table, level: level, at: address, gfp: UInt32(GFP.kernel))
      }
      if next == 0 { return false }
      table = next
    }
    try setEntry(table, at: address, frame: frame, prot: 1, area: 0)
    return true
  }

  /// Clears the leaf entry of a page that is mapped.
  mutating func unmapPage(at address: Word) throws(Halt) {
    var table = rootTable
    for level in stride(from: geometry.levels - 1, to: 0, by: -1) {
      table = self.table(below: table, level: level, at: address)
    }
    try clearEntry(table, at: address, area: 0)
  }

  /// The kinds of the events so far.
  var kinds: [EventKind] { log.events.map(\.kind) }
}

/// A small generator (SplitMix), so that a history that fails is the same every time.
struct Random {
  var state: UInt64

  mutating func next(_ bound: UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return (mixed ^ mixed >> 31) % bound
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[Int(next(UInt64(choices.count)))] }
}
