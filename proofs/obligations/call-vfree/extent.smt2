(set-info :smt-lib-version 2.6)
(set-info :id "call-vfree/extent")
(set-info :title "For a call: A range begins at a page, and is long enough for the pages stored")
(set-info :source "vfree: vfree(area->pages)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun status () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun a.any () Int)
(define-fun VACANT () Int 0)
(define-fun extent ((a Int)) Bool
  (=> (not (= (select status a) VACANT))
    (and (< 0 a) (<= 0 (select count a)) (<= (select count a) (select span a)) (< 0 (select base a)))))
(define-fun extent.calling ((a Int)) Bool
  (=> (not (= (select status a) VACANT))
    (and (< 0 a) (<= 0 (select count a)) (<= (select count a) (select span a)) (< 0 (select base a)))))

(assert (! (extent a.any) :named |extent a.any|))
(assert (! (not (extent.calling a.any)) :named goal))
(check-sat)
