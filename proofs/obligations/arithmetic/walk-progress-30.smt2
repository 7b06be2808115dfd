(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/walk-progress-30")
(set-info :title "The part of a range that an entry serves is not empty and ends in the range, also at the end of the address space")
(set-info :source "map_vm_area: vmap_pud_range, vmap_pmd_range, vmap_pte_range")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun address () (_ BitVec 64))
(declare-fun end () (_ BitVec 64))
(define-fun span () (_ BitVec 64) (bvshl (_ bv1 64) (_ bv30 64)))
(define-fun boundary () (_ BitVec 64) (bvand (bvadd address span) (bvnot (bvsub span (_ bv1 64)))))
(define-fun next () (_ BitVec 64)
  (ite (bvult (bvsub boundary (_ bv1 64)) (bvsub end (_ bv1 64))) boundary end))
(assert (! (bvule address (bvsub end (_ bv1 64))) :named not-done))
(assert
  (!
    (not (and (bvule address (bvsub next (_ bv1 64))) (bvule (bvsub next (_ bv1 64)) (bvsub end (_ bv1 64)))))
    :named
    goal))
(check-sat)
