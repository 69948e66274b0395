package io.cancernet.inference.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the form in which REST answers it.
 *
 * @param next cursor of the page after this one; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The page of a list that was read one item further than asked for. */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, String> cursor) {
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        return new Page<>(items.subList(0, limit), cursor.apply(items.get(limit - 1)));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next);
    }
}
