package io.cancernet.dataset.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts a list into parts, each of which fits into memory. */
final class Pieces {

    private Pieces() {}

    /** Parts in order, each with at least one element and, beyond that, at most so many bytes. */
    static <T> List<List<T>> of(List<T> all, ToLongFunction<T> size, long maxBytes) {
        List<List<T>> pieces = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            long next = size.applyAsLong(all.get(i));
            if (i > from && bytes + next > maxBytes) {
                pieces.add(all.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += next;
        }
        if (from < all.size()) {
            pieces.add(all.subList(from, all.size()));
        }
        return pieces;
    }
}
