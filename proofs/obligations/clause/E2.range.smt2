(set-info :smt-lib-version 2.6)
(set-info :id "clause/E2.range")
(set-info :title "After a late failure the range is retired once, whole, and the descriptor given back once")
(set-info :source "vfree(area->addr)")
(set-info :clauses "E2.range")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun span () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun putCount () Int)
(declare-fun retireCount () Int)
(declare-fun freedCount () Int)
(declare-fun now () Int)
(declare-fun retiredAt () Int)
(declare-fun firstPutAt () Int)
(declare-fun lastPutAt () Int)
(declare-fun freedAt () Int)
(define-fun PAGE () Int 4096)
(define-fun bytes ((pages Int)) Int (* PAGE pages))
(define-fun IDLE () Int 0)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_OK () Int 1)
(define-fun in-order () Bool
  (=> (not (= pc IDLE))
    (and
      (= retireCount
        (ite
          (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
          1
          0))
      (= freedCount (ite (and (= pc ENDED) (not (= outcome EXIT_OK))) 1 0))
      (=> (= retireCount 1) (< retiredAt now))
      (=> (< 0 putCount) (and (< retiredAt firstPutAt) (<= firstPutAt lastPutAt) (< lastPutAt now)))
      (=> (and (= freedCount 1) (< 0 putCount)) (< lastPutAt freedAt)))))
(define-fun w1 () Int 1)
(define-fun seen.EXIT_NO_PAGE () Int 5)
(define-fun seen.EXIT_NO_MAPPING () Int 6)
(define-fun seen.exitPath () Int outcome)
(define-fun seen.rangeBytes () Int (bytes (select span cur)))
(define-fun seen.retireCount () Int retireCount)
(define-fun seen.retireBytes () Int (ite (= retireCount 0) 0 (bytes (select span cur))))
(define-fun seen.structFreed () Int freedCount)
(define-fun seen.failedLate () Bool
  (or (= seen.exitPath seen.EXIT_NO_PAGE) (= seen.exitPath seen.EXIT_NO_MAPPING)))

(assert (! (= pc ENDED) :named at-ended))
(assert (! in-order :named |by in-order|))
(assert
  (!
    (not
      (=> seen.failedLate
        (and (= seen.retireCount w1) (= seen.retireBytes seen.rangeBytes) (= seen.structFreed w1))))
    :named
    goal))
(check-sat)
