(set-info :smt-lib-version 2.6)
(set-info :id "return/untouched")
(set-info :title "Kept: A call that makes an area leaves translations as they are, but for those of its own frames")
(set-info :source "return")
(set-info :without "to-idle")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner.next () (Array Int Int))
(declare-fun xlate.next () (Array Int Int))
(declare-fun root.next () (Array Int Int))
(declare-fun level.next () (Array Int Int))
(declare-fun pc.next () Int)
(declare-fun cur.next () Int)
(declare-fun outcome.next () Int)
(declare-fun xlate.old.next () (Array Int Int))
(declare-fun v.any () Int)
(define-fun IDLE () Int 0)
(define-fun EXIT_RELEASE () Int 8)
(define-fun making.next () Bool (and (not (= pc.next IDLE)) (not (= outcome.next EXIT_RELEASE))))
(define-fun in-call.next ((a Int)) Bool
  (and (not (= pc.next IDLE)) (= (select root.next a) (select root.next cur.next))
    (<= (select level.next cur.next) (select level.next a))))
(define-fun untouched.next ((v Int)) Bool
  (=> making.next
    (and
      (=> (not (= (select xlate.old.next v) 0)) (= (select xlate.next v) (select xlate.old.next v)))
      (=> (not (= (select xlate.next v) (select xlate.old.next v)))
        (in-call.next (select owner.next (select xlate.next v)))))))

(assert (! (not (untouched.next v.any)) :named goal))
(check-sat)
