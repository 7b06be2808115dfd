extension Geometry {
  /// x86-64, 4 KiB pages, four levels of tables, 32 TiB of window.
  public static let x86_64 = Geometry(
    name: "x86_64", wordBits: 64, pageShift: 12, pointerSize: 8, uintBits: 32, levelBits: [9, 9, 9, 9],
    window: 0xFFFF_C900_0000_0000..<0xFFFF_E8FF_FFFF_F000, ramPages: 1 << 33, nodes: 2, dmaEnd: 1 << 12,
    dma32End: 1 << 20, lazyMaxPages: 16384, slab: 0xFFFF_8880_0000_0000..<0xFFFF_C800_0000_0000, slabStep: 64)

  /// arm64 with 16 KiB pages, 47-bit addresses.
  public static let arm64Pages16K = Geometry(
    name: "arm64-16k", wordBits: 64, pageShift: 14, pointerSize: 8, uintBits: 32, levelBits: [11, 11, 11],
    window: 0xFFFF_8000_1000_0000..<0xFFFF_BDFF_BFFF_0000, ramPages: 1 << 31, nodes: 2, dma32End: 1 << 18,
    lazyMaxPages: 4096, slab: 0xFFFF_C000_0000_0000..<0xFFFF_F000_0000_0000, slabStep: 64)

  /// arm64 with 64 KiB pages, 42-bit addresses.
  public static let arm64Pages64K = Geometry(
    name: "arm64-64k", wordBits: 64, pageShift: 16, pointerSize: 8, uintBits: 32, levelBits: [13, 13],
    window: 0xFFFF_FC00_1000_0000..<0xFFFF_FDFF_0000_0000, ramPages: 1 << 25, dma32End: 1 << 16,
    lazyMaxPages: 1024, slab: 0xFFFF_FE00_0000_0000..<0xFFFF_FF00_0000_0000, slabStep: 64)

  /// x86-32: 4 KiB pages, two levels, 128 MiB of window, most memory without a permanent mapping.
  public static let x86_32 = Geometry(
    name: "x86_32", wordBits: 32, pageShift: 12, pointerSize: 4, uintBits: 32, levelBits: [10, 10],
    window: 0xF780_0000..<0xFF80_0000, ramPages: 1 << 20, dmaEnd: 1 << 12, highStart: 0x37800,
    lazyMaxPages: 8192, slab: 0xC000_0000..<0xF700_0000, slabStep: 32)

  /// Scaled: 16-bit words, 16-byte pages of two pointers. Nested arrays four deep from 17 pages on,
  /// two nodes, four levels of tables.
  public static let deep16 = Geometry(
    name: "deep16", wordBits: 16, pageShift: 4, pointerSize: 8, uintBits: 12, levelBits: [2, 3, 3, 4],
    window: 0x4000..<0x8000, ramPages: 1200, nodes: 2, dmaEnd: 32, dma32End: 200, lazyMaxPages: 160,
    slab: 0x0100..<0x4000, slabStep: 2)

  /// Scaled: 16-bit words, 64-byte pages of eight pointers, a `unsigned int` of 8 bits, so that the
  /// byte size of a page array wraps at 32 pages.
  public static let wrap16 = Geometry(
    name: "wrap16", wordBits: 16, pageShift: 6, pointerSize: 8, uintBits: 8, levelBits: [3, 3, 4],
    window: 0x4000..<0xF000, ramPages: 900, nodes: 1, dma32End: 100, lazyMaxPages: 96,
    slab: 0x0100..<0x4000, slabStep: 2)

  /// Scaled: 8-bit words, 4-byte pages of two pointers, 41 pages of window at the very top of the
  /// address space but one page, so that ranges run out and additions wrap.
  public static let tiny8 = Geometry(
    name: "tiny8", wordBits: 8, pageShift: 2, pointerSize: 2, uintBits: 8, levelBits: [3, 3],
    window: 0x58..<0xFC, ramPages: 60, nodes: 2, lazyMaxPages: 12, slab: 0x11..<0x58, slabStep: 1)

  /// Every named geometry, standard ones first.
  public static let all = [x86_64, arm64Pages16K, arm64Pages64K, x86_32, deep16, wrap16, tiny8]
}
