internal import CZ3

// From Z3's declarations to operators. The numbers are those of the installed header.

extension Operator {
  /// The operator of a declaration.
  @unsafe init(_ declaration: Z3_func_decl?, in context: Context) throws {
    let kind = try context.call("Z3_get_decl_kind") { unsafe Z3_get_decl_kind($0, declaration) }
    func parameter(_ index: UInt32) throws -> Int {
      Int(
        try context.call("Z3_get_decl_int_parameter") {
          unsafe Z3_get_decl_int_parameter($0, declaration, index)
        })
    }
    switch kind {
    case Z3_OP_UNINTERPRETED: self = .uninterpreted
    case Z3_OP_EXTRACT: self = .extract(high: try parameter(0), low: try parameter(1))
    case Z3_OP_ZERO_EXT: self = .zeroExtend(by: try parameter(0))
    case Z3_OP_SIGN_EXT: self = .signExtend(by: try parameter(0))
    default: self = Self.plain[kind.rawValue] ?? .other(kind: kind.rawValue)
    }
  }

  /// The operators without parameters, by Z3's number.
  private static let plain: [UInt32: Operator] = [
    Z3_OP_NOT.rawValue: .not,
    Z3_OP_AND.rawValue: .and,
    Z3_OP_OR.rawValue: .or,
    Z3_OP_XOR.rawValue: .xor,
    Z3_OP_IMPLIES.rawValue: .implies,
    Z3_OP_EQ.rawValue: .equals,
    Z3_OP_IFF.rawValue: .equals,
    Z3_OP_DISTINCT.rawValue: .distinct,
    Z3_OP_ITE.rawValue: .ifThenElse,
    Z3_OP_BNEG.rawValue: .bvneg,
    Z3_OP_BADD.rawValue: .bvadd,
    Z3_OP_BSUB.rawValue: .bvsub,
    Z3_OP_BMUL.rawValue: .bvmul,
    Z3_OP_BUDIV.rawValue: .bvudiv,
    Z3_OP_BUREM.rawValue: .bvurem,
    Z3_OP_BSDIV.rawValue: .bvsdiv,
    Z3_OP_BSREM.rawValue: .bvsrem,
    Z3_OP_BSMOD.rawValue: .bvsmod,
    Z3_OP_BAND.rawValue: .bvand,
    Z3_OP_BOR.rawValue: .bvor,
    Z3_OP_BXOR.rawValue: .bvxor,
    Z3_OP_BNOT.rawValue: .bvnot,
    Z3_OP_BSHL.rawValue: .bvshl,
    Z3_OP_BLSHR.rawValue: .bvlshr,
    Z3_OP_BASHR.rawValue: .bvashr,
    Z3_OP_ULT.rawValue: .bvult,
    Z3_OP_ULEQ.rawValue: .bvule,
    Z3_OP_UGT.rawValue: .bvugt,
    Z3_OP_UGEQ.rawValue: .bvuge,
    Z3_OP_SLT.rawValue: .bvslt,
    Z3_OP_SLEQ.rawValue: .bvsle,
    Z3_OP_SGT.rawValue: .bvsgt,
    Z3_OP_SGEQ.rawValue: .bvsge,
    Z3_OP_CONCAT.rawValue: .concat,
    Z3_OP_BV2INT.rawValue: .bv2int,
    Z3_OP_INT2BV.rawValue: .int2bv,
    Z3_OP_ADD.rawValue: .add,
    Z3_OP_SUB.rawValue: .subtract,
    Z3_OP_MUL.rawValue: .multiply,
    Z3_OP_UMINUS.rawValue: .negate,
    Z3_OP_IDIV.rawValue: .div,
    Z3_OP_MOD.rawValue: .mod,
    Z3_OP_REM.rawValue: .rem,
    Z3_OP_LT.rawValue: .lessThan,
    Z3_OP_LE.rawValue: .lessOrEqual,
    Z3_OP_GT.rawValue: .greaterThan,
    Z3_OP_GE.rawValue: .greaterOrEqual,
    Z3_OP_SELECT.rawValue: .select,
    Z3_OP_STORE.rawValue: .store,
    Z3_OP_CONST_ARRAY.rawValue: .constantArray,
  ]
}
