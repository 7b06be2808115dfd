(set-info :smt-lib-version 2.6)
(set-info :id "unmap-page/purged")
(set-info :title "Kept: A range that a purge has collected is lazily freed, within the hull, and not in the TLB after the flush")
(set-info :source "vfree: vunmap_page_range")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun slot () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun stale () (Array Int Int))
(declare-fun stale.next () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun status.next () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun base.next () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun span.next () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun i () Int)
(declare-fun purge () Int)
(declare-fun purge.next () Int)
(declare-fun collected () (Array Int Int))
(declare-fun collected.next () (Array Int Int))
(declare-fun low () Int)
(declare-fun low.next () Int)
(declare-fun high () Int)
(declare-fun high.next () Int)
(declare-fun a.any () Int)
(declare-fun v.any () Int)
(define-fun VACANT () Int 0)
(define-fun BUSY () Int 1)
(define-fun LAZY () Int 2)
(define-fun PUTTING () Int 6)
(define-fun holds ((a Int) (k Int)) Bool
  (and (<= 0 k) (< k (select count a))
    (or (= (select status a) BUSY) (and (= a cur) (= pc PUTTING) (<= i k)))))
(define-fun owned ((f Int)) Bool
  (=> (< 0 (select owner f))
    (and (holds (select owner f) (select slot f))
      (= (select (select pages (select owner f)) (select slot f)) f))))
(define-fun mapped ((v Int)) Bool
  (=> (not (= (select xlate v) 0))
    (and (< 0 (select owner (select xlate v)))
      (= (select status (select owner (select xlate v))) BUSY)
      (= v (+ (select base (select owner (select xlate v))) (select slot (select xlate v)))))))
(define-fun disjoint ((a Int) (b Int)) Bool
  (=> (and (not (= a b)) (not (= (select status a) VACANT)) (not (= (select status b) VACANT)))
    (or (<= (+ (select base a) (select span a)) (select base b))
      (<= (+ (select base b) (select span b)) (select base a)))))
(define-fun extent ((a Int)) Bool
  (=> (not (= (select status a) VACANT))
    (and (< 0 a) (<= 0 (select count a)) (<= (select count a) (select span a)) (< 0 (select base a)))))
(define-fun purged ((a Int) (v Int)) Bool
  (=> (and (not (= purge 0)) (= (select collected a) 1))
    (and (= (select status a) LAZY)
      (=> (= purge 1) (and (<= low (select base a)) (<= (+ (select base a) (select span a)) high)))
      (=> (and (= purge 2) (<= (select base a) v) (< v (+ (select base a) (select span a))))
        (= (select stale v) 0)))))
(define-fun purged.next ((a Int) (v Int)) Bool
  (=> (and (not (= purge.next 0)) (= (select collected.next a) 1))
    (and (= (select status.next a) LAZY)
      (=> (= purge.next 1)
        (and (<= low.next (select base.next a)) (<= (+ (select base.next a) (select span.next a)) high.next)))
      (=>
        (and (= purge.next 2) (<= (select base.next a) v) (< v (+ (select base.next a) (select span.next a))))
        (= (select stale.next v) 0)))))

(assert
  (!
    (= stale.next
      (ite (= (select xlate (+ (select base cur) i)) 0) stale (store stale (+ (select base cur) i) cur)))
    :named
    stale-now))
(assert (! (= status.next status) :named frame-status))
(assert (! (= base.next base) :named frame-base))
(assert (! (= span.next span) :named frame-span))
(assert (! (= purge.next purge) :named frame-purge))
(assert (! (= collected.next collected) :named frame-collected))
(assert (! (= low.next low) :named frame-low))
(assert (! (= high.next high) :named frame-high))
(assert
  (! (owned (select xlate (+ (select base cur) i))) :named |owned (select xlate (+ (select base cur) i))|))
(assert (! (mapped (+ (select base cur) i)) :named |mapped (+ (select base cur) i)|))
(assert
  (! (disjoint (select owner (select xlate (+ (select base cur) i))) a.any) :named
    |disjoint (select owner (select xlate (+ (select base cur) i))) a.any|))
(assert
  (! (extent (select owner (select xlate (+ (select base cur) i)))) :named
    |extent (select owner (select xlate (+ (select base cur) i)))|))
(assert (! (purged a.any v.any) :named |purged a.any v.any|))
(assert (! (not (purged.next a.any v.any)) :named goal))
(check-sat)
