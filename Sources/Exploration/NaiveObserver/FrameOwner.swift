import Machine
import Specification

/// Who owns a frame, as `NaiveObserver` finds out: an `Owner` whose page is a word.
struct FrameOwner<Word: ObservedWord> {
  private enum Kind: UInt64 {
    case free, data, table, held, foreign
  }

  private var ownerKind: Kind
  private(set) var area: UInt32 = 0
  private(set) var page = Word.zero

  static var free: Self { Self(ownerKind: .free) }
  static var table: Self { Self(ownerKind: .table) }
  static var foreign: Self { Self(ownerKind: .foreign) }
  static func data(area: UInt32, page: Word) -> Self { Self(ownerKind: .data, area: area, page: page) }
  static func held(area: UInt32) -> Self { Self(ownerKind: .held, area: area) }

  /// The vocabulary's OWNER_ value.
  var kind: UInt64 { ownerKind.rawValue }
  var isData: Bool { ownerKind == .data }
  var isHeld: Bool { ownerKind == .held }

  /// As a word that is equal exactly if the owner is, for pages below 2^24: that of `Owner`.
  var code: Word { Word(constant: kind | UInt64(area) << 8) &+ page.shiftedLeft(40) }

  static func == (a: Self, b: Self) -> Bool {
    a.ownerKind == b.ownerKind && a.area == b.area && a.page == b.page
  }

  static func != (a: Self, b: Self) -> Bool { !(a == b) }
}
