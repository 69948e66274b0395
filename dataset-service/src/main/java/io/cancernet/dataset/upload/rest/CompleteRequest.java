package io.cancernet.dataset.upload.rest;

import io.cancernet.dataset.upload.PartTag;
import java.util.List;

/** Body of {@code POST /api/v1/uploads/{id}/complete}. */
record CompleteRequest(List<PartTag> parts) {

    CompleteRequest {
        parts = List.copyOf(parts);
    }
}
