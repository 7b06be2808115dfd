(set-info :smt-lib-version 2.6)
(set-info :id "initial/was-owned")
(set-info :title "At first: Who owned a frame when the call began was a busy area then")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun status.old () (Array Int Int))
(declare-fun f.any () Int)
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun was-owned ((f Int)) Bool
  (=> (and (not (= pc IDLE)) (< 0 (select owner.old f))) (= (select status.old (select owner.old f)) BUSY)))

(assert (! (= pc IDLE) :named at-idle))
(assert (! (not (was-owned f.any)) :named goal))
(check-sat)
