(set-info :title "A frame that is given back was not free")
(assert (! (= pc PUTTING) :named at-putting))
(assert (! (< i (select count cur)) :named more))
(assert (! (= (select owner (select (select pages cur) i)) FREE) :named goal))
