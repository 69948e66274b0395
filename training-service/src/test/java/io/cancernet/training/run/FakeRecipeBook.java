package io.cancernet.training.run;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.training.recipe.RecipeField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Knows one recipe with two settings. */
public final class FakeRecipeBook implements RecipeBook {

    @Override
    public List<Map<String, Object>> presets() {
        return List.of(Map.of("name", "cancernet"));
    }

    @Override
    public List<RecipeField> fields() {
        return List.of();
    }

    @Override
    public Settings resolve(String recipe, Map<String, Object> overrides, @Nullable Long seed) {
        Map<String, Object> all = new HashMap<>(Map.of("epochs", 3));
        for (String field : overrides.keySet()) {
            if (!all.containsKey(field)) {
                throw new DomainException(ErrorCode.RECIPE_INVALID, "recipe field %s: unknown".formatted(field));
            }
        }
        all.putAll(overrides);
        long used = Objects.requireNonNullElse(seed, 42L);
        all.put("seed", used);
        return new Settings(all, used, (Integer) Objects.requireNonNull(all.get("epochs")));
    }
}
