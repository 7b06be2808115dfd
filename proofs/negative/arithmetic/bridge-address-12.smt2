(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-address-12")
(set-info :title "The address of a page of a range that ends in the address space does not wrap")
(set-info :source "map_vm_area(area, prot, pages)")
(set-info :without "in-space")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun base () (_ BitVec 64))
(declare-fun span () (_ BitVec 64))
(declare-fun k () (_ BitVec 64))
(define-fun wide ((x (_ BitVec 64))) (_ BitVec 66) ((_ zero_extend 2) x))
(assert (! (bvult span (bvshl (_ bv1 64) (bvsub (_ bv64 64) (_ bv12 64)))) :named pages-in-space))
(assert (! (bvult k span) :named in-range))
(assert
  (!
    (not (= (wide (bvadd base (bvshl k (_ bv12 64)))) (bvadd (wide base) (bvshl (wide k) (_ bv12 66)))))
    :named
    goal))
(check-sat)
