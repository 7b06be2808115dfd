(set-info :smt-lib-version 2.6)
(set-info :id "initial/extent")
(set-info :title "At first: A range begins at a page, and is long enough for the pages stored")
(set-info :without "(no-area a.any)")
(set-info :status sat)
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

(assert (! (not (extent a.any)) :named goal))
(check-sat)
