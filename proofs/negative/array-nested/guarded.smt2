(set-info :smt-lib-version 2.6)
(set-info :id "array-nested/guarded")
(set-info :title "Kept: A range has one guard page, or none")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :without "(guarded.called a.any)")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun status.next () (Array Int Int))
(declare-fun guards.next () (Array Int Int))
(declare-fun a.any () Int)
(define-fun VACANT () Int 0)
(define-fun guarded.next ((a Int)) Bool
  (=> (not (= (select status.next a) VACANT))
    (and (<= 0 (select guards.next a)) (<= (select guards.next a) 1))))

(assert (! (not (guarded.next a.any)) :named goal))
(check-sat)
