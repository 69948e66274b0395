package io.cancernet.training.study;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.training.dataset.FrozenDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All folds of a cross-validation in one word.
 *
 * @param name that the datasets were frozen under
 * @param version of all folds; absent: the newest that is whole
 */
public record FoldGroup(String name, @Nullable Integer version) {

    private static final Pattern TEXT = Pattern.compile("([a-z0-9][a-z0-9-]*)(?:/([1-9][0-9]{0,8}))?");

    /** Reads {@code idc} or {@code idc/2}. */
    public static FoldGroup parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "folds are named as the dataset was when it was frozen by k-fold, as idc or idc/2: '%s'"
                            .formatted(text));
        }
        String version = matcher.group(2);
        return new FoldGroup(matcher.group(1), version == null ? null : Integer.valueOf(version));
    }

    /**
     * The folds in their order.
     *
     * @param known dataset versions
     * @throws DomainException {@code not-found} when no version has all its folds, {@code conflict} when the name stands
     *     for several numbers of folds
     */
    List<FrozenDataset> of(List<FrozenDataset> known) {
        Map<Integer, Map<Integer, List<FrozenDataset>>> whole = new TreeMap<>(Comparator.reverseOrder());
        for (FrozenDataset each : known) {
            FoldName.parse(each.version())
                    .filter(fold -> fold.name().equals(name))
                    .filter(fold -> version == null || fold.version() == version)
                    .ifPresent(fold -> whole.computeIfAbsent(fold.version(), key -> new TreeMap<>())
                            .computeIfAbsent(fold.count(), key -> new ArrayList<>())
                            .add(each));
        }
        for (Map<Integer, List<FrozenDataset>> byCount : whole.values()) {
            byCount.entrySet().removeIf(each -> each.getValue().size() < each.getKey());
            if (byCount.size() > 1) {
                throw new DomainException(
                        ErrorCode.CONFLICT,
                        "%s was frozen in %s folds; name the dataset versions one by one"
                                .formatted(this, byCount.keySet()));
            }
            for (List<FrozenDataset> folds : byCount.values()) {
                return folds.stream()
                        .sorted(Comparator.comparing(FoldGroup::number))
                        .toList();
            }
        }
        throw new DomainException(
                ErrorCode.NOT_FOUND,
                ("there is no cross-validation %s with all its folds here; freeze it by POST /api/v1/datasets of"
                                + " dataset-service with strategy k-fold, or try again in a moment if that was just done")
                        .formatted(this));
    }

    private static int number(FrozenDataset dataset) {
        return Objects.requireNonNull(FoldName.parse(dataset.version()).orElse(null))
                .number();
    }

    @Override
    public String toString() {
        return version == null ? name : name + "/" + version;
    }
}
