(set-info :smt-lib-version 2.6)
(set-info :id "array-released/given-back")
(set-info :title "Kept: A release gives back frames of its own areas only, and leaves all others to their owners")
(set-info :source "vfree: vfree(area->pages)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun owner.next () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun root () (Array Int Int))
(declare-fun root.next () (Array Int Int))
(declare-fun level () (Array Int Int))
(declare-fun level.next () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun cur () Int)
(declare-fun cur.next () Int)
(declare-fun outcome () Int)
(declare-fun outcome.next () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun owner.old.next () (Array Int Int))
(declare-fun owner.old.called () (Array Int Int))
(declare-fun f.any () Int)
(define-fun FREE () Int 0)
(define-fun OTHER () Int (- 3))
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun ARRAY () Int 7)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))
(define-fun given-back ((f Int)) Bool
  (=> releasing
    (or (= (select owner f) (select owner.old f))
      (and (or (= (select owner f) FREE) (= (select owner f) OTHER)) (< 0 (select owner.old f))
        (in-call (select owner.old f))))))
(define-fun releasing.next () Bool (and (not (= pc.next IDLE)) (= outcome.next EXIT_RELEASE)))
(define-fun in-call.next ((a Int)) Bool
  (and (not (= pc.next IDLE)) (= (select root.next a) (select root.next cur.next))
    (<= (select level.next cur.next) (select level.next a))))
(define-fun given-back.next ((f Int)) Bool
  (=> releasing.next
    (or (= (select owner.next f) (select owner.old.next f))
      (and (or (= (select owner.next f) FREE) (= (select owner.next f) OTHER))
        (< 0 (select owner.old.next f))
        (in-call.next (select owner.old.next f))))))
(define-fun below-before.called ((a Int)) Bool
  (and (= (select root a) (select root cur)) (<= (+ 1 (select level cur)) (select level a))
    (= (select status a) BUSY)))
(define-fun environment.called ((f Int)) Bool
  (or (= (select owner.old.called f) (select owner f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (or (= (select owner.old.called f) FREE) (= (select owner.old.called f) OTHER)))))
(define-fun frames-given-back.called ((f Int)) Bool
  (or (= (select owner.next f) (select owner.old.called f))
    (and (or (= (select owner.next f) FREE) (= (select owner.next f) OTHER))
      (< 0 (select owner.old.called f))
      (below-before.called (select owner.old.called f)))))

(assert (! (= pc ARRAY) :named at-array))
(assert
  (!
    (= (select owner.old.next f.any)
      (ite (= (select owner.old f.any) (select owner f.any)) (select owner.old.called f.any)
        (ite (and (= (select owner.old f.any) FREE) (= (select owner.next f.any) OTHER)) OTHER
          (select owner.old f.any))))
    :named
    |moved f.any|))
(assert (! (= root.next root) :named frame-root))
(assert (! (= level.next level) :named frame-level))
(assert (! (= cur.next cur) :named frame-cur))
(assert (! (= outcome.next outcome) :named frame-outcome))
(assert (! (environment.called f.any) :named |environment.called f.any|))
(assert (! (frames-given-back.called f.any) :named |frames-given-back.called f.any|))
(assert (! (given-back f.any) :named |given-back f.any|))
(assert (! (not (given-back.next f.any)) :named goal))
(check-sat)
