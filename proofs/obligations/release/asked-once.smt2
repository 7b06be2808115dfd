(set-info :smt-lib-version 2.6)
(set-info :id "release/asked-once")
(set-info :title "Kept: Each page is asked for once, and page tables as often as there are some that serve the area")
(set-info :source "vfree(area->addr)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun count.next () (Array Int Int))
(declare-fun pc.next () Int)
(declare-fun cur.next () Int)
(declare-fun outcome.next () Int)
(declare-fun walkTables.next () Int)
(declare-fun tableCount.next () Int)
(declare-fun requestCount.next () Int)
(declare-fun requests.next () Int)
(define-fun IDLE () Int 0)
(define-fun RESERVED () Int 1)
(define-fun GOT () Int 3)
(define-fun EXIT_NO_PAGE () Int 5)
(define-fun EXIT_RELEASE () Int 8)
(define-fun making.next () Bool (and (not (= pc.next IDLE)) (not (= outcome.next EXIT_RELEASE))))
(define-fun asked-once.next () Bool
  (=> making.next
    (and
      (= requestCount.next
        (+ (select count.next cur.next) (ite (or (= pc.next GOT) (= outcome.next EXIT_NO_PAGE)) 1 0)))
      (<= 0 tableCount.next)
      (<= tableCount.next walkTables.next)
      (<= requests.next (+ (ite (= pc.next RESERVED) 4 5) requestCount.next tableCount.next)))))

(assert (! (= outcome.next EXIT_RELEASE) :named is-releasing))
(assert (! (not asked-once.next) :named goal))
(check-sat)
