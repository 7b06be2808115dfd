(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/F4-holds")
(set-info :title "Rounding up to an alignment no longer than what is left of the address space does not wrap (F4)")
(set-info :source "addr = ALIGN(first->va_end, align)")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun end () (_ BitVec 64))
(declare-fun align () (_ BitVec 64))
(define-fun rounded () (_ BitVec 64)
  (bvand (bvadd end (bvsub align (_ bv1 64))) (bvnot (bvsub align (_ bv1 64)))))
(assert
  (! (and (not (= align (_ bv0 64))) (= (bvand align (bvsub align (_ bv1 64))) (_ bv0 64))) :named
    power-of-two))
(assert (! (and (not (= end (_ bv0 64))) (bvule align (bvneg end))) :named in-domain))
(assert
  (! (not (and (bvule end rounded) (= (bvand rounded (bvsub align (_ bv1 64))) (_ bv0 64)))) :named goal))
(check-sat)
