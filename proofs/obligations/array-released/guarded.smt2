(set-info :smt-lib-version 2.6)
(set-info :id "array-released/guarded")
(set-info :title "Kept: A range has one guard page, or none")
(set-info :source "vfree: vfree(area->pages)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun status.next () (Array Int Int))
(declare-fun guards.next () (Array Int Int))
(declare-fun a.any () Int)
(define-fun VACANT () Int 0)
(define-fun guarded.next ((a Int)) Bool
  (=> (not (= (select status.next a) VACANT))
    (and (<= 0 (select guards.next a)) (<= (select guards.next a) 1))))
(define-fun guarded.called ((a Int)) Bool
  (=> (not (= (select status.next a) VACANT))
    (and (<= 0 (select guards.next a)) (<= (select guards.next a) 1))))

(assert (! (guarded.called a.any) :named |guarded.called a.any|))
(assert (! (not (guarded.next a.any)) :named goal))
(check-sat)
