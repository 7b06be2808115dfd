(set-info :title "At no instant is a frame free and mapped")
(declare-fun v () Int)
(assert (! (and (not (= (select xlate v) 0)) (= (select owner (select xlate v)) FREE)) :named goal))
