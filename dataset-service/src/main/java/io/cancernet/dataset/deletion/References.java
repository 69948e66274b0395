package io.cancernet.dataset.deletion;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import java.util.ArrayList;
import java.util.List;

/** What refers to a slide or a dataset version, and so keeps it from being deleted. */
public record References(Named datasets, Named runs, Named ingests) {

    /** How many are named in a refusal at most. */
    public static final int NAMED = 20;

    /** The first few of many. */
    public record Named(List<String> first, int count) {

        public static final Named NONE = new Named(List.of(), 0);

        public Named {
            first = List.copyOf(first);
        }

        private String text(String one, String several) {
            String names = String.join(", ", first);
            return "%d %s (%s%s)"
                    .formatted(count, count == 1 ? one : several, names, count > first.size() ? ", …" : "");
        }
    }

    /** Returns when nothing refers to the slide. @throws DomainException {@code still-referenced}, naming what does */
    public void requireNone(SlideId slide) {
        if (datasets.count() + runs.count() + ingests.count() > 0) {
            throw refusal(
                    "The slide %s".formatted(slide),
                    "Delete these dataset versions first, wait for the ingests to end, or erase the slide (erase=true) when its patient withdraws.");
        }
    }

    /** Returns when no run refers to the version. @throws DomainException {@code still-referenced}, naming those */
    public void requireNone(DatasetVersion dataset) {
        if (runs.count() > 0) {
            throw refusal(
                    "The dataset version %s".formatted(dataset),
                    "A dataset stays as long as a run uses it or has made a model from it.");
        }
    }

    private DomainException refusal(String what, String remedy) {
        List<String> by = new ArrayList<>();
        if (datasets.count() > 0) {
            by.add(datasets.text("dataset version", "dataset versions"));
        }
        if (runs.count() > 0) {
            by.add(runs.text("run", "runs"));
        }
        if (ingests.count() > 0) {
            by.add(ingests.text("ingest that goes on", "ingests that go on"));
        }
        return new DomainException(
                ErrorCode.STILL_REFERENCED,
                "%s is referred to by %s. %s".formatted(what, String.join(", ", by), remedy));
    }
}
