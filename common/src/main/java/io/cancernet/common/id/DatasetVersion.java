package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One frozen version of a dataset, written {@code name/version}, such as {@code idc/1}. Versions count from 1. */
public record DatasetVersion(String name, int version) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern TEXT = Pattern.compile("([^/]+)/([1-9][0-9]{0,8})");

    public DatasetVersion {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "dataset name must be lower-case letters, digits and dashes, at most 63: '%s'".formatted(name));
        }
        if (version < 1) {
            throw new IllegalArgumentException("dataset versions count from 1: " + version);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DatasetVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a dataset version is written name/version, such as idc/1: '%s'".formatted(text));
        }
        return new DatasetVersion(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @JsonValue
    @Override
    public String toString() {
        return name + "/" + version;
    }
}
