(set-info :smt-lib-version 2.6)
(set-info :id "initial/fresh")
(set-info :title "At first: A range that was reserved had no translation")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun rangeTranslated () Int)
(define-fun IDLE () Int 0)
(define-fun fresh () Bool (=> (not (= pc IDLE)) (= rangeTranslated 0)))

(assert (! (= pc IDLE) :named at-idle))
(assert (! (not fresh) :named goal))
(check-sat)
