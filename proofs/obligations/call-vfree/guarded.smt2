(set-info :smt-lib-version 2.6)
(set-info :id "call-vfree/guarded")
(set-info :title "For a call: A range has one guard page, or none")
(set-info :source "vfree: vfree(area->pages)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun status () (Array Int Int))
(declare-fun guards () (Array Int Int))
(declare-fun a.any () Int)
(define-fun VACANT () Int 0)
(define-fun guarded ((a Int)) Bool
  (=> (not (= (select status a) VACANT)) (and (<= 0 (select guards a)) (<= (select guards a) 1))))
(define-fun guarded.calling ((a Int)) Bool
  (=> (not (= (select status a) VACANT)) (and (<= 0 (select guards a)) (<= (select guards a) 1))))

(assert (! (guarded a.any) :named |guarded a.any|))
(assert (! (not (guarded.calling a.any)) :named goal))
(check-sat)
