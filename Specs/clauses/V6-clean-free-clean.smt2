(set-info :id "V6.clean")
(set-info :title "After a release nothing in the range is translated")
(set-info :profile "contract")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (= rangeLeft w0)))
