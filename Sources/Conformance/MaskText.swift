import Machine
import Vmalloc

/// Masks as a number and the names of their bits, as the kernel's sources have them.
enum MaskText {
  /// An allocation mask: `gfp 0xd2 KERNEL|HIGHMEM`.
  static func gfp(_ mask: UInt32) -> String {
    var rest = UInt64(mask)
    var names: [String] = []
    for (name, bits) in reclaim where rest & bits == bits {
      names.append(name)
      rest &= ~bits
      break
    }
    return "gfp " + text(UInt64(mask), names, rest, gfpNames)
  }

  /// The flags of an area: `0x22 ALLOC|UNINITIALIZED`.
  static func areaFlags(_ flags: UInt64) -> String { text(flags, [], flags, areaNames) }

  private static func text(
    _ mask: UInt64, _ first: [String], _ rest: UInt64, _ table: [(String, UInt64)]
  ) -> String {
    var rest = rest
    var names = first
    for (name, bit) in table where rest & bit != 0 {
      names.append(name)
      rest &= ~bit
    }
    if rest != 0, rest != mask { names.append(hex(rest)) }
    return ([hex(mask)] + (names.isEmpty ? [] : [names.joined(separator: "|")])).joined(separator: " ")
  }

  /// Combinations that have a name of their own, the largest first.
  private static let reclaim = [("KERNEL", GFP.kernel), ("NOFS", GFP.nofs), ("NOIO", GFP.noio)]

  private static let gfpNames = [
    ("HIGH", GFP.high), ("IO", GFP.io), ("FS", GFP.fs), ("HIGHMEM", GFP.highmem), ("DMA", GFP.dma),
    ("DMA32", GFP.dma32), ("MOVABLE", GFP.movable), ("NOWARN", GFP.nowarn), ("REPEAT", GFP.repeat),
    ("NOFAIL", GFP.nofail), ("NORETRY", GFP.noretry), ("MEMALLOC", GFP.memalloc), ("ZERO", GFP.zero),
    ("NOMEMALLOC", GFP.nomemalloc), ("THISNODE", GFP.thisnode),
  ]

  private static let areaNames = [
    ("ALLOC", AreaFlag.alloc), ("VPAGES", AreaFlag.vpages), ("UNINITIALIZED", AreaFlag.uninitialized),
    ("NO_GUARD", AreaFlag.noGuard), ("ALLOW_HUGE", AreaFlag.allowHuge),
  ]
}

/// A number as listings write addresses and masks.
func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
