package io.cancernet.training.annotation;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be asked of annotations. */
@ApplicationScoped
public class AnnotateRuns {

    private final RunAnnotations annotations;

    public AnnotateRuns(RunAnnotations annotations) {
        this.annotations = annotations;
    }

    /**
     * Some tags more, some fewer, another note; what is absent stays.
     *
     * @param basedOn revision that must stand; absent when any may
     */
    public record Amendment(
            List<String> add,
            List<String> remove,
            @Nullable String note,
            @Nullable Integer basedOn) {

        public Amendment {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
            remove.forEach(Tag::new);
            if (add.stream().anyMatch(remove::contains)) {
                throw new IllegalArgumentException("a tag is added and removed at once");
            }
        }
    }

    public Annotations find(RunId run) {
        return annotations.find(run).orElseThrow(() -> unknown(run));
    }

    /**
     * Replaces tags and note as a whole.
     *
     * @param basedOn the revision that the caller has seen
     * @throws DomainException {@code CONFLICT} when another stands
     */
    public Annotations replace(RunId run, List<String> tags, String note, int basedOn) {
        return annotations
                .change(run, standing -> {
                    requireStanding(run, standing, basedOn);
                    return standing.next(tags, note);
                })
                .orElseThrow(() -> unknown(run));
    }

    /** Changes tags and note in part. @throws DomainException {@code CONFLICT} when another revision stands */
    public Annotations amend(RunId run, Amendment amendment) {
        return annotations
                .change(run, standing -> {
                    if (amendment.basedOn() != null) {
                        requireStanding(run, standing, amendment.basedOn());
                    }
                    return standing.next(
                            standing.tagsWith(amendment.add(), amendment.remove()),
                            Objects.requireNonNullElse(amendment.note(), standing.note()));
                })
                .orElseThrow(() -> unknown(run));
    }

    private static void requireStanding(RunId run, Annotations standing, int basedOn) {
        if (standing.revision() != basedOn) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "the tags and the note of run %s are at revision %d, not %d; read them and decide again"
                            .formatted(run, standing.revision(), basedOn));
        }
    }

    private static DomainException unknown(RunId run) {
        return new DomainException(
                ErrorCode.NOT_FOUND, "there is no run %s; GET /api/v1/runs lists those there are".formatted(run));
    }
}
