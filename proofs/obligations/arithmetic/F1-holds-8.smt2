(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/F1-holds-8")
(set-info :title "Below 2^29 pages the size of the page array does not wrap (F1)")
(set-info :source "array_size = (nr_pages * sizeof(struct page *))")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun n () (_ BitVec 32))
(assert (! (bvult n (bvshl (_ bv1 32) (_ bv29 32))) :named in-domain))
(assert
  (! (not (= ((_ zero_extend 32) (bvmul n (_ bv8 32))) (bvmul ((_ zero_extend 32) n) (_ bv8 64))))
    :named
    goal))
(check-sat)
