(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/F2-holds-16")
(set-info :title "Below 2^32 pages the page count does not wrap (F2)")
(set-info :source "nr_pages = get_vm_area_size(area) >> PAGE_SHIFT")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun usable () (_ BitVec 64))
(assert (! (bvult (bvlshr usable (_ bv16 64)) (bvshl (_ bv1 64) (_ bv32 64))) :named in-domain))
(assert
  (!
    (not (= ((_ zero_extend 32) ((_ extract 31 0) (bvlshr usable (_ bv16 64)))) (bvlshr usable (_ bv16 64))))
    :named
    goal))
(check-sat)
