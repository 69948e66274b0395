package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.page.Page;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;

/** The answer to a freeze request: one dataset itself, or the folds as a list. */
final class FreezeResponse {

    private FreezeResponse() {}

    static Response of(List<Freezing> frozen) {
        Status status = frozen.stream().anyMatch(Freezing::added) ? Status.CREATED : Status.OK;
        if (frozen.size() > 1) {
            List<DatasetResponse> folds = frozen.stream()
                    .map(each -> DatasetResponse.from(each.dataset()))
                    .toList();
            return Response.status(status).entity(Page.whole(folds)).build();
        }
        DatasetResponse dataset = DatasetResponse.from(frozen.get(0).dataset());
        return Response.status(status)
                .location(URI.create("/api/v1/datasets/" + dataset.dataset()))
                .entity(dataset)
                .build();
    }
}
