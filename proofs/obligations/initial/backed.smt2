(set-info :smt-lib-version 2.6)
(set-info :id "initial/backed")
(set-info :title "At first: What was translated when the call began was a frame of an area")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun xlate.old () (Array Int Int))
(declare-fun v.any () Int)
(define-fun IDLE () Int 0)
(define-fun backed ((v Int)) Bool
  (=> (and (not (= pc IDLE)) (not (= (select xlate.old v) 0))) (< 0 (select owner.old (select xlate.old v)))))

(assert (! (= pc IDLE) :named at-idle))
(assert (! (not (backed v.any)) :named goal))
(check-sat)
