(set-info :smt-lib-version 2.6)
(set-info :id "initial/fresh")
(set-info :title "At first: A range that was reserved had no translation")
(set-info :without "at-idle")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun rangeTranslated () Int)
(define-fun IDLE () Int 0)
(define-fun fresh () Bool (=> (not (= pc IDLE)) (= rangeTranslated 0)))

(assert (! (not fresh) :named goal))
(check-sat)
