(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-place-16-4")
(set-info :title "Below 2^29 pages the seed's words decide as numbers do whether the page array is an area")
(set-info :source "if (array_size > PAGE_SIZE)")
(set-info :without "in-domain")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun n () (_ BitVec 32))
(assert
  (!
    (not
      (= (bvult (bvshl (_ bv1 32) (_ bv16 32)) (bvmul n (_ bv4 32)))
        (bvult (bvshl (_ bv1 64) (_ bv16 64)) (bvmul ((_ zero_extend 32) n) (_ bv4 64)))))
    :named
    goal))
(check-sat)
