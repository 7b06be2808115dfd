(set-info :smt-lib-version 2.6)
(set-info :id "initial/unmapped")
(set-info :title "At first: Once the range is retired nothing in it is translated")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun xlate () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun v.any () Int)
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

(assert (! (= (select xlate v.any) 0) :named |no-translation v.any|))
(assert (! (not (unmapped v.any)) :named goal))
(check-sat)
