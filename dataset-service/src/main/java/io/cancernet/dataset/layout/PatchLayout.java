package io.cancernet.dataset.layout;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a patch archive names its files: what a path says of slide, place, label and split. */
public interface PatchLayout {

    /** Short name; slide and extraction ids follow from it. */
    String name();

    /** What a file is by its path, one that {@link ImageNames} takes for an image. */
    Reading read(SourceFile file);

    /** Those of the candidates that contradict others, with the reason; none by default. */
    default List<QuarantinedFile> contradictions(List<Candidate> candidates) {
        return List.of();
    }

    /**
     * The resolution of a slide's patches.
     *
     * @param given by the caller
     * @throws DomainException {@code slide-mpp-missing} when neither layout nor caller know it, {@code conflict} when
     *     they know different ones
     */
    MicronsPerPixel mpp(SlideName slide, @Nullable MicronsPerPixel given);

    /** Nominal side of the patches in pixels; absent where it is the size that most of them have. */
    Optional<Integer> patchSide();
}
