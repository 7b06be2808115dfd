(set-info :smt-lib-version 2.6)
(set-info :id "initial/untouched")
(set-info :title "At first: A call that makes an area leaves translations as they are, but for those of its own frames")
(set-info :without "at-idle")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun root () (Array Int Int))
(declare-fun level () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun xlate.old () (Array Int Int))
(declare-fun v.any () Int)
(define-fun IDLE () Int 0)
(define-fun EXIT_RELEASE () Int 8)
(define-fun making () Bool (and (not (= pc IDLE)) (not (= outcome EXIT_RELEASE))))
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))
(define-fun untouched ((v Int)) Bool
  (=> making
    (and (=> (not (= (select xlate.old v) 0)) (= (select xlate v) (select xlate.old v)))
      (=> (not (= (select xlate v) (select xlate.old v))) (in-call (select owner (select xlate v)))))))

(assert (! (not (untouched v.any)) :named goal))
(check-sat)
