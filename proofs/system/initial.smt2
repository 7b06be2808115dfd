; The states that the system starts in: nothing was allocated yet.
(assert (! (= pc IDLE) :named at-idle))
(assert (! (= cur 0) :named no-call))
(assert (! (= outer 0) :named from-outside))
(assert (! (forall ((f Int)) (and (<= OTHER (select owner f)) (<= (select owner f) FREE) (not (= (select owner f) HELD)))) :named no-owner))
(assert (! (= (select owner 0) OTHER) :named no-frame))
(assert (! (forall ((v Int)) (= (select xlate v) 0)) :named no-translation))
(assert (! (forall ((v Int)) (= (select stale v) 0)) :named nothing-stale))
(assert (! (forall ((a Int)) (= (select status a) NONE)) :named no-area))
