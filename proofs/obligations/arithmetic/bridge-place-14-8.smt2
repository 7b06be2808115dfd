(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-place-14-8")
(set-info :title "Below 2^29 pages the seed's words decide as numbers do whether the page array is an area")
(set-info :source "if (array_size > PAGE_SIZE)")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun n () (_ BitVec 32))
(assert (! (bvult n (bvshl (_ bv1 32) (_ bv29 32))) :named in-domain))
(assert
  (!
    (not
      (= (bvult (bvshl (_ bv1 32) (_ bv14 32)) (bvmul n (_ bv8 32)))
        (bvult (bvshl (_ bv1 64) (_ bv14 64)) (bvmul ((_ zero_extend 32) n) (_ bv8 64)))))
    :named
    goal))
(check-sat)
