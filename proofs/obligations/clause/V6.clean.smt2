(set-info :smt-lib-version 2.6)
(set-info :id "clause/V6.clean")
(set-info :title "After a release nothing in the range is translated")
(set-info :source "vfree(area->addr)")
(set-info :clauses "V6.clean")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun xlate () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun left-over () Int)
(define-fun IDLE () Int 0)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_OK () Int 1)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun unmapped ((v Int)) Bool
  (=>
    (and
      (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
      (<= (select base cur) v)
      (< v (+ (select base cur) (select span cur))))
    (= (select xlate v) 0)))
(define-fun w0 () Int 0)
(define-fun seen.releasing () Bool releasing)
(define-fun seen.rangeLeft () Int
  (ite
    (and (<= (select base cur) left-over) (< left-over (+ (select base cur) (select span cur)))
      (not (= (select xlate left-over) 0)))
    1
    0))

(assert (! (= pc ENDED) :named at-ended))
(assert (! (unmapped left-over) :named |unmapped left-over|))
(assert (! (not (=> seen.releasing (= seen.rangeLeft w0))) :named goal))
(check-sat)
