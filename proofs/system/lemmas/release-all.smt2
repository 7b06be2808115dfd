(set-info :title "A release leaves no frame with the area, or with its page arrays")
(declare-fun f () Int)
(assert (! (= pc ENDED) :named at-ended)) (assert (! releasing :named is-releasing))
(assert (! (and (< 0 (select owner f)) (in-call (select owner f))) :named goal))
