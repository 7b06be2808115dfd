(set-info :title "After page i was refused exactly i frames are given back")
(assert (! (= pc ENDED) :named at-ended)) (assert (! (= outcome EXIT_NO_PAGE) :named no-page))
(assert (! (not (= putCount (select count cur))) :named goal))
