(set-info :id "V6.clean")
(set-info :title "After a release nothing in the range is translated")
(set-info :profile "contract")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (forall ((j W))
    (=> (and (w< j pageCount) (= (pageForeign j) w0))
      (= (translationAfter j) w0)))))
