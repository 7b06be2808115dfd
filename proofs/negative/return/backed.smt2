(set-info :smt-lib-version 2.6)
(set-info :id "return/backed")
(set-info :title "Kept: What was translated when the call began was a frame of an area")
(set-info :source "return")
(set-info :without "to-idle")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun pc.next () Int)
(declare-fun owner.old.next () (Array Int Int))
(declare-fun xlate.old.next () (Array Int Int))
(declare-fun v.any () Int)
(define-fun IDLE () Int 0)
(define-fun backed.next ((v Int)) Bool
  (=> (and (not (= pc.next IDLE)) (not (= (select xlate.old.next v) 0)))
    (< 0 (select owner.old.next (select xlate.old.next v)))))

(assert (! (not (backed.next v.any)) :named goal))
(check-sat)
