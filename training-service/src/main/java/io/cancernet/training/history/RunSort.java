package io.cancernet.training.history;

import org.jspecify.annotations.Nullable;

/**
 * The order of runs. Those that lack the value are left out; equal values are in the order in which runs were recorded.
 *
 * @param by {@link #CREATED}, {@link #FINISHED} or the name of a metric
 */
public record RunSort(String by, boolean descending) {

    public static final String CREATED = "createdAt";
    public static final String FINISHED = "finishedAt";

    public static final RunSort NEWEST = new RunSort(CREATED, true);

    /** Reads the query parameters {@code sort} and {@code order}; descending unless told. */
    public static RunSort parse(@Nullable String sort, @Nullable String order) {
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw new IllegalArgumentException("order is asc or desc: '%s'".formatted(order));
        }
        return new RunSort(sort == null ? CREATED : sort, !"asc".equals(order));
    }

    public boolean byMetric() {
        return !by.equals(CREATED) && !by.equals(FINISHED);
    }

    @Override
    public String toString() {
        return "sort=%s, order=%s".formatted(by, descending ? "desc" : "asc");
    }
}
