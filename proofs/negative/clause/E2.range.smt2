(set-info :smt-lib-version 2.6)
(set-info :id "clause/E2.range")
(set-info :title "After a late failure the range is retired once, whole, and the descriptor given back once")
(set-info :source "vfree(area->addr)")
(set-info :clauses "E2.range")
(set-info :without "in-order")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun span () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outcome () Int)
(declare-fun retireCount () Int)
(declare-fun freedCount () Int)
(define-fun PAGE () Int 4096)
(define-fun bytes ((pages Int)) Int (* PAGE pages))
(define-fun ENDED () Int 9)
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
(assert
  (!
    (not
      (=> seen.failedLate
        (and (= seen.retireCount w1) (= seen.retireBytes seen.rangeBytes) (= seen.structFreed w1))))
    :named
    goal))
(check-sat)
