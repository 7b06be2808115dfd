(set-info :title "After page i was refused no other frame is given back")
(declare-fun f () Int)
(assert (! (= pc ENDED) :named at-ended)) (assert (! (= outcome EXIT_NO_PAGE) :named no-page))
(assert (! (and (not (= (select puts f) 0)) (not (and (<= 0 (select slot f)) (< (select slot f) (select count cur)) (= (select (select pages cur) (select slot f)) f)))) :named goal))
