package io.cancernet.dataset.upload;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** An upload. Its URI is {@code upload:<id>}, also with the file's ending behind it. */
public record UploadId(@JsonValue String value) {

    public static final String SCHEME = "upload";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UploadId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an upload id has letters, digits and dashes: '%s'".formatted(value));
        }
    }

    /** The upload that a URI names; absent when it names something else. */
    public static Optional<UploadId> in(URI uri) {
        if (!SCHEME.equalsIgnoreCase(uri.getScheme())) {
            return Optional.empty();
        }
        String name = uri.getSchemeSpecificPart();
        int dot = name.indexOf('.');
        return Optional.of(new UploadId(dot < 0 ? name : name.substring(0, dot)));
    }

    @Override
    public String toString() {
        return value;
    }
}
