; The integer edition of the words that clauses are written in, for proofs without a bound.
;
; What the bit-vector edition computes modulo 2^64 has no bound here: the editions agree where nothing wraps.
; NONE is the same number, larger than any count, index or moment.
(define-sort W () Int)
(define-sort F () (_ BitVec 32))

(define-fun w0 () W 0)
(define-fun w1 () W 1)
(define-fun w2 () W 2)
(define-fun NONE () W 18446744073709551615)
(define-fun w+ ((a W) (b W)) W (+ a b))
(define-fun w- ((a W) (b W)) W (- a b))
(define-fun w* ((a W) (b W)) W (* a b))
(define-fun w/ ((a W) (b W)) W (div a b))
(define-fun w% ((a W) (b W)) W (mod a b))
(define-fun w< ((a W) (b W)) Bool (< a b))
(define-fun w<= ((a W) (b W)) Bool (<= a b))

(define-fun f-and ((a F) (b F)) F (bvand a b))
(define-fun f-or ((a F) (b F)) F (bvor a b))
(define-fun f-within ((a F) (b F)) Bool (= (bvand a b) a))
(define-fun f-none () F #x00000000)
(define-fun has ((a F) (b F)) Bool (not (= (bvand a b) f-none)))
