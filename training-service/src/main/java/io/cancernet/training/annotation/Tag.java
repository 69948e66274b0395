package io.cancernet.training.annotation;

import java.util.regex.Pattern;

/** A short word on a run, by which runs are found. */
public record Tag(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,62}");
    private static final int SHOWN = 80;

    public Tag {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a tag is 1 to 63 letters, digits and ._:/=+- and begins with a letter or digit: '%s'"
                            .formatted(value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
