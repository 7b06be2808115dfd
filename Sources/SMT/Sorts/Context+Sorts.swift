internal import CZ3

// Between descriptions of sorts and Z3's sorts.

extension Context {
  /// A new reference to Z3's sort of a description; the caller counts it.
  @safe func makeSort(_ kind: SortKind) throws -> Z3_sort {
    let made: Z3_sort?
    switch kind {
    case .boolean:
      unsafe made = try call("Z3_mk_bool_sort") { unsafe Z3_mk_bool_sort($0) }
    case .integer:
      unsafe made = try call("Z3_mk_int_sort") { unsafe Z3_mk_int_sort($0) }
    case .real:
      unsafe made = try call("Z3_mk_real_sort") { unsafe Z3_mk_real_sort($0) }
    case .bitVector(let width):
      guard let bits = UInt32(exactly: width), bits > 0 else {
        throw SolverError.invalidArgument(call: "Z3_mk_bv_sort", reason: "a width of \(width) bits")
      }
      unsafe made = try call("Z3_mk_bv_sort") { unsafe Z3_mk_bv_sort($0, bits) }
    case .array(let index, let element):
      let (from, to) = try (sort(index), sort(element))
      unsafe made = try call("Z3_mk_array_sort") { unsafe Z3_mk_array_sort($0, from, to) }
    case .uninterpreted(let name):
      let symbol = try symbol(name)
      unsafe made = try call("Z3_mk_uninterpreted_sort") { unsafe Z3_mk_uninterpreted_sort($0, symbol) }
    case .other(let name):
      throw SolverError.invalidArgument(call: "Z3_mk_sort", reason: "no way to make the sort \(name)")
    }
    guard let made = unsafe made else { throw SolverError.call("Z3_mk_sort", message: "no sort \(kind)") }
    return unsafe made
  }

  /// The description of one of Z3's sorts. O(size of the description).
  @safe func kind(of sort: Z3_sort?) throws -> SortKind {
    let kind = try call("Z3_get_sort_kind") { unsafe Z3_get_sort_kind($0, sort) }
    switch kind {
    case Z3_BOOL_SORT: return .boolean
    case Z3_INT_SORT: return .integer
    case Z3_REAL_SORT: return .real
    case Z3_BV_SORT:
      return .bitVector(width: Int(try call("Z3_get_bv_sort_size") { unsafe Z3_get_bv_sort_size($0, sort) }))
    case Z3_ARRAY_SORT:
      return .array(
        index: try self.kind(
          of: call("Z3_get_array_sort_domain") { unsafe Z3_get_array_sort_domain($0, sort) }),
        element: try self.kind(
          of: call("Z3_get_array_sort_range") { unsafe Z3_get_array_sort_range($0, sort) }))
    case Z3_UNINTERPRETED_SORT:
      let symbol = try call("Z3_get_sort_name") { unsafe Z3_get_sort_name($0, sort) }
      return .uninterpreted(try text(of: symbol))
    default:
      return .other(try text("Z3_sort_to_string") { unsafe Z3_sort_to_string($0, sort) })
    }
  }
}
