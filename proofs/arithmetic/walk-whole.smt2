(set-info :title "The four nested loops visit the pages of a range one after the other, each once, through the entries that its address selects (four levels, pages of 4 KiB)")
(set-info :source "map_vm_area: vmap_pud_range, vmap_pmd_range, vmap_pte_range")
(set-info :twin "stands")
(set-logic QF_LIA)
; Addresses in pages, as numbers: walk-progress, walk-one-entry and walk-next-entry say the same of words. An entry is
; numbered as if all tables of a level were one; the part of a range up to `end` that an entry serves, of `span` pages:
(define-fun part-end ((entry Int) (span Int) (end Int)) Int
  (ite (< (* span (+ entry 1)) end) (* span (+ entry 1)) end))
(define-fun serves ((entry Int) (span Int) (page Int)) Bool
  (and (<= (* span entry) page) (< page (* span (+ entry 1)))))
; The ends of the ranges that the loops are given by the loops around them: where the part of that loop's entry ends.
(define-fun pud-end ((pgd Int) (end Int)) Int (part-end pgd 134217728 end))
(define-fun pmd-end ((pgd Int) (pud Int) (end Int)) Int (part-end pud 262144 (pud-end pgd end)))
(define-fun pte-end ((pgd Int) (pud Int) (pmd Int) (end Int)) Int (part-end pmd 512 (pmd-end pgd pud end)))
; Each loop stands at the entry that the page's address selects, which is in the range.
(define-fun at-page ((pgd Int) (pud Int) (pmd Int) (page Int) (end Int)) Bool
  (and (serves pgd 134217728 page) (serves pud 262144 page) (serves pmd 512 page) (< page end)))
(declare-fun end () Int)
(declare-fun pgd () Int)
(declare-fun pud () Int)
(declare-fun pmd () Int)
(declare-fun page () Int)
(assert (! (at-page pgd pud pmd page end) :named stands))
; A loop whose range has ended returns to the one around it, which takes the next entry; an inner loop begins with the
; first entry of that entry's table.
(define-fun pte-ended () Bool (= (+ page 1) (pte-end pgd pud pmd end)))
(define-fun pmd-ended () Bool (and pte-ended (= (pte-end pgd pud pmd end) (pmd-end pgd pud end))))
(define-fun pud-ended () Bool (and pmd-ended (= (pmd-end pgd pud end) (pud-end pgd end))))
(define-fun ended () Bool (and pud-ended (= (pud-end pgd end) end)))
(define-fun pgd.next () Int (ite pud-ended (+ pgd 1) pgd))
(define-fun pud.next () Int (ite pud-ended (* 512 pgd.next) (ite pmd-ended (+ pud 1) pud)))
(define-fun pmd.next () Int (ite pmd-ended (* 512 pud.next) (ite pte-ended (+ pmd 1) pmd)))
(define-fun page.next () Int (ite pte-ended (* 512 pmd.next) (+ page 1)))
; By induction over the pages of the range, from the first, where a loop begins at the entry that its address selects:
; page k is visited as the k-th.
(assert (! (not (and
  ; the walk ends after the last page of the range, nowhere else
  (= ended (= (+ page 1) end))
  ; else the page that follows is the next one
  (=> (not ended) (and (= page.next (+ page 1)) (at-page pgd.next pud.next pmd.next page.next end))))) :named goal))
(check-sat)
