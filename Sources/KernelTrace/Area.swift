/// One reservation of a trace, with the lines that belong to it.
struct Area {
  /// The index of the line of its reservation.
  let line: Int
  /// Who reserved it.
  let task: TraceTask
  /// What was reserved.
  let range: TraceReservation
  /// The area whose page array it holds.
  var parent: Int?
  /// The area that holds its page array.
  var nested: Int?
  /// The indices of the lines with its pages, refused ones included.
  var pages: [Int] = []
  /// How many of these pages were obtained.
  var visible = 0
  /// The mask of its pages.
  var gfp: UInt32?
  /// Other single pages that its task took while its window was open.
  var passedOver: [Int] = []
  /// Pages with its mask that its task took right after the last that its size promises.
  var surplus: [Int] = []
  /// The indices of the lines that name translations of its pages.
  var translations: [Int] = []
  /// Its release.
  var release: Int?
  /// How it turned out.
  var verdict = Verdict.unknown

  /// What is known of an area's pages.
  enum Verdict {
    /// No page was seen, or only the last part of them: its kind or its first pages are unknown.
    case unknown
    /// Every page was seen.
    case complete
    /// The pages that were seen were given back before there were enough.
    case partial
    /// It holds the page array of an area whose kind is known.
    case array
  }

  /// The number of pages by its size: all but the guard.
  var count: Int { Int(clamping: (range.size / PageSize.bytes).subtractingOrZero(1)) }

  /// Whether a reservation inside this one fits its page array, to the page or nearly.
  ///
  /// A size that is off by a page still makes it the array, so that the difference is judged.
  func fitsArray(_ inner: TraceReservation) -> Fit? {
    guard inner.align == 1, range.size >= 2 * PageSize.bytes else { return nil }
    let guarded = inner.size / PageSize.bytes
    let own = range.size / PageSize.bytes
    if let needed = PageSize.arrayPages(of: own - 1) {
      if guarded == needed + 1 { return .exact }
      if guarded == needed || guarded == needed + 2 { return .near }
    } else if let needed = PageSize.arrayPages(of: own), guarded == needed + 1 {
      return .near
    }
    return nil
  }

  /// How well a reservation fits as a page array.
  enum Fit {
    /// Its size is that of the array and a guard.
    case exact
    /// It is a page off.
    case near
  }
}

/// The page size of the recordings that can be read: x86-64's, with pointers of 8 bytes.
enum PageSize {
  static let bytes: UInt64 = 4096
  private static let pointers = bytes / 8

  /// The pages of an array of `count` pointers, or `nil` if the slab has room for it.
  static func arrayPages(of count: UInt64) -> UInt64? {
    count > pointers ? (count - 1) / pointers + 1 : nil
  }
}

extension UInt64 {
  /// The difference, or 0 if it would be negative.
  func subtractingOrZero(_ other: UInt64) -> UInt64 { self > other ? self - other : 0 }
}
