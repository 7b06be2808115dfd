(set-info :smt-lib-version 2.6)
(set-info :id "array-nested-refused/was-owned")
(set-info :title "Kept: Who owned a frame when the call began was a busy area then")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun owner.old.next () (Array Int Int))
(declare-fun status.old () (Array Int Int))
(declare-fun status.old.next () (Array Int Int))
(declare-fun owner.old.called () (Array Int Int))
(declare-fun f.any () Int)
(define-fun FREE () Int 0)
(define-fun OTHER () Int (- 3))
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun RESERVED () Int 1)
(define-fun was-owned ((f Int)) Bool
  (=> (and (not (= pc IDLE)) (< 0 (select owner.old f))) (= (select status.old (select owner.old f)) BUSY)))
(define-fun was-owned.next ((f Int)) Bool
  (=> (and (not (= pc.next IDLE)) (< 0 (select owner.old.next f)))
    (= (select status.old.next (select owner.old.next f)) BUSY)))
(define-fun environment.called ((f Int)) Bool
  (or (= (select owner.old.called f) (select owner f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (or (= (select owner.old.called f) FREE) (= (select owner.old.called f) OTHER)))))

(assert (! (= pc RESERVED) :named at-reserved))
(assert
  (!
    (= (select owner.old.next f.any)
      (ite (= (select owner.old f.any) (select owner f.any)) (select owner.old.called f.any)
        (select owner.old f.any)))
    :named
    |moved f.any|))
(assert (! (= status.old.next status.old) :named frame-status.old))
(assert (! (environment.called f.any) :named |environment.called f.any|))
(assert (! (was-owned f.any) :named |was-owned f.any|))
(assert (! (not (was-owned.next f.any)) :named goal))
(check-sat)
