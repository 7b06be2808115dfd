(set-info :smt-lib-version 2.6)
(set-info :id "array-released/cleared")
(set-info :title "Kept: A release leaves translations as they are, but for those of its own areas")
(set-info :source "vfree: vfree(area->pages)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun owner.next () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun xlate.next () (Array Int Int))
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
(declare-fun xlate.old () (Array Int Int))
(declare-fun xlate.old.next () (Array Int Int))
(declare-fun owner.old.called () (Array Int Int))
(declare-fun v.any () Int)
(define-fun FREE () Int 0)
(define-fun OTHER () Int (- 3))
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))
(define-fun given-back ((f Int)) Bool
  (=> releasing
    (or (= (select owner f) (select owner.old f))
      (and (= (select owner.old f) cur) (or (= (select owner f) FREE) (= (select owner f) OTHER)))
      (and (or (= pc DESCRIPTOR) (= pc ENDED))
        (or (= (select owner f) FREE) (= (select owner f) OTHER))
        (< 0 (select owner.old f))
        (in-call (select owner.old f))))))
(define-fun cleared ((v Int)) Bool
  (=> releasing
    (or (= (select xlate v) (select xlate.old v))
      (and (= (select xlate v) 0) (in-call (select owner.old (select xlate.old v)))))))
(define-fun backed ((v Int)) Bool
  (=> (and (not (= pc IDLE)) (not (= (select xlate.old v) 0))) (< 0 (select owner.old (select xlate.old v)))))
(define-fun releasing.next () Bool (and (not (= pc.next IDLE)) (= outcome.next EXIT_RELEASE)))
(define-fun in-call.next ((a Int)) Bool
  (and (not (= pc.next IDLE)) (= (select root.next a) (select root.next cur.next))
    (<= (select level.next cur.next) (select level.next a))))
(define-fun cleared.next ((v Int)) Bool
  (=> releasing.next
    (or (= (select xlate.next v) (select xlate.old.next v))
      (and (= (select xlate.next v) 0) (in-call.next (select owner.old.next (select xlate.old.next v)))))))
(define-fun below-before.called ((a Int)) Bool
  (and (= (select root a) (select root cur)) (<= (+ 1 (select level cur)) (select level a))
    (= (select status a) BUSY)))
(define-fun environment.called ((f Int)) Bool
  (or (= (select owner.old.called f) (select owner f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (or (= (select owner.old.called f) FREE) (= (select owner.old.called f) OTHER)))))
(define-fun translations-cleared.called ((v Int)) Bool
  (or (= (select xlate.next v) (select xlate v))
    (and (= (select xlate.next v) 0) (below-before.called (select owner.old.called (select xlate v))))))

(assert (! (= pc ARRAY) :named at-array))
(assert
  (!
    (= (select owner.old.next (select xlate.old v.any))
      (ite (= (select owner.old (select xlate.old v.any)) (select owner (select xlate.old v.any)))
        (select owner.old.called (select xlate.old v.any))
        (ite
          (and (= (select owner.old (select xlate.old v.any)) FREE)
            (= (select owner.next (select xlate.old v.any)) OTHER))
          OTHER
          (select owner.old (select xlate.old v.any)))))
    :named
    |moved (select xlate.old v.any)|))
(assert (! (= root.next root) :named frame-root))
(assert (! (= level.next level) :named frame-level))
(assert (! (= cur.next cur) :named frame-cur))
(assert (! (= outcome.next outcome) :named frame-outcome))
(assert (! (= xlate.old.next xlate.old) :named frame-xlate.old))
(assert
  (! (environment.called (select xlate.old v.any)) :named |environment.called (select xlate.old v.any)|))
(assert (! (translations-cleared.called v.any) :named |translations-cleared.called v.any|))
(assert (! (given-back (select xlate.old v.any)) :named |given-back (select xlate.old v.any)|))
(assert (! (cleared v.any) :named |cleared v.any|))
(assert (! (backed v.any) :named |backed v.any|))
(assert (! (not (cleared.next v.any)) :named goal))
(check-sat)
