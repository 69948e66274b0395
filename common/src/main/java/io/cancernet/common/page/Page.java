package io.cancernet.common.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as REST answers it.
 *
 * @param next cursor of the page after this one; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** A list that is short enough to have no pages. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /** Makes a page of what a query for {@code request.limit() + 1} rows found. */
    public static <T> Page<T> of(List<T> found, PageRequest request, Function<? super T, String> cursor) {
        if (found.size() <= request.limit()) {
            return whole(found);
        }
        return new Page<>(found.subList(0, request.limit()), cursor.apply(found.get(request.limit() - 1)));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next);
    }
}
