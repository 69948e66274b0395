package io.cancernet.dataset.slide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.SlideId;
import jakarta.enterprise.context.ApplicationScoped;

/** Looking slides up. */
@ApplicationScoped
public class Slides {

    private final SlideRepository repository;

    public Slides(SlideRepository repository) {
        this.repository = repository;
    }

    /** One slide. @throws DomainException {@code not-found}, or {@code conflict} when it is being deleted */
    public Slide get(SlideId slide) {
        return repository.find(slide).orElseThrow(() -> missing(slide));
    }

    private DomainException missing(SlideId slide) {
        return repository.state(slide).isPresent()
                ? new DomainException(ErrorCode.CONFLICT, "The slide %s is being deleted.".formatted(slide))
                : new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no slide %s. GET /api/v1/slides lists those there are.".formatted(slide));
    }
}
