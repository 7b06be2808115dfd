(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/F2-witness-16")
(set-info :title "At 2^32 pages, the smallest number that does, it wraps to 0 (F2)")
(set-info :source "nr_pages = get_vm_area_size(area) >> PAGE_SHIFT")
(set-info :without "witness")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun usable () (_ BitVec 64))
(assert
  (!
    (not
      (and (not (= (bvlshr usable (_ bv16 64)) (_ bv0 64)))
        (= ((_ extract 31 0) (bvlshr usable (_ bv16 64))) (_ bv0 32))))
    :named
    goal))
(check-sat)
