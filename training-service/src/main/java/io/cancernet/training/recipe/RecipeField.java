package io.cancernet.training.recipe;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.CancerNetConfig;
import io.cancernet.common.network.Networks;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of recipes, and what may stand in it. Which fields go together only the whole recipe says.
 *
 * @param name dotted, as overrides name it
 * @param choices all values of a CHOICE
 * @param least smallest number
 * @param above number that is too small by nothing; in place of {@code least}
 * @param most largest number
 */
public record RecipeField(
        String name,
        Kind kind,
        List<String> choices,
        @Nullable Double least,
        @Nullable Double above,
        @Nullable Double most) {

    /** What a field holds. */
    public enum Kind {
        FLAG,
        INTEGER,
        NUMBER,
        /** A list of numbers. */
        NUMBERS,
        CHOICE,
        TEXT;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            boolean.class, Kind.FLAG,
            int.class, Kind.INTEGER,
            long.class, Kind.INTEGER,
            double.class, Kind.NUMBER,
            List.class, Kind.NUMBERS,
            String.class, Kind.TEXT,
            Sha256.class, Kind.TEXT);

    private static final List<RecipeField> ALL = of(Recipe.class, "").toList();

    public RecipeField {
        choices = List.copyOf(choices);
    }

    /** Every field of recipes, in their order. */
    public static List<RecipeField> all() {
        return ALL;
    }

    private static Stream<RecipeField> of(Class<?> settings, String prefix) {
        return Stream.of(settings.getRecordComponents()).flatMap(each -> of(each, prefix + each.getName()));
    }

    private static Stream<RecipeField> of(RecordComponent component, String name) {
        Class<?> type = component.getType();
        if (name.equals("network.name")) {
            return Stream.of(choice(name, Networks.names().stream().sorted()));
        }
        if (name.equals("network.options")) {
            return of(CancerNetConfig.class, name + ".");
        }
        if (type.isEnum()) {
            return Stream.of(choice(name, Stream.of(type.getEnumConstants()).map(each -> Json.mapper()
                    .convertValue(each, String.class))));
        }
        Kind kind = KINDS.get(type);
        return kind == null ? of(type, name + ".") : Stream.of(plain(name, kind));
    }

    private static RecipeField choice(String name, Stream<String> choices) {
        return new RecipeField(name, Kind.CHOICE, choices.toList(), null, null, null);
    }

    private static RecipeField plain(String name, Kind kind) {
        Optional<Range> range = Ranges.find(name);
        return new RecipeField(
                name,
                kind,
                List.of(),
                range.filter(Range::included).map(Range::least).orElse(null),
                range.filter(each -> !each.included()).map(Range::least).orElse(null),
                range.map(Range::most).orElse(null));
    }
}
