package io.cancernet.training.study.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.training.study.FoldGroup;
import io.cancernet.training.study.StudiedRecipe;
import io.cancernet.training.study.StudyRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that asks for a study. */
public record NewStudy(
        @Schema(description = "in a few words, for people", examples = "stain jitter on IDC") @Nullable String name,

        @Schema(description = "the first is what the others are compared with") @Nullable List<Side> recipes,

        @Schema(description = "seeds of the runs", examples = "[1, 2, 3]") @Nullable List<Long> seeds,

        @Schema(description = "instead of seeds: 1 to so many; 1 unless given") @Nullable Integer seedCount,

        @Schema(description = "dataset versions", examples = "[\"idc/1\"]") @Nullable List<DatasetVersion> datasets,

        @Schema(
                description =
                        "cross-validations, by the name that was frozen with strategy k-fold: all folds of its newest"
                                + " version, or of the one named, as idc/2",
                examples = "[\"idc\"]")
        @Nullable List<String> folds,

        @Nullable Integer priority) {

    private static final int MOST_SEEDS = 100;

    /**
     * A recipe to study.
     *
     * @param name needed where a recipe stands there twice
     */
    public record Side(
            @Nullable String name,
            @Nullable String recipe,
            @Nullable Map<String, Object> overrides) {

        StudiedRecipe toDomain() {
            if (recipe == null) {
                throw new IllegalArgumentException("each of recipes needs its recipe, such as \"cancernet\"");
            }
            return new StudiedRecipe(
                    Objects.requireNonNullElse(name, recipe), recipe, Objects.requireNonNullElse(overrides, Map.of()));
        }
    }

    static NewStudy require(@Nullable NewStudy body) {
        if (body == null) {
            throw new IllegalArgumentException(
                    "the body is missing: {\"recipes\": [{\"recipe\": \"cancernet\"}], \"folds\": [\"idc\"]}");
        }
        return body;
    }

    StudyRequest toRequest(@Nullable String key) {
        return new StudyRequest(
                Objects.requireNonNullElse(name, ""),
                given(recipes).stream().map(Side::toDomain).toList(),
                allSeeds(),
                given(datasets),
                given(folds).stream().map(FoldGroup::parse).toList(),
                Objects.requireNonNullElse(priority, 0),
                key);
    }

    private List<Long> allSeeds() {
        if (seeds != null && seedCount != null) {
            throw new IllegalArgumentException("give seeds or seedCount, not both");
        }
        if (seeds != null) {
            return seeds;
        }
        int count = Objects.requireNonNullElse(seedCount, 1);
        if (count < 1 || count > MOST_SEEDS) {
            throw new IllegalArgumentException("seedCount must lie between 1 and %d: %d".formatted(MOST_SEEDS, count));
        }
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        if (list != null && list.contains(null)) {
            throw new IllegalArgumentException("a list of the request holds null");
        }
        return Objects.requireNonNullElse(list, List.of());
    }
}
