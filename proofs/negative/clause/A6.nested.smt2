(set-info :smt-lib-version 2.6)
(set-info :id "clause/A6.nested")
(set-info :title "A page array that is an area is released once")
(set-info :source "vfree(area->addr)")
(set-info :clauses "A6.nested")
(set-info :without "array-once")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun outcome () Int)
(declare-fun arrKind () Int)
(declare-fun nestedReleases () Int)
(define-fun IDLE () Int 0)
(define-fun ENDED () Int 9)
(define-fun EXIT_RELEASE () Int 8)
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))
(define-fun w1 () Int 1)
(define-fun seen.EXIT_NO_PAGE () Int 5)
(define-fun seen.EXIT_NO_MAPPING () Int 6)
(define-fun seen.ARR_AREA () Int 2)
(define-fun seen.exitPath () Int outcome)
(define-fun seen.releasing () Bool releasing)
(define-fun seen.arrKind () Int arrKind)
(define-fun seen.nestedReleases () Int nestedReleases)
(define-fun seen.failedLate () Bool
  (or (= seen.exitPath seen.EXIT_NO_PAGE) (= seen.exitPath seen.EXIT_NO_MAPPING)))

(assert (! (= pc ENDED) :named at-ended))
(assert
  (!
    (not
      (=> (and (or seen.failedLate seen.releasing) (= seen.arrKind seen.ARR_AREA)) (= seen.nestedReleases w1)))
    :named
    goal))
(check-sat)
