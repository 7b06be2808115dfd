/// The allocation masks of Linux 6.18, by the names that its trace events print.
///
/// `Event.gfp` of a recording holds these bits, not those of Linux 4.3. Names that stand for several
/// bits are expanded. The bits from 25 on are this module's: their numbers differ between
/// configurations of the kernel, and the text does not say them.
public enum GfpMask {
  /// May be a page without a permanent mapping of the kernel's own.
  public static let highmem: UInt32 = 1 << 1
  /// The page can be migrated.
  public static let movable: UInt32 = 1 << 3
  /// The page has to be zeroed.
  public static let zero: UInt32 = 1 << 8
  /// No warning if there is no page.
  public static let noWarn: UInt32 = 1 << 13
  /// Accounted to the memory group of the task.
  public static let account: UInt32 = 1 << 22
  /// May enter direct reclaim.
  public static let directReclaim: UInt32 = 1 << 10
  /// May wake the background reclaimer.
  public static let kswapdReclaim: UInt32 = 1 << 11

  private static let reclaim = directReclaim | kswapdReclaim
  private static let io: UInt32 = 1 << 6
  private static let fs: UInt32 = 1 << 7
  private static let high: UInt32 = 1 << 5
  private static let hardwall: UInt32 = 1 << 20
  private static let skipKasan: UInt32 = 1 << 26
  private static let kernel = reclaim | io | fs
  private static let user = kernel | hardwall
  private static let highUserMovable = user | highmem | movable | skipKasan
  private static let hugeLight = (highUserMovable | 1 << 18 | 1 << 19 | noWarn) & ~reclaim

  /// Every name, with its bits.
  static let names: [String: UInt32] = [
    "GFP_TRANSHUGE": hugeLight | directReclaim, "GFP_TRANSHUGE_LIGHT": hugeLight,
    "GFP_HIGHUSER_MOVABLE": highUserMovable, "GFP_HIGHUSER": user | highmem, "GFP_USER": user,
    "GFP_KERNEL_ACCOUNT": kernel | account, "GFP_KERNEL": kernel, "GFP_NOFS": reclaim | io,
    "GFP_NOIO": reclaim, "GFP_ATOMIC": high | kswapdReclaim, "GFP_NOWAIT": kswapdReclaim | noWarn,
    "GFP_DMA": 1 << 0, "GFP_DMA32": 1 << 2,
    "__GFP_DMA": 1 << 0, "__GFP_HIGHMEM": highmem, "__GFP_DMA32": 1 << 2, "__GFP_MOVABLE": movable,
    "__GFP_RECLAIMABLE": 1 << 4, "__GFP_HIGH": high, "__GFP_IO": io, "__GFP_FS": fs, "__GFP_ZERO": zero,
    "__GFP_RECLAIM": reclaim, "__GFP_DIRECT_RECLAIM": directReclaim, "__GFP_KSWAPD_RECLAIM": kswapdReclaim,
    "__GFP_WRITE": 1 << 12, "__GFP_NOWARN": noWarn, "__GFP_RETRY_MAYFAIL": 1 << 14, "__GFP_NOFAIL": 1 << 15,
    "__GFP_NORETRY": 1 << 16, "__GFP_MEMALLOC": 1 << 17, "__GFP_COMP": 1 << 18,
    "__GFP_NOMEMALLOC": 1 << 19, "__GFP_HARDWALL": hardwall, "__GFP_THISNODE": 1 << 21,
    "__GFP_ACCOUNT": account, "__GFP_ZEROTAGS": 1 << 23, "__GFP_NO_OBJ_EXT": 1 << 24,
    "__GFP_SKIP_ZERO": 1 << 25, "__GFP_SKIP_KASAN": skipKasan, "__GFP_NOLOCKDEP": 1 << 27,
    "none": 0,
  ]

  /// The bits of a mask as it is printed, names and hexadecimal rests joined by bars.
  static func parse(_ text: Substring) -> UInt32? {
    var mask: UInt32 = 0
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      if let bits = names[String(part)] {
        mask |= bits
      } else if part.hasPrefix("0x"), let bits = UInt32(part.dropFirst(2), radix: 16) {
        mask |= bits
      } else {
        return nil
      }
    }
    return mask
  }

  /// Whether a page asked for with this mask can be a page of a vmalloc area.
  static func isAreaPage(_ mask: UInt32) -> Bool {
    mask & (highmem | noWarn | movable) == highmem | noWarn
  }

  /// Whether a page asked for with this mask can be a page of a nested page array: its mask keeps the
  /// reclaim bits only, so it is not accounted, and the array is asked for zeroed.
  static func isArrayPage(_ mask: UInt32) -> Bool {
    isAreaPage(mask) && mask & (account | zero) == zero
  }
}
