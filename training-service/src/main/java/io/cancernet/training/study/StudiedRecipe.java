package io.cancernet.training.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A recipe as one side of a study.
 *
 * @param name what the study calls it; the recipe's own name unless it stands there with different overrides
 * @param recipe name of the preset
 * @param overrides settings that differ from it
 */
public record StudiedRecipe(String name, String recipe, Map<String, Object> overrides) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,62}");

    public StudiedRecipe {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a recipe in a study is 1 to 63 letters, digits, spaces and ._+-: '%s'"
                            .formatted(name));
        }
        // An override may be null, which Map.copyOf refuses.
        overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    }
}
