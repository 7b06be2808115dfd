(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/F2-witness-12")
(set-info :title "At 2^32 pages, the smallest number that does, it wraps to 0 (F2)")
(set-info :source "nr_pages = get_vm_area_size(area) >> PAGE_SHIFT")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun usable () (_ BitVec 64))
(assert (! (= (bvlshr usable (_ bv12 64)) (bvshl (_ bv1 64) (_ bv32 64))) :named witness))
(assert
  (!
    (not
      (and (not (= (bvlshr usable (_ bv12 64)) (_ bv0 64)))
        (= ((_ extract 31 0) (bvlshr usable (_ bv12 64))) (_ bv0 32))))
    :named
    goal))
(check-sat)
