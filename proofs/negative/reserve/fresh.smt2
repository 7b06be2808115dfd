(set-info :smt-lib-version 2.6)
(set-info :id "reserve/fresh")
(set-info :title "Kept: A range that was reserved had no translation")
(set-info :source "__vmalloc_node_range: get_vm_area_node")
(set-info :without "(fits (select owner (select xlate w)))")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun slot () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun base.next () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun span.next () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun cur () Int)
(declare-fun n.next () Int)
(declare-fun i () Int)
(declare-fun rangeTranslated.next () Int)
(declare-fun a () Int)
(declare-fun w () Int)
(declare-fun g () Int)
(define-fun VACANT () Int 0)
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
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
(define-fun extent ((a Int)) Bool
  (=> (not (= (select status a) VACANT))
    (and (< 0 a) (<= 0 (select count a)) (<= (select count a) (select span a)) (< 0 (select base a)))))
(define-fun fresh.next () Bool (=> (not (= pc.next IDLE)) (= rangeTranslated.next 0)))

(assert (! (= span.next (store span a (+ n.next g))) :named spanned))
(assert
  (!
    (= rangeTranslated.next
      (ite
        (and (<= (select base.next a) w) (< w (+ (select base.next a) (select span.next a)))
          (not (= (select xlate w) 0)))
        1
        0))
    :named
    range-noted))
(assert (! (owned (select xlate w)) :named |owned (select xlate w)|))
(assert (! (mapped w) :named |mapped w|))
(assert (! (extent (select owner (select xlate w))) :named |extent (select owner (select xlate w))|))
(assert (! (not fresh.next) :named goal))
(check-sat)
