(set-info :smt-lib-version 2.6)
(set-info :id "array-nested/backed")
(set-info :title "Kept: What was translated when the call began was a frame of an area")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun owner.old.next () (Array Int Int))
(declare-fun xlate.old () (Array Int Int))
(declare-fun xlate.old.next () (Array Int Int))
(declare-fun owner.old.called () (Array Int Int))
(declare-fun v.any () Int)
(define-fun FREE () Int 0)
(define-fun OTHER () Int (- 3))
(define-fun IDLE () Int 0)
(define-fun RESERVED () Int 1)
(define-fun backed ((v Int)) Bool
  (=> (and (not (= pc IDLE)) (not (= (select xlate.old v) 0))) (< 0 (select owner.old (select xlate.old v)))))
(define-fun backed.next ((v Int)) Bool
  (=> (and (not (= pc.next IDLE)) (not (= (select xlate.old.next v) 0)))
    (< 0 (select owner.old.next (select xlate.old.next v)))))
(define-fun environment.called ((f Int)) Bool
  (or (= (select owner.old.called f) (select owner f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (or (= (select owner.old.called f) FREE) (= (select owner.old.called f) OTHER)))))

(assert (! (= pc RESERVED) :named at-reserved))
(assert
  (!
    (= (select owner.old.next (select xlate.old v.any))
      (ite (= (select owner.old (select xlate.old v.any)) (select owner (select xlate.old v.any)))
        (select owner.old.called (select xlate.old v.any))
        (select owner.old (select xlate.old v.any))))
    :named
    |moved (select xlate.old v.any)|))
(assert (! (= xlate.old.next xlate.old) :named frame-xlate.old))
(assert
  (! (environment.called (select xlate.old v.any)) :named |environment.called (select xlate.old v.any)|))
(assert (! (backed v.any) :named |backed v.any|))
(assert (! (not (backed.next v.any)) :named goal))
(check-sat)
