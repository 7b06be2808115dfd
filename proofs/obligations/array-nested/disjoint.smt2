(set-info :smt-lib-version 2.6)
(set-info :id "array-nested/disjoint")
(set-info :title "Kept: Ranges that are busy or lazily freed are disjoint")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun status.next () (Array Int Int))
(declare-fun base.next () (Array Int Int))
(declare-fun span.next () (Array Int Int))
(declare-fun a.any () Int)
(declare-fun b.any () Int)
(define-fun VACANT () Int 0)
(define-fun disjoint.next ((a Int) (b Int)) Bool
  (=>
    (and (not (= a b)) (not (= (select status.next a) VACANT)) (not (= (select status.next b) VACANT)))
    (or (<= (+ (select base.next a) (select span.next a)) (select base.next b))
      (<= (+ (select base.next b) (select span.next b)) (select base.next a)))))
(define-fun disjoint.called ((a Int) (b Int)) Bool
  (=>
    (and (not (= a b)) (not (= (select status.next a) VACANT)) (not (= (select status.next b) VACANT)))
    (or (<= (+ (select base.next a) (select span.next a)) (select base.next b))
      (<= (+ (select base.next b) (select span.next b)) (select base.next a)))))

(assert (! (disjoint.called a.any b.any) :named |disjoint.called a.any b.any|))
(assert (! (not (disjoint.next a.any b.any)) :named goal))
(check-sat)
