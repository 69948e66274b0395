package io.cancernet.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.json.Json;
import io.cancernet.training.recipe.RecipeField.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecipeFieldTest {

    private static final Recipe PRESET = Recipes.preset("cancernet");
    private static final double BEYOND = 1e-6;

    @Test
    void fields_areThoseOfEveryRecipe() throws IOException {
        List<String> names = RecipeField.all().stream().map(RecipeField::name).toList();

        assertThat(names).doesNotHaveDuplicates();
        for (String preset : Recipes.names()) {
            List<String> present = new ArrayList<>();
            collect(Json.mapper().readTree(Recipes.preset(preset).toJson()), "", present);
            assertThat(names).as(preset).containsAll(present);
        }
        assertThat(names).contains("initialWeights.file", "initialWeights.sha256");
    }

    private static void collect(JsonNode node, String prefix, List<String> names) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (each.getValue().isObject()) {
                collect(each.getValue(), prefix + each.getKey() + ".", names);
            } else {
                names.add(prefix + each.getKey());
            }
        }
    }

    @Test
    void numberOutOfTheRangeThatIsTold_isRefused() {
        List<RecipeField> ranged =
                RecipeField.all().stream().filter(each -> each.most() != null).toList();

        assertThat(ranged).hasSizeGreaterThan(20);
        for (RecipeField each : ranged) {
            double step = each.kind() == Kind.INTEGER ? 1 : BEYOND;
            assertRefused(each, each.most(), step);
            assertRefused(each, each.least(), -step);
            assertRefused(each, each.above(), 0);
        }
    }

    private static void assertRefused(RecipeField field, @Nullable Double bound, double step) {
        if (bound == null) {
            return;
        }
        double value = bound + step;
        Object wanted =
                switch (field.kind()) {
                    case INTEGER -> (long) value;
                    case NUMBERS -> List.of(value, value, value);
                    default -> value;
                };
        assertThatExceptionOfType(InvalidRecipeException.class)
                .as("%s: %s", field.name(), wanted)
                .isThrownBy(() -> PRESET.with(Map.of(field.name(), wanted)))
                .extracting(InvalidRecipeException::field)
                .isEqualTo(field.name());
    }

    @Test
    void choices_areTaken_andNothingElseIs() {
        assertThat(named("device").choices()).containsExactly("AUTO", "CPU", "GPU");
        assertThat(named("network.name").choices()).containsExactly("cancernet", "densenet201", "squeezenet");
        assertThat(named("network.options.dropout").choices())
                .containsExactly("BEFORE_POOLING", "AFTER_POOLING", "NONE");
        Stream.of("device", "calibration", "schedule.kind", "input.resize", "network.options.dropout")
                .map(RecipeFieldTest::named)
                .forEach(each -> each.choices().forEach(choice -> PRESET.with(Map.of(each.name(), choice))));
        for (RecipeField each : RecipeField.all()) {
            if (each.kind() == Kind.CHOICE) {
                assertThatExceptionOfType(InvalidRecipeException.class)
                        .as(each.name())
                        .isThrownBy(() -> PRESET.with(Map.of(each.name(), "another")));
            }
        }
    }

    private static RecipeField named(String name) {
        return RecipeField.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
