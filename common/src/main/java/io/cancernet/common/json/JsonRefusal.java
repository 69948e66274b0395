package io.cancernet.common.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with JSON, told to who wrote it: by its fields, never by the classes that read it. */
public final class JsonRefusal {

    private static final int LONGEST_VALUE = 100;
    private static final String TRAILING = "Trailing token";
    private static final String MISSING = "Missing required creator property";
    private static final Set<Class<?>> WHOLE = Set.of(Integer.class, int.class, Long.class, long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(Double.class, double.class);
    private static final Set<Class<?>> FLAGS = Set.of(Boolean.class, boolean.class);

    private JsonRefusal() {}

    /**
     * What to tell who wrote it.
     *
     * @param whole what the JSON is to them, such as "the body"
     */
    public static String of(JsonProcessingException e, String whole) {
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return String.valueOf(e.getCause().getMessage());
        }
        if (e instanceof MismatchedInputException mismatch) {
            return mismatched(mismatch, whole);
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        if (e instanceof InputCoercionException || e.getCause() instanceof InputCoercionException) {
            return "%s cannot be taken: a number is too large%s".formatted(whole, where);
        }
        return e instanceof JsonParseException
                ? "%s is no JSON: it breaks off or is malformed%s".formatted(whole, where)
                : "%s cannot be taken: a value is malformed%s".formatted(whole, where);
    }

    private static String mismatched(MismatchedInputException e, String whole) {
        if (e.getOriginalMessage().startsWith(TRAILING)) {
            return whole + " goes on after its end";
        }
        String field = field(e, whole);
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "%s is not known here; known are %s".formatted(field, list(unknown.getKnownPropertyIds()));
        }
        if (e instanceof InvalidNullException) {
            return field + " must not be null";
        }
        if (e.getOriginalMessage().startsWith(MISSING)) {
            return field + " is required";
        }
        Object value = e instanceof InvalidFormatException format ? format.getValue() : null;
        return "%s must be %s%s".formatted(field, wanted(e.getTargetType()), value == null ? "" : ": " + shown(value));
    }

    private static String field(JsonMappingException e, String whole) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? whole : path.replaceFirst("^\\.", "");
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(JsonRefusal::name).collect(Collectors.joining(", "));
        }
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (NUMBERS.contains(type)) {
            return "a number";
        }
        if (FLAGS.contains(type)) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == URI.class) {
            return "a URI";
        }
        if (type.isRecord()) {
            RecordComponent[] parts = type.getRecordComponents();
            return parts.length == 1 ? wanted(parts[0].getType()) : "a JSON object";
        }
        return type == String.class ? "a text" : "as the API description says";
    }

    /** As it stands in JSON. */
    private static String name(Object constant) {
        return Json.mapper().convertValue(constant, String.class);
    }

    private static String list(@Nullable Collection<Object> names) {
        return names == null
                ? "none"
                : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        String text = value.toString();
        return "'" + (text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text) + "'";
    }
}
