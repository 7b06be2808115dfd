(set-info :smt-lib-version 2.6)
(set-info :id "frame-given-back/cleared")
(set-info :title "Kept: A release leaves translations as they are, but for those of its own areas")
(set-info :source "environment")
(set-info :without "was-others")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun xlate.next () (Array Int Int))
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
(declare-fun f () Int)
(declare-fun v.any () Int)
(define-fun FREE () Int 0)
(define-fun IDLE () Int 0)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))
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

(assert
  (!
    (= owner.old.next (ite (= (select owner.old f) (select owner f)) (store owner.old f FREE) owner.old))
    :named
    moved))
(assert (! (= xlate.next xlate) :named frame-xlate))
(assert (! (= root.next root) :named frame-root))
(assert (! (= level.next level) :named frame-level))
(assert (! (= pc.next pc) :named frame-pc))
(assert (! (= cur.next cur) :named frame-cur))
(assert (! (= outcome.next outcome) :named frame-outcome))
(assert (! (= xlate.old.next xlate.old) :named frame-xlate.old))
(assert (! (cleared v.any) :named |cleared v.any|))
(assert (! (backed v.any) :named |backed v.any|))
(assert (! (not (cleared.next v.any)) :named goal))
(check-sat)
