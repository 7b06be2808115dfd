(set-info :smt-lib-version 2.6)
(set-info :id "clause/OK.frame")
(set-info :title "On success no translation outside of the ranges reserved has changed")
(set-info :source "return area->addr")
(set-info :clauses "OK.frame")
(set-info :without "is-making")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun slot () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun base () (Array Int Int))
(declare-fun span () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun root () (Array Int Int))
(declare-fun level () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun i () Int)
(declare-fun outcome () Int)
(declare-fun xlate.old () (Array Int Int))
(declare-fun virtual.changed () (Array Int Int))
(declare-fun number.virtual () Int)
(declare-fun j.any () Int)
(define-fun VACANT () Int 0)
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun PUTTING () Int 6)
(define-fun EXIT_RELEASE () Int 8)
(define-fun holds ((a Int) (k Int)) Bool
  (and (<= 0 k) (< k (select count a))
    (or (= (select status a) BUSY) (and (= a cur) (= pc PUTTING) (<= i k)))))
(define-fun making () Bool (and (not (= pc IDLE)) (not (= outcome EXIT_RELEASE))))
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))
(define-fun owned ((f Int)) Bool
  (=> (< 0 (select owner f))
    (and (holds (select owner f) (select slot f))
      (= (select (select pages (select owner f)) (select slot f)) f))))
(define-fun mapped ((v Int)) Bool
  (=> (not (= (select xlate v) 0))
    (and (< 0 (select owner (select xlate v)))
      (= (select status (select owner (select xlate v))) BUSY)
      (= v (+ (select base (select owner (select xlate v))) (select slot (select xlate v)))))))
(define-fun extent ((a Int)) Bool
  (=> (not (= (select status a) VACANT))
    (and (< 0 a) (<= 0 (select count a)) (<= (select count a) (select span a)) (< 0 (select base a)))))
(define-fun untouched ((v Int)) Bool
  (=> making
    (and (=> (not (= (select xlate.old v) 0)) (= (select xlate v) (select xlate.old v)))
      (=> (not (= (select xlate v) (select xlate.old v))) (in-call (select owner (select xlate v)))))))
(define-fun w1 () Int 1)
(define-fun w< ((a Int) (b Int)) Bool (< a b))
(define-fun seen.EXIT_OK () Int 1)
(define-fun seen.exitPath () Int outcome)
(define-fun seen.pageCount () Int number.virtual)
(define-fun seen.translationBefore ((j Int)) Int (select xlate.old (select virtual.changed j)))
(define-fun seen.translationAfter ((j Int)) Int (select xlate (select virtual.changed j)))
(define-fun seen.pageOwn ((j Int)) Int
  (ite
    (and (in-call (select owner (select xlate (select virtual.changed j))))
      (<= (select base (select owner (select xlate (select virtual.changed j)))) (select virtual.changed j))
      (< (select virtual.changed j)
        (+ (select base (select owner (select xlate (select virtual.changed j))))
          (select span (select owner (select xlate (select virtual.changed j)))))))
    1
    0))

(assert
  (! (owned (select xlate (select virtual.changed j.any))) :named
    |owned (select xlate (select virtual.changed j.any))|))
(assert (! (mapped (select virtual.changed j.any)) :named |mapped (select virtual.changed j.any)|))
(assert
  (! (extent (select owner (select xlate (select virtual.changed j.any)))) :named
    |extent (select owner (select xlate (select virtual.changed j.any)))|))
(assert (! (untouched (select virtual.changed j.any)) :named |untouched (select virtual.changed j.any)|))
(assert
  (!
    (not
      (=> (= seen.exitPath seen.EXIT_OK)
        (=> (w< j.any seen.pageCount)
          (or (= (seen.pageOwn j.any) w1) (= (seen.translationAfter j.any) (seen.translationBefore j.any))))))
    :named
    goal))
(check-sat)
