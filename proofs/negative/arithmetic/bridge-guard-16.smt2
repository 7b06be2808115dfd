(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-guard-16")
(set-info :title "Adding the guard page to a size that memory could hold does not wrap, nor does rounding it up")
(set-info :source "size = PAGE_ALIGN(size); size += PAGE_SIZE")
(set-info :without "in-memory")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun size () (_ BitVec 64))
(define-fun page () (_ BitVec 64) (bvshl (_ bv1 64) (_ bv16 64)))
(define-fun rounded () (_ BitVec 64)
  (bvand (bvadd size (bvsub page (_ bv1 64))) (bvnot (bvsub page (_ bv1 64)))))
(assert
  (!
    (not
      (and (bvule size rounded) (= (bvand rounded (bvsub page (_ bv1 64))) (_ bv0 64))
        (bvult (bvsub rounded size) page)
        (bvult rounded (bvadd rounded page))))
    :named
    goal))
(check-sat)
