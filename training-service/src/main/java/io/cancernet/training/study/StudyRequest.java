package io.cancernet.training.study;

import io.cancernet.common.id.DatasetVersion;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a study: every recipe on every dataset version with every seed.
 *
 * @param name in a few words, for people; empty for none
 * @param recipes the first is what the others are compared with
 * @param folds cross-validations, whose dataset versions come after the others
 * @param key makes the request repeatable: the same key means the same study
 */
public record StudyRequest(
        String name,
        List<StudiedRecipe> recipes,
        List<Long> seeds,
        List<DatasetVersion> datasets,
        List<FoldGroup> folds,
        int priority,
        @Nullable String key) {

    static final int MOST_RUNS = 500;
    private static final int LONGEST_NAME = 200;

    public StudyRequest {
        recipes = List.copyOf(recipes);
        seeds = List.copyOf(seeds);
        datasets = List.copyOf(datasets);
        folds = List.copyOf(folds);
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of a study is one line of at most %d characters".formatted(LONGEST_NAME));
        }
        requireSome("recipes", recipes);
        requireSome("seeds", seeds);
        if (datasets.isEmpty() && folds.isEmpty()) {
            throw new IllegalArgumentException(
                    "name datasets, such as [\"idc/1\"], or folds, such as [\"idc\"], to train on");
        }
        requireDistinct("recipe", recipes.stream().map(StudiedRecipe::name).toList());
        requireDistinct("seed", seeds);
        requireDistinct("dataset", datasets);
    }

    /** Returns when a study of so many dataset versions has few enough runs. */
    void requireFew(int versions) {
        long runs = (long) recipes.size() * seeds.size() * versions;
        if (runs > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "%d recipes with %d seeds on %d dataset versions are %,d runs; a study has at most %d"
                            .formatted(recipes.size(), seeds.size(), versions, runs, MOST_RUNS));
        }
    }

    static <T> void requireDistinct(String what, List<T> values) {
        HashSet<T> seen = new HashSet<>();
        for (T each : values) {
            if (!seen.add(each)) {
                throw new IllegalArgumentException("%s %s stands there twice%s"
                        .formatted(what, each, what.equals("recipe") ? "; give each a name of its own" : ""));
            }
        }
    }

    private static void requireSome(String what, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("%s must name at least one".formatted(what));
        }
    }
}
