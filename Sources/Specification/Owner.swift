/// Who owns a frame, packed into a number that is equal exactly if the owner is.
///
/// The low byte is the kind (the vocabulary's OWNER_ values); then the area, then the page of it.
struct Owner: Equatable {
  var code: UInt64

  static let free = Owner(code: 0)
  static let table = Owner(code: 2)
  static let foreign = Owner(code: 4)

  static func data(area: UInt32, page: UInt64) -> Owner {
    Owner(code: 1 | UInt64(area) << 8 | page << 40)
  }

  static func held(area: UInt32) -> Owner { Owner(code: 3 | UInt64(area) << 8) }

  var kind: UInt64 { code & 0xFF }
  var isData: Bool { kind == 1 }
  var isHeld: Bool { kind == 3 }
  var area: UInt64 { code >> 8 & 0xFFFF_FFFF }
  var page: UInt64 { code >> 40 }
}
