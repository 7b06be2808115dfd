(set-info :title "A page is asked for, and a free frame is handed out")
(set-info :source "page = alloc_page(alloc_mask)")
(set-info :changes "owner pc page")
(assert (! (= pc PAGES) :named at-pages))
(assert (! (< i n) :named more))
(assert (! (= (select owner page.next) FREE) :named was-free)) ; I0: what the environment promises
(assert (! (= owner.next (store owner page.next HELD)) :named held))
(assert (! (= pc.next GOT) :named to-got))
