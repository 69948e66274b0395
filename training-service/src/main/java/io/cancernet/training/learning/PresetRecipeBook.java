package io.cancernet.training.learning;

import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.RecipeField;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.run.RecipeBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The presets of the core and their overrides. */
@ApplicationScoped
class PresetRecipeBook implements RecipeBook {

    @Override
    public List<Map<String, Object>> presets() {
        return Recipes.names().stream().map(name -> all(Recipes.preset(name))).toList();
    }

    @Override
    public List<RecipeField> fields() {
        return RecipeField.all();
    }

    @Override
    public Settings resolve(String recipe, Map<String, Object> overrides, @Nullable Long seed) {
        Recipe resolved = Recipes.preset(recipe).with(overrides);
        if (seed != null) {
            resolved = resolved.with(Map.of("seed", seed));
        }
        resolved.requireComplete();
        return new Settings(all(resolved), resolved.seed(), resolved.epochs());
    }

    private static Map<String, Object> all(Recipe recipe) {
        return JsonColumn.readMap(recipe.toJson());
    }
}
