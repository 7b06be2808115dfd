(set-info :smt-lib-version 2.6)
(set-info :id "purge-begin/purged")
(set-info :title "Kept: A range that a purge has collected is lazily freed, within the hull, and not in the TLB after the flush")
(set-info :source "__purge_vmap_area_lazy: list_for_each_entry_rcu(va, &vmap_area_list, list)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun stale.next () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun status.next () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun base.next () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun span.next () (Array Int Int))
(declare-fun purge.next () Int)
(declare-fun collected.next () (Array Int Int))
(declare-fun low.next () Int)
(declare-fun high.next () Int)
(declare-fun a.any () Int)
(declare-fun v.any () Int)
(define-fun LAZY () Int 2)
(define-fun purged.next ((a Int) (v Int)) Bool
  (=> (and (not (= purge.next 0)) (= (select collected.next a) 1))
    (and (= (select status.next a) LAZY)
      (=> (= purge.next 1)
        (and (<= low.next (select base.next a)) (<= (+ (select base.next a) (select span.next a)) high.next)))
      (=>
        (and (= purge.next 2) (<= (select base.next a) v) (< v (+ (select base.next a) (select span.next a))))
        (= (select stale.next v) 0)))))

(assert
  (! (= (select collected.next a.any) (ite (= (select status a.any) LAZY) 1 0)) :named |collected-now a.any|))
(assert
  (!
    (=> (= (select status a.any) LAZY)
      (and (<= low.next (select base a.any)) (<= (+ (select base a.any) (select span a.any)) high.next)))
    :named
    |hull a.any|))
(assert (! (= purge.next 1) :named to-collected))
(assert (! (= status.next status) :named frame-status))
(assert (! (= base.next base) :named frame-base))
(assert (! (= span.next span) :named frame-span))
(assert (! (not (purged.next a.any v.any)) :named goal))
(check-sat)
