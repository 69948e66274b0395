package io.cancernet.common.rest;

import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** A multipart body that the REST layer cannot take apart: the request is wrong, not the service. */
final class RefusedParts {

    private static final String PARSER = "org.jboss.resteasy.reactive.server.core.multipart.";
    private static final String TOO_MANY = "Param limit of ";
    private static final String DISK_FULL = "No space left";

    private RefusedParts() {}

    /** What to tell of the parts that made a request fail; empty when it failed for another reason. */
    static Optional<Problem> in(Exception failure) {
        String what = String.valueOf(failure.getMessage());
        if (what.contains(DISK_FULL)
                || Stream.of(failure.getStackTrace())
                        .noneMatch(each -> each.getClassName().startsWith(PARSER))) {
            return Optional.empty();
        }
        if (what.startsWith(TOO_MANY)) {
            return Optional.of(Problem.of(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the body has too many parts: send fewer at once (%s)".formatted(what)));
        }
        return failure instanceof IOException
                ? Optional.of(
                        Problem.of(ErrorCode.INVALID_REQUEST, "the multipart body breaks off or is malformed: " + what))
                : Optional.empty();
    }
}
