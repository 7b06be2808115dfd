(set-info :title "After a failure every frame has the owner it had, page tables apart")
(declare-fun f () Int)
(assert (! (= pc ENDED) :named at-ended)) (assert (! making :named is-making)) (assert (! (not (= outcome EXIT_OK)) :named failed))
(assert (! (not (or (= (select owner f) (select owner.old f)) (and (= (select owner.old f) FREE) (= (select owner f) TABLE)))) :named goal))
