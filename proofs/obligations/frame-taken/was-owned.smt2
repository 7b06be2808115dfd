(set-info :smt-lib-version 2.6)
(set-info :id "frame-taken/was-owned")
(set-info :title "Kept: Who owned a frame when the call began was a busy area then")
(set-info :source "environment")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun owner.old.next () (Array Int Int))
(declare-fun status.old () (Array Int Int))
(declare-fun status.old.next () (Array Int Int))
(declare-fun f () Int)
(declare-fun f.any () Int)
(define-fun OTHER () Int (- 3))
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun was-owned ((f Int)) Bool
  (=> (and (not (= pc IDLE)) (< 0 (select owner.old f))) (= (select status.old (select owner.old f)) BUSY)))
(define-fun was-owned.next ((f Int)) Bool
  (=> (and (not (= pc.next IDLE)) (< 0 (select owner.old.next f)))
    (= (select status.old.next (select owner.old.next f)) BUSY)))

(assert
  (!
    (= owner.old.next (ite (= (select owner.old f) (select owner f)) (store owner.old f OTHER) owner.old))
    :named
    moved))
(assert (! (= pc.next pc) :named frame-pc))
(assert (! (= status.old.next status.old) :named frame-status.old))
(assert (! (was-owned f.any) :named |was-owned f.any|))
(assert (! (not (was-owned.next f.any)) :named goal))
(check-sat)
