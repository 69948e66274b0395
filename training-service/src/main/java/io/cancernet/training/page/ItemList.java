package io.cancernet.training.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page as REST answers it. */
public record ItemList<T>(List<T> items, @Nullable String next) {

    public static <T> ItemList<T> from(Page<T> page) {
        return new ItemList<>(
                page.items(), page.next() == null ? null : page.next().text());
    }

    /** A list that is short enough to have no pages. */
    public static <T> ItemList<T> of(List<T> items) {
        return new ItemList<>(items, null);
    }
}
