package io.cancernet.training.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.id.RunId;
import java.util.Locale;
import java.util.regex.Pattern;

/** A study. Its runs are called after it, so that the same study has the same runs. */
public record StudyId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,40}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StudyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "study id must be letters, digits, dots, dashes and underscores, at most 41: '%s'"
                            .formatted(value));
        }
    }

    /** The run at a place in the study, from 0; ids sort as the places do, which is the order of work. */
    RunId run(int place) {
        return new RunId("%s-%s".formatted(value, String.format(Locale.ROOT, "%03d", place)));
    }

    /** The tag on its runs. */
    public String tag() {
        return "study:" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
