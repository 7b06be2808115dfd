; Up to how many bytes a page array may be a slab object: of the seed a page; other allocators ask for larger ones, too, and
; make an area of them where they are refused. It is no part of the state: no step changes it.
(declare-fun slab-most () Int)
(assert (! (<= PAGE slab-most) :named slab-page))
; What this is used for is proved of the seed only.
(assert (! (= slab-most PAGE) :named slab-seed))
