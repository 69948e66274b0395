package io.cancernet.common.security.vertx;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.json.Json;
import io.cancernet.common.rest.Problem;
import io.vertx.core.http.HttpServerResponse;

/** Problem answers from before the REST layer. */
final class Refusals {

    private Refusals() {}

    static void refuse(HttpServerResponse response, ErrorCode code, String detail) {
        // Nobody waits for the answer to be sent.
        var unused = response.setStatusCode(code.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Json.text(Problem.of(code, detail)));
    }
}
