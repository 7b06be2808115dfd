(set-info :smt-lib-version 2.6)
(set-info :id "initial/cleared")
(set-info :title "At first: A release leaves translations as they are, but for those of its own areas")
(set-info :without "at-idle")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun xlate () (Array Int Int))
(declare-fun root () (Array Int Int))
(declare-fun level () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun owner.old () (Array Int Int))
(declare-fun xlate.old () (Array Int Int))
(declare-fun v.any () Int)
(define-fun IDLE () Int 0)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))
(define-fun cleared ((v Int)) Bool
  (=> releasing
    (or (= (select xlate v) (select xlate.old v))
      (and (= (select xlate v) 0) (in-call (select owner.old (select xlate.old v)))))))

(assert (! (not (cleared v.any)) :named goal))
(check-sat)
