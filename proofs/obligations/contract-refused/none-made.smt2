(set-info :smt-lib-version 2.6)
(set-info :id "contract-refused/none-made")
(set-info :title "Promised by a call that does nothing: No area is busy that was not")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun status () (Array Int Int))
(declare-fun a.any () Int)
(define-fun BUSY () Int 1)
(define-fun none-made.untouched ((a Int)) Bool (=> (= (select status a) BUSY) (= (select status a) BUSY)))

(assert (! (not (none-made.untouched a.any)) :named goal))
(check-sat)
