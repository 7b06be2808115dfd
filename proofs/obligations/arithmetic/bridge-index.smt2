(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-index")
(set-info :title "Below 2^32 pages the index of a loop does not wrap: the next one is the next number")
(set-info :source "for (i = 0; i < area->nr_pages; i++)")
(set-info :status unsat)
(set-logic QF_BV)
(declare-fun i () (_ BitVec 32))
(declare-fun n () (_ BitVec 32))
(assert (! (bvult i n) :named below-count))
(assert
  (! (not (= ((_ zero_extend 32) (bvadd i (_ bv1 32))) (bvadd ((_ zero_extend 32) i) (_ bv1 64))))
    :named
    goal))
(check-sat)
