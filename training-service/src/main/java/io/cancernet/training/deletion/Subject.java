package io.cancernet.training.deletion;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.objectstore.ObjectKeys;
import java.util.Locale;

/**
 * What is deleted.
 *
 * @param id of the run, or name and version of the model
 * @param folder what the keys of its files begin with
 */
public record Subject(Kind kind, String id, String folder) {

    /** What kinds of things are deleted. */
    public enum Kind {
        RUN,
        MODEL;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Subject of(RunId run) {
        return new Subject(Kind.RUN, run.value(), ObjectKeys.run(run));
    }

    public static Subject of(ModelVersion model) {
        return new Subject(Kind.MODEL, model.toString(), ObjectKeys.model(model.name(), model.version()));
    }

    @Override
    public String toString() {
        return kind.slug() + " " + id;
    }
}
