package io.cancernet.training.run;

import io.cancernet.training.recipe.RecipeField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recipes that runs can follow. */
public interface RecipeBook {

    /** All settings of each preset. */
    List<Map<String, Object>> presets();

    /** Every field that recipes have, and what may stand in it. */
    List<RecipeField> fields();

    /**
     * The settings of a run.
     *
     * @throws io.cancernet.common.error.DomainException {@code RECIPE_INVALID} naming the field that is unknown or out
     *     of range
     */
    Settings resolve(String recipe, Map<String, Object> overrides, @Nullable Long seed);

    /** Settings after the overrides, with those that the run record shows on their own. */
    record Settings(Map<String, Object> all, long seed, int epochs) {

        public Settings {
            all = Map.copyOf(all);
        }
    }
}
