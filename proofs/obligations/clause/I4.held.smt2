(set-info :smt-lib-version 2.6)
(set-info :id "clause/I4.held")
(set-info :title "A frame that a live area holds is given back only by that area's own call")
(set-info :source "vfree(area->addr)")
(set-info :clauses "I4.held")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun putCount () Int)
(declare-fun putFrame () (Array Int Int))
(declare-fun putMapped () (Array Int Int))
(declare-fun putOwner () (Array Int Int))
(declare-fun j.any () Int)
(define-fun IDLE () Int 0)
(define-fun ENDED () Int 9)
(define-fun put-log ((k Int)) Bool
  (=> (and (not (= pc IDLE)) (<= 0 k) (< k putCount))
    (and (= (select putFrame k) (select (select pages cur) k)) (= (select putMapped k) 0)
      (= (select putOwner k) cur))))
(define-fun w0 () Int 0)
(define-fun w< ((a Int) (b Int)) Bool (< a b))
(define-fun seen.area () Int cur)
(define-fun seen.putCount () Int putCount)
(define-fun seen.putHolder ((j Int)) Int (select putOwner j))

(assert (! (= pc ENDED) :named at-ended))
(assert (! (<= 0 j.any) :named natural-j.any))
(assert (! (put-log j.any) :named |put-log j.any|))
(assert
  (!
    (not
      (=> (w< j.any seen.putCount) (or (= (seen.putHolder j.any) w0) (= (seen.putHolder j.any) seen.area))))
    :named
    goal))
(check-sat)
