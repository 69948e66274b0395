package io.cancernet.training.study;

import io.cancernet.common.id.DatasetVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fold by the name that dataset-service gives it: {@code idc-fold2of5}.
 *
 * @param name of the cross-validation, without the fold
 * @param number from 1
 * @param count of folds
 * @param version of the dataset
 */
record FoldName(String name, int number, int count, int version) {

    private static final Pattern NAME = Pattern.compile("(.+)-fold(\\d{1,2})of(\\d{1,2})");

    static Optional<FoldName> parse(DatasetVersion dataset) {
        Matcher matcher = NAME.matcher(dataset.name());
        return matcher.matches()
                ? Optional.of(new FoldName(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        dataset.version()))
                : Optional.empty();
    }

    /** What all folds of one cross-validation are called together. */
    String group() {
        return "%s/%d in %d folds".formatted(name, version, count);
    }
}
