(set-info :title "The page array that is an area of its own has fewer pages than the area it is for: allocation does not nest for ever")
(set-info :source "/* Please note that the recursion is strictly bounded. */")
(assert (! (< PAGE (* POINTER n)) :named more-than-a-page))
(assert (! (not (and (< 0 array-pages) (< array-pages n))) :named goal))
