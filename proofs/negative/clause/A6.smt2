(set-info :smt-lib-version 2.6)
(set-info :id "clause/A6")
(set-info :title "The page array is released once, and as the kind that it is")
(set-info :source "vfree(area->addr)")
(set-info :clauses "A6")
(set-info :without "array-once")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun outcome () Int)
(declare-fun arrKind () Int)
(declare-fun arrReleases () Int)
(declare-fun arrReleaseKind () Int)
(define-fun IDLE () Int 0)
(define-fun ENDED () Int 9)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun w1 () Int 1)
(define-fun seen.EXIT_NO_PAGE () Int 5)
(define-fun seen.EXIT_NO_MAPPING () Int 6)
(define-fun seen.exitPath () Int outcome)
(define-fun seen.releasing () Bool releasing)
(define-fun seen.arrKind () Int arrKind)
(define-fun seen.arrReleases () Int arrReleases)
(define-fun seen.arrReleaseKind () Int arrReleaseKind)
(define-fun seen.failedLate () Bool
  (or (= seen.exitPath seen.EXIT_NO_PAGE) (= seen.exitPath seen.EXIT_NO_MAPPING)))

(assert (! (= pc ENDED) :named at-ended))
(assert
  (!
    (not
      (=> (or seen.failedLate seen.releasing)
        (and (= seen.arrReleases w1) (= seen.arrReleaseKind seen.arrKind))))
    :named
    goal))
(check-sat)
