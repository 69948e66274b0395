package io.cancernet.dataset.split;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** By what rule a dataset was split. */
public enum SplitStrategy {
    /** Whole cases, stratified by their positivity. */
    BY_CASE,
    /** One of several versions in which every case is tested once. */
    K_FOLD,
    /** As the source itself says, such as by folders called train and test. */
    SOURCE,
    /** Single patches at random, as tutorials do it: always leaky. */
    PATCH_RANDOM,
    /** As an imported manifest says. */
    IMPORTED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a slug. @throws IllegalArgumentException naming those there are */
    public static SplitStrategy of(String slug) {
        for (SplitStrategy strategy : values()) {
            if (strategy.slug().equals(slug)) {
                return strategy;
            }
        }
        throw new IllegalArgumentException(
                "a split strategy is by-case, k-fold, source, patch-random or imported: '%s'".formatted(slug));
    }
}
