(set-info :smt-lib-version 2.6)
(set-info :id "clause/E3.clean")
(set-info :title "After a failure nothing in the range is translated")
(set-info :source "vfree(area->addr)")
(set-info :clauses "E3.clean")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun xlate () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun left-over () Int)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_OK () Int 1)
(define-fun unmapped ((v Int)) Bool
  (=>
    (and
      (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
      (<= (select base cur) v)
      (< v (+ (select base cur) (select span cur))))
    (= (select xlate v) 0)))
(define-fun w0 () Int 0)
(define-fun seen.EXIT_NO_ARRAY () Int 4)
(define-fun seen.EXIT_NO_PAGE () Int 5)
(define-fun seen.EXIT_NO_MAPPING () Int 6)
(define-fun seen.exitPath () Int outcome)
(define-fun seen.rangeLeft () Int
  (ite
    (and (<= (select base cur) left-over) (< left-over (+ (select base cur) (select span cur)))
      (not (= (select xlate left-over) 0)))
    1
    0))
(define-fun seen.failedLate () Bool
  (or (= seen.exitPath seen.EXIT_NO_PAGE) (= seen.exitPath seen.EXIT_NO_MAPPING)))

(assert (! (= pc ENDED) :named at-ended))
(assert (! (unmapped left-over) :named |unmapped left-over|))
(assert
  (! (not (=> (or seen.failedLate (= seen.exitPath seen.EXIT_NO_ARRAY)) (= seen.rangeLeft w0))) :named goal))
(check-sat)
