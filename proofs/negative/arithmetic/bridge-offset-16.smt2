(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-offset-16")
(set-info :title "In a range of fewer pages than the address space has, the offset of a page is below the length, and does not wrap")
(set-info :source "map_vm_area(area, prot, pages)")
(set-info :without "in-range")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun span () (_ BitVec 64))
(declare-fun k () (_ BitVec 64))
(assert (! (bvult span (bvshl (_ bv1 64) (bvsub (_ bv64 64) (_ bv16 64)))) :named pages-in-space))
(assert
  (!
    (not
      (and (bvult (bvshl k (_ bv16 64)) (bvshl span (_ bv16 64)))
        (= (bvlshr (bvshl k (_ bv16 64)) (_ bv16 64)) k)))
    :named
    goal))
(check-sat)
