(set-info :smt-lib-version 2.6)
(set-info :id "reserve/disjoint")
(set-info :title "Kept: Ranges that are busy or lazily freed are disjoint")
(set-info :source "__vmalloc_node_range: get_vm_area_node")
(set-info :without "(fits a.any)")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun status () (Array Int Int))
(declare-fun status.next () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun base.next () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun span.next () (Array Int Int))
(declare-fun n.next () Int)
(declare-fun a () Int)
(declare-fun g () Int)
(declare-fun a.any () Int)
(declare-fun b.any () Int)
(define-fun VACANT () Int 0)
(define-fun BUSY () Int 1)
(define-fun disjoint ((a Int) (b Int)) Bool
  (=> (and (not (= a b)) (not (= (select status a) VACANT)) (not (= (select status b) VACANT)))
    (or (<= (+ (select base a) (select span a)) (select base b))
      (<= (+ (select base b) (select span b)) (select base a)))))
(define-fun disjoint.next ((a Int) (b Int)) Bool
  (=>
    (and (not (= a b)) (not (= (select status.next a) VACANT)) (not (= (select status.next b) VACANT)))
    (or (<= (+ (select base.next a) (select span.next a)) (select base.next b))
      (<= (+ (select base.next b) (select span.next b)) (select base.next a)))))

(assert
  (!
    (=> (not (= (select status b.any) VACANT))
      (or (<= (+ (select base.next a) (+ n.next g)) (select base b.any))
        (<= (+ (select base b.any) (select span b.any)) (select base.next a))))
    :named
    |fits b.any|))
(assert (! (= status.next (store status a BUSY)) :named busy))
(assert (! (= base.next (store base a (select base.next a))) :named based))
(assert (! (= span.next (store span a (+ n.next g))) :named spanned))
(assert (! (disjoint a.any b.any) :named |disjoint a.any b.any|))
(assert (! (not (disjoint.next a.any b.any)) :named goal))
(check-sat)
