(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/F1-holds-8")
(set-info :title "Below 2^29 pages the size of the page array does not wrap (F1)")
(set-info :source "array_size = (nr_pages * sizeof(struct page *))")
(set-info :without "in-domain")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun n () (_ BitVec 32))
(assert
  (! (not (= ((_ zero_extend 32) (bvmul n (_ bv8 32))) (bvmul ((_ zero_extend 32) n) (_ bv8 64))))
    :named
    goal))
(check-sat)
