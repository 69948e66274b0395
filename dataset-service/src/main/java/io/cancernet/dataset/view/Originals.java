package io.cancernet.dataset.view;

import io.cancernet.common.id.SlideId;
import java.net.URI;
import java.util.Optional;

/** Knows where the originals of whole slides lie. */
public interface Originals {

    /** Where a slide was ingested from; absent for a patch archive and for what was uploaded. */
    Optional<URI> find(SlideId slide);
}
