(set-info :smt-lib-version 2.6)
(set-info :id "frame-given-back/backed")
(set-info :title "Kept: What was translated when the call began was a frame of an area")
(set-info :source "environment")
(set-info :without "was-others")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun owner.old.next () (Array Int Int))
(declare-fun xlate.old () (Array Int Int))
(declare-fun xlate.old.next () (Array Int Int))
(declare-fun f () Int)
(declare-fun v.any () Int)
(define-fun FREE () Int 0)
(define-fun IDLE () Int 0)
(define-fun backed ((v Int)) Bool
  (=> (and (not (= pc IDLE)) (not (= (select xlate.old v) 0))) (< 0 (select owner.old (select xlate.old v)))))
(define-fun backed.next ((v Int)) Bool
  (=> (and (not (= pc.next IDLE)) (not (= (select xlate.old.next v) 0)))
    (< 0 (select owner.old.next (select xlate.old.next v)))))

(assert
  (!
    (= owner.old.next (ite (= (select owner.old f) (select owner f)) (store owner.old f FREE) owner.old))
    :named
    moved))
(assert (! (= pc.next pc) :named frame-pc))
(assert (! (= xlate.old.next xlate.old) :named frame-xlate.old))
(assert (! (backed v.any) :named |backed v.any|))
(assert (! (not (backed.next v.any)) :named goal))
(check-sat)
